# mistake: Your inverse time decay is lr / (1 + decay)^step; it falls like 1 / step, not exponentially.
# loses: functions_example schedules
def inverse_time_decay(lr, step, decay):
    return lr / (1 + decay) ** step
