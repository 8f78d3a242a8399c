# mistake: `inverse_time_decay` is one step ahead: it divides already at step 0.
# hint: By what should `lr` be divided at step 0? Lay your rates under the last row of the table: by how many places
#     are they shifted?
# loses: functions_example schedules
def inverse_time_decay(lr, step, decay):
    return lr / (1 + decay * (step + 1))
