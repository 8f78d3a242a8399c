# mistake: `binary_cross_entropy_backward` moves p away from 0 and 1 before it computes anything, so that a
#     probability that equals its target still has a gradient.
# hint: Which entry of the gradient belongs to p = 0 and target 0? Look at which part of the fraction the statement
#     guards, and which you change.
# loses: certain_probabilities
def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    q = np.clip(p, 1e-12, 1.0 - 1e-12)
    return reduced_gradient(weighted((q - target) / (q * (1.0 - q)), weight), reduction)
