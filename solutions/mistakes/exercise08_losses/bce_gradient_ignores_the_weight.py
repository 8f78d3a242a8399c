# mistake: `binary_cross_entropy_backward` does not depend on `weight`.
# hint: An entry of weight 3 counts three times in the loss. How often does it count in your gradient?
# loses: weights
def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    return reduced_gradient((p - target) / np.maximum(p * (1.0 - p), 1e-12), reduction)
