# mistake: `binary_cross_entropy_with_logits_backward` takes the logits for probabilities.
# hint: Between which numbers lies every entry of the right gradient, and how large do yours become with the logits?
# loses: example_with_logits binary_cross_entropy_with_logits_backward reductions_backward large_logits
def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    derivatives = (1.0 - target) * logits - weighted(target, pos_weight) * (1.0 - logits)
    return reduced_gradient(weighted(derivatives, weight), reduction)
