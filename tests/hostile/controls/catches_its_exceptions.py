# verdict: passed
# exercise: exercise07_softmax
# Raises and catches exceptions of its own, asserts, and finds its way by them.

import numpy as np


class ShapeError(ValueError):
    pass


def checked(x):
    if x.ndim == 0:
        raise ShapeError(x.shape)
    return x


def logsumexp(x, dim=-1):
    top = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(top, axis=dim) + np.log(np.sum(np.exp(x - top), axis=dim))


def softmax(x, dim=-1):
    try:
        checked(np.float64(1))
    except ShapeError as error:
        assert error.args == ((),)
    try:
        open('no such file')
    except FileNotFoundError:
        pass
    except PermissionError:
        raise
    try:
        assert dim > 1000, 'no'
    except AssertionError:
        pass
    parts = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return parts / np.sum(parts, axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    shifted = x - np.max(x, axis=dim, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - np.sum(grad_output * output, axis=dim, keepdims=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True)
