# mistake: `cross_entropy_backward` subtracts the largest logit of the whole batch before it exponentiates; samples
#     far below it are lost.
# hint: A sample at the level -900 beside one at 900: what is left of its exponentials? Which maximum should each
#     sample subtract?
# loses: large_logits
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    exponentials = np.exp(logits - np.max(logits, initial=-np.inf))
    p = exponentials / np.sum(exponentials, axis=1, keepdims=True)
    return gradient - p * np.sum(gradient, axis=1, keepdims=True)
