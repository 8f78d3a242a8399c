# mistake: `binary_cross_entropy_backward` has the opposite sign of the gradient.
# hint: Something happens that had a low probability. Should p have been higher or lower, and what does a step against
#     your gradient do to it?
# loses: example_binary_cross_entropy binary_cross_entropy_backward reductions_backward
def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    derivatives = (target - p) / np.maximum(p * (1.0 - p), 1e-12)
    return reduced_gradient(weighted(derivatives, weight), reduction)
