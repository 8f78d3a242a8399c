# mistake: `l1_loss` adds up the errors with their signs, so that errors to both sides cancel.
# hint: One prediction is 2 too high and one 2 too low. Is that no loss at all?
# loses: example_l1_loss l1_loss reductions
def l1_loss(input, target, reduction="mean"):
    return reduced(input - target, reduction)
