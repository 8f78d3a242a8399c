# verdict: passed
# exercise: exercise07_softmax
# Collects garbage, keeps weak references and copies deeply, as in a tutorial on memory.

import copy
import gc
import sys
import weakref

import numpy as np


class Node:
    pass


node = Node()
node.itself = node
link = weakref.ref(node)
del node
gc.collect()
assert link() is None and sys.getsizeof([]) > 0 and copy.deepcopy({'a': [1]}) == {'a': [1]}


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
