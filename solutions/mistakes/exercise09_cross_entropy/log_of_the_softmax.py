# mistake: `cross_entropy` takes the logarithm of the probabilities, which are rounded to 0 for unlikely classes: the
#     loss becomes infinite.
# hint: What is the softmax of 0 and -1000 on a computer, and its logarithm? Which function of `given.py` never forms
#     the probability?
# loses: large_logits
def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(np.log(softmax(logits, 1)), target, weight, ignore_index, reduction)
