# mistake: `cross_entropy` looks the logit itself up, and never makes a probability of it.
# hint: Add 1 to all logits of a sample: no probability changes. What does your loss do?
# loses: example_cross_entropy cross_entropy cross_entropy_batches shifted_logits
def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(logits, target, weight, ignore_index, reduction)
