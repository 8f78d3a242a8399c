# mistake: `step_decay` multiplies by gamma only at the multiples of `step_size`, and gives `lr` again in between.
# hint: The function remembers nothing, so what must it return at step 3 of the table? Ask how many periods have gone
#     by, and not whether one begins now.
# loses: functions_example schedules
def step_decay(lr, step, step_size, gamma):
    return lr * gamma if step > 0 and step % step_size == 0 else lr
