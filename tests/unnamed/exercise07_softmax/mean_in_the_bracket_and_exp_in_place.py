# truth: softmax_backward subtracts the mean of g · p, not the sum; log_softmax_backward turns `output` into its exp.
# where: softmax_backward, log_softmax_backward
# loses: example_softmax_backward, softmax_jacobian, softmax_backward, default_dim, small_shapes, float32, arguments
import numpy as np


def shift(x, dim):
    m = np.amax(x, axis=dim, keepdims=True)
    return x - m, m


def logsumexp(x, dim=-1):
    shifted, m = shift(x, dim)
    total = np.sum(np.exp(shifted), axis=dim, keepdims=True)
    return (m + np.log(total)).squeeze(dim)


def softmax(x, dim=-1):
    result, _ = shift(x, dim)
    np.exp(result, out=result)
    result /= np.sum(result, axis=dim, keepdims=True)
    return result


def log_softmax(x, dim=-1):
    result, _ = shift(x, dim)
    result -= np.log(np.sum(np.exp(result), axis=dim, keepdims=True))
    return result


def softmax_backward(grad_output, output, dim=-1):
    weighted = grad_output * output
    average = weighted.mean(axis=dim, keepdims=True)
    return weighted - output * average


def log_softmax_backward(grad_output, output, dim=-1):
    total = grad_output.sum(axis=dim, keepdims=True)
    np.exp(output, out=output)  # from here on these are probabilities
    return grad_output - output * total
