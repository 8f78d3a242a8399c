# mistake: `inverse_time_decay` is lr / (1 + decay)^step and falls exponentially; it should fall like 1 / step.
# hint: For lr = 1 and decay = 1 the rates should be 1, 1/2, 1/3, 1/4. From which step on do yours differ?
# loses: functions_example schedules
def inverse_time_decay(lr, step, decay):
    return lr / (1 + decay) ** step
