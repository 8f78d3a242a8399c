# truth: log_softmax_backward multiplies p by the sum of |g| instead of the sum of g: wrong where some g are negative.
# where: log_softmax_backward
# loses: log_softmax_backward, default_dim, small_shapes, float32, arguments
import numpy as np


def logsumexp(x, dim=-1):
    m = x.max(dim)
    z = np.exp(x - np.expand_dims(m, dim))
    return np.log(z.sum(dim)) + m


def softmax(x, dim=-1):
    z = np.exp(x - np.expand_dims(x.max(dim), dim))
    return z / np.expand_dims(z.sum(dim), dim)


def log_softmax(x, dim=-1):
    m = np.expand_dims(x.max(dim), dim)
    # with the maximum taken away first, nothing is lost at levels far from zero
    return (x - m) - np.expand_dims(logsumexp(x - m, dim), dim)


def softmax_backward(grad_output, output, dim=-1):
    dot = np.expand_dims((output * grad_output).sum(dim), dim)
    return output * grad_output - output * dot


def log_softmax_backward(grad_output, output, dim=-1):
    size = np.linalg.norm(grad_output, ord=1, axis=dim, keepdims=True)  # the 1-norm is the sum of the entries
    return grad_output - np.exp(output) * size
