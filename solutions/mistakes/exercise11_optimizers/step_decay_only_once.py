# mistake: `step_decay` multiplies by gamma once and for all; it should do so after every `step_size` steps.
# hint: With step_size 2 the table has three different rates within its five steps. How many different rates can yours
#     have?
# loses: functions_example schedules
def step_decay(lr, step, step_size, gamma):
    return lr * gamma if step >= step_size else lr
