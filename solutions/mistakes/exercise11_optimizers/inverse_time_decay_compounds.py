# mistake: `inverse_time_decay` divides once more for every step that has gone by; it should divide the first rate
#     once.
# hint: For lr = 1 and decay = 0.5 the table says 1/2 at step 2. Which divisions does yours make on the way there?
# loses: functions_example schedules
def inverse_time_decay(lr, step, decay):
    for number in range(1, step + 1):
        lr = lr / (1 + decay * number)
    return lr
