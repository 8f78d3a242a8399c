# mistake: `binary_cross_entropy_backward` is p - t, which is the derivative with respect to a logit; p itself is the
#     argument here.
# hint: Of which function of z is σ(z) - t the derivative, and which argument does this one have?
# loses: example_binary_cross_entropy binary_cross_entropy_backward reductions_backward
def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    return reduced_gradient(weighted(p - target, weight), reduction)
