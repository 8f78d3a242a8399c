# mistake: `cross_entropy` hands probabilities to log_softmax, and so takes the softmax twice; it should be handed the
#     logits.
# hint: What does log_softmax of `given.py` expect: logits or probabilities? Count how often your logits are
#     exponentiated.
# loses: example_cross_entropy cross_entropy cross_entropy_batches
def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(log_softmax(softmax(logits, 1), 1), target, weight, ignore_index, reduction)
