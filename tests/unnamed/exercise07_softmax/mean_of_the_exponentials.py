# truth: logsumexp takes the mean of the exponentials instead of their sum: log C is missing (C the length of dim).
# where: logsumexp
# loses: example_logsumexp, logsumexp, default_dim, large_logits, slices_at_different_levels, small_shapes, float32
# loses: arguments
import numpy as np


def _peak(x, dim):
    return np.max(x, axis=dim, keepdims=True)


def logsumexp(x, dim=-1):
    top = _peak(x, dim)
    mean = np.mean(np.exp(x - top), axis=dim)
    return np.log(mean) + np.squeeze(top, axis=dim)


def softmax(x, dim=-1):
    weights = np.exp(x - _peak(x, dim))
    return weights / weights.sum(axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    centred = x - _peak(x, dim)
    return centred - np.log(np.exp(centred).sum(axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    inner = (grad_output * output).sum(axis=dim, keepdims=True)
    return (grad_output - inner) * output


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - np.exp(output) * grad_output.sum(axis=dim, keepdims=True)
