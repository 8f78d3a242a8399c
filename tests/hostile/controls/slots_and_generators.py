# verdict: passed
# exercise: exercise07_softmax
# A class with slots, generators, a context manager and a decorator.

import contextlib
import functools

import numpy as np


class Cache:
    __slots__ = ('last',)

    def __init__(self):
        self.last = None


CACHE = Cache()


def parts_of(x):
    yield from (np.exp(one) for one in x)


@contextlib.contextmanager
def noted(name):
    yield name


def remembered(function):
    @functools.wraps(function)
    def call(*args, **kwargs):
        with noted(function.__name__):
            CACHE.last = function(*args, **kwargs)
        return CACHE.last

    return call


assert len(list(parts_of([1.0, 2.0]))) == 2


def logsumexp(x, dim=-1):
    top = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(top, axis=dim) + np.log(np.sum(np.exp(x - top), axis=dim))


@remembered
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
