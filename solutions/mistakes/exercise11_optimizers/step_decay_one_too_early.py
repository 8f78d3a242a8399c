# mistake: `step_decay` drops the rate one step too early: the first period is a step too short.
# hint: With step_size 2, which steps have the full rate in the statement's table, and which in yours? Counting begins
#     at step 0.
# loses: functions_example schedules
def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** ((step + 1) // step_size)
