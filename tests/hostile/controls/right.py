# verdict: passed
# exercise: exercise07_softmax
# The right answer, and nothing else.

import numpy as np


def logsumexp(x, dim=-1):
    top = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(top, axis=dim) + np.log(np.sum(np.exp(x - top), axis=dim))


def softmax(x, dim=-1):
    parts = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return parts / np.sum(parts, axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    shifted = x - np.max(x, axis=dim, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - np.sum(grad_output * output, axis=dim, keepdims=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True)
