# mistake: `exponential_decay` is lr · e^(-gamma · step); it should be lr · gamma^step.
# hint: In the table gamma is 0.5, and what becomes of the rate in a step? Is gamma the share that is kept, or a speed
#     at which it falls?
# loses: functions_example schedules
# convention: Stanford's CS231n notes, where exponential decay is α₀ · e^(-kt)
def exponential_decay(lr, step, gamma):
    return lr * np.exp(-gamma * step)
