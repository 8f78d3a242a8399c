# truth: softmax sorts the logits of each slice and never undoes it: the probabilities come in ascending order.
# where: softmax
# loses: softmax, default_dim, large_logits, slices_at_different_levels, small_shapes, float32, arguments
import numpy as np


def largest(x, dim):
    ordered = np.sort(x, axis=dim)
    return np.take(ordered, [-1], axis=dim)


def add_up(x, dim):
    return np.add.reduce(x, axis=dim, keepdims=True)


def logsumexp(x, dim=-1):
    top = largest(x, dim)
    total = add_up(np.exp(x - top), dim)
    return np.take(top + np.log(total), 0, axis=dim)


def softmax(x, dim=-1):
    # small ones first: then the sum loses the fewest digits
    ordered = np.sort(x, axis=dim)
    top = np.take(ordered, [-1], axis=dim)
    parts = np.exp(ordered - top)
    return parts / add_up(parts, dim)


def log_softmax(x, dim=-1):
    below = x - largest(x, dim)
    return below - np.log(add_up(np.exp(below), dim))


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - add_up(grad_output * output, dim))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - add_up(grad_output, dim) * np.exp(output)
