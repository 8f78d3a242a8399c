# mistake: `cross_entropy` keeps the probabilities between 1e-7 and 1 - 1e-7, so that no target costs more than 16.1.
# hint: A target of logit -1000 beside one of 0 costs 1000. What does it cost in yours?
# loses: large_logits
# convention: Keras, for probabilities
def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(np.log(np.clip(softmax(logits, 1), 1e-7, 1.0 - 1e-7)), target, weight, ignore_index, reduction)
