# mistake: `cross_entropy` adds 1e-12 to the probabilities before it takes their logarithm, so that no target costs
#     more than 27.6.
# hint: A target of logit -1000 beside one of 0 costs 1000. What does it cost in yours, and what becomes of the other
#     digits?
# loses: large_logits
def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(np.log(softmax(logits, 1) + 1e-12), target, weight, ignore_index, reduction)
