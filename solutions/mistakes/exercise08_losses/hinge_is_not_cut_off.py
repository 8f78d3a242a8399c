# mistake: `hinge_loss` is negative where the margin is above 1; it should be 0 there.
# hint: Can one very good score make up for a bad one? In your sum it can.
# loses: example_hinge_loss hinge_loss reductions
def hinge_loss(input, target, reduction="mean"):
    return reduced(1.0 - target * input, reduction)
