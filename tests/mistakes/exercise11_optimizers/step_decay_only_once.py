# mistake: Your step decay multiplies by gamma once, after step_size steps; it does so after every step_size steps.
# loses: functions_example schedules
def step_decay(lr, step, step_size, gamma):
    return lr * gamma if step >= step_size else lr
