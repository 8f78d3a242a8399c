# An honest variant: one slice at a time in plain loops, and the Jacobian written out as a matrix.
import math

import numpy as np


def slices(x, dim):
    """The positions of x without dim, each as an index that selects one slice."""
    dim %= x.ndim
    for position in np.ndindex(*(size for axis, size in enumerate(x.shape) if axis != dim)):
        yield position, (*position[:dim], slice(None), *position[dim:])


def logsumexp(x, dim=-1):
    shape = list(x.shape)
    del shape[dim % x.ndim]
    result = np.empty(shape, dtype=x.dtype)
    for position, where in slices(x, dim):
        values = [float(value) for value in x[where]]
        largest = max(values)
        total = 0.0
        for value in values:
            total += math.exp(value - largest)
        result[position] = largest + math.log(total)
    return result


def softmax(x, dim=-1):
    result = np.empty_like(x)
    for _, where in slices(x, dim):
        values = [float(value) for value in x[where]]
        largest = max(values)
        exponentials = [math.exp(value - largest) for value in values]
        total = sum(exponentials)
        result[where] = [value / total for value in exponentials]
    return result


def log_softmax(x, dim=-1):
    result = np.empty_like(x)
    for _, where in slices(x, dim):
        values = [float(value) for value in x[where]]
        largest = max(values)
        correction = math.log(math.fsum(math.exp(value - largest) for value in values))
        result[where] = [value - largest - correction for value in values]
    return result


def softmax_backward(grad_output, output, dim=-1):
    result = np.empty_like(output)
    for _, where in slices(output, dim):
        p = output[where]
        jacobian = np.diag(p) - np.outer(p, p)
        result[where] = jacobian.T @ grad_output[where]
    return result


def log_softmax_backward(grad_output, output, dim=-1):
    result = np.empty_like(output)
    for _, where in slices(output, dim):
        p = np.exp(output[where])
        jacobian = np.eye(p.size, dtype=p.dtype) - p
        result[where] = jacobian.T @ grad_output[where]
    return result
