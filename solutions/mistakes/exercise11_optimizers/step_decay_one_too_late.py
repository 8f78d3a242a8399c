# mistake: `step_decay` drops the rate one step too late: the first period is a step too long.
# hint: With step_size 2, which rate has step 2 in the statement's table, and which in yours? Steps 0 and 1 are two
#     steps already.
# loses: functions_example schedules
def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** (max(step - 1, 0) // step_size)
