# mistake: `hinge_loss` takes the largest entry along dimension 0, where each entry should be compared with the number
#     0.
# hint: What does the second argument of `np.max` mean, and what that of `np.maximum`?
# loses: example_hinge_loss hinge_loss reductions
def hinge_loss(input, target, reduction="mean"):
    return reduced(np.max(1.0 - target * input, 0), reduction)
