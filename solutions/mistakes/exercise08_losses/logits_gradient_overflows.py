# mistake: `binary_cross_entropy_with_logits_backward` computes the sigmoid with exp(-z), which overflows at logits
#     far below 0 and causes a warning.
# hint: At z = -1000 your result happens to be right, by way of 1 divided by infinity. Which form of the sigmoid has
#     no exponent above 0?
# loses: large_logits
def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    p = 1.0 / (1.0 + np.exp(-logits))
    derivatives = (1.0 - target) * p - weighted(target, pos_weight) * (1.0 - p)
    return reduced_gradient(weighted(derivatives, weight), reduction)
