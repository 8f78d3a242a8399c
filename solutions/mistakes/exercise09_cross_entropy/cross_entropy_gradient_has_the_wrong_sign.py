# mistake: `cross_entropy_backward` is the truth minus the probabilities, which points the other way.
# hint: Raise the logit of a class that is wrong. Does the loss grow, and which sign has your gradient there?
# loses: example_cross_entropy_backward cross_entropy_backward shifted_logits
# convention: the step that is added, and not subtracted, in textbooks that maximize the likelihood
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    return softmax(logits, 1) * np.sum(gradient, axis=1, keepdims=True) - gradient
