# mistake: `exponential_decay` has decayed once already at step 0; the rate should still be `lr` there.
# hint: Put step = 0 into your function: what comes out, and what does the table say? Count how often gamma has acted
#     by then.
# loses: functions_example schedules
def exponential_decay(lr, step, gamma):
    return lr * gamma ** (step + 1)
