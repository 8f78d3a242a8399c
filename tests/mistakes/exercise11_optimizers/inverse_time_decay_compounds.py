# mistake: Your inverse time decay divides again in every step; it is lr / (1 + decay · step), from the first rate.
# loses: functions_example schedules
def inverse_time_decay(lr, step, decay):
    for number in range(1, step + 1):
        lr = lr / (1 + decay * number)
    return lr
