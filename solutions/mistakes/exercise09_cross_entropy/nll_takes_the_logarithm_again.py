# mistake: `nll_loss` takes the logarithm of its argument, which is a logarithm already.
# hint: The argument is called `log_probabilities`, and its entries are negative. What does your formula expect there?
# loses: example_nll_loss nll_loss nll_loss_batches
_nll_loss = nll_loss


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    return _nll_loss(np.log(log_probabilities), target, weight, ignore_index, reduction)


def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return _nll_loss(log_softmax(logits, 1), target, weight, ignore_index, reduction)
