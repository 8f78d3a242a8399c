# mistake: `binary_cross_entropy_backward` divides by p (1 - p) as it is, which is 0 at probabilities of 0 and 1.
# hint: Where p and target are both 1, numerator and denominator vanish. What does the formula of the statement keep
#     the denominator at?
# loses: certain_probabilities
def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    return reduced_gradient(weighted((p - target) / (p * (1.0 - p)), weight), reduction)
