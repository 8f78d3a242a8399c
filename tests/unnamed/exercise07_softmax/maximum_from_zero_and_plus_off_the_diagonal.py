# truth: logsumexp's maximum is never below 0, so low slices give log 0; softmax_backward adds its off-diagonal terms.
# where: logsumexp, softmax_backward
# loses: example_softmax_backward, softmax_jacobian, softmax_backward, default_dim, slices_at_different_levels
# loses: small_shapes, float32, arguments
import numpy as np


def logsumexp(x, dim=-1):
    # `initial` lets max live with empty arrays
    m = np.max(x, axis=dim, keepdims=True, initial=0)
    s = np.exp(x - m).sum(axis=dim)
    return np.log(s) + m.squeeze(axis=dim)


def _normalised(x, dim):
    """exp(x - max), its sum, and x - max."""
    low = x - np.max(x, axis=dim, keepdims=True)
    e = np.exp(low)
    return e, e.sum(axis=dim, keepdims=True), low


def softmax(x, dim=-1):
    e, s, _ = _normalised(x, dim)
    return e / s


def log_softmax(x, dim=-1):
    _, s, low = _normalised(x, dim)
    return low - np.log(s)


def softmax_backward(grad_output, output, dim=-1):
    p, g = output, grad_output
    diagonal = p * (1 - p) * g
    others = p * ((p * g).sum(axis=dim, keepdims=True) - p * g)
    return diagonal + others


def log_softmax_backward(grad_output, output, dim=-1):
    p, g = np.exp(output), grad_output
    return g - g.sum(axis=dim, keepdims=True) * p
