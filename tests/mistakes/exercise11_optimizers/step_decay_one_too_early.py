# mistake: Your schedules count from 1: at step 0 the rate should still be lr.
# loses: functions_example schedules
def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** ((step + 1) // step_size)


def exponential_decay(lr, step, gamma):
    return lr * gamma ** (step + 1)


def inverse_time_decay(lr, step, decay):
    return lr / (1 + decay * (step + 1))
