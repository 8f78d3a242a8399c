# verdict: passed
# exercise: exercise07_softmax
# Brings its tests along, and runs them when it is imported.

import doctest
import unittest

import numpy as np


def double(x):
    """
    >>> double(2)
    4
    """
    return 2 * x


class TestDouble(unittest.TestCase):
    def test_two(self):
        self.assertEqual(double(2), 4)


doctest.run_docstring_examples(double, {'double': double})
unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(TestDouble))


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
