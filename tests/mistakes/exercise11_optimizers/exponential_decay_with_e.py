# mistake: Your exponential decay is lr · e^(-gamma · step); here it is lr · gamma^step.
# loses: functions_example schedules
def exponential_decay(lr, step, gamma):
    return lr * np.exp(-gamma * step)
