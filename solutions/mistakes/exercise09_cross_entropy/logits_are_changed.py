# mistake: `cross_entropy_backward` works in the array of the logits, and so overwrites the caller's.
# hint: Call it twice with the same logits. Are the two gradients equal? Find the operator of yours that writes into
#     the array on its left.
# loses: arguments
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    logits -= np.max(logits, axis=1, keepdims=True)
    return gradient - softmax(logits, 1) * np.sum(gradient, axis=1, keepdims=True)
