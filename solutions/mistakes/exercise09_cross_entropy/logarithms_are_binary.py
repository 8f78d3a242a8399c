# mistake: `cross_entropy` measures in bits: its logarithm has base 2, where the natural one is asked for.
# hint: What does a target of probability 1/4 cost in the worked example, and what in yours?
# loses: example_cross_entropy cross_entropy cross_entropy_batches
# convention: information theory
def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(log_softmax(logits, 1) / 0.6931471805599453, target, weight, ignore_index, reduction)
