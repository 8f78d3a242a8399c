# verdict: passed
# exercise: exercise07_softmax
# Recurses deep, but within what is legal.

import sys

import numpy as np

sys.setrecursionlimit(4000)


def total(entries, start=0):
    return 0 if start == len(entries) else entries[start] + total(entries, start + 1)


assert total([1] * 3000) == 3000


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
