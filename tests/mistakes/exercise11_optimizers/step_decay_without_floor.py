# mistake: Your step decay divides without rounding down, so the rate falls in every step instead of every step_size.
# loses: functions_example schedules
def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** (step / step_size)
