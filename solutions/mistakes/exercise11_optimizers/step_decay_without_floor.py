# mistake: `step_decay` does not round down, so that the rate falls in every step instead of every `step_size` steps.
# hint: Steps 0 and 1 share one rate in the table, where step_size is 2. How many whole periods have gone by at step
#     1?
# loses: functions_example schedules
# convention: Keras's `ExponentialDecay`, which falls smoothly unless `staircase` is True
def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** (step / step_size)
