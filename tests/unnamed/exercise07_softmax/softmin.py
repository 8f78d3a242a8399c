# truth: softmax is softmin: it exponentiates -x, so the smallest logit of a slice gets the largest probability.
# where: softmax
# loses: example_softmax, softmax, default_dim, large_logits, slices_at_different_levels, small_shapes, float32
# loses: arguments
import numpy as np


def on_last_axis(function):
    """Let `function` see its axis at the end, and put it back where it was afterwards."""

    def wrapped(*arrays, axis):
        turned = [np.moveaxis(a, axis, -1) for a in arrays]
        return np.moveaxis(function(*turned), -1, axis)

    return wrapped


@on_last_axis
def _softmax(x):
    # energies: the distance to the end of the slice, never positive in the exponent
    energy = x - x.min(axis=-1, keepdims=True)
    p = np.exp(-energy)
    return p / p.sum(axis=-1, keepdims=True)


@on_last_axis
def _log_softmax(x):
    return x - logsumexp(x)[..., None]


@on_last_axis
def _softmax_backward(g, p):
    return p * (g - np.einsum("...c,...c->...", g, p)[..., None])


@on_last_axis
def _log_softmax_backward(g, logp):
    return g - np.einsum("...c,...->...c", np.exp(logp), g.sum(axis=-1))


def logsumexp(x, dim=-1):
    x = np.moveaxis(x, dim, -1)
    m = x.max(axis=-1)
    return m + np.log(np.exp(x - m[..., None]).sum(axis=-1))


def softmax(x, dim=-1):
    return _softmax(x, axis=dim)


def log_softmax(x, dim=-1):
    m = x.max(axis=dim, keepdims=True)
    return _log_softmax(x - m, axis=dim)


def softmax_backward(grad_output, output, dim=-1):
    return _softmax_backward(grad_output, output, axis=dim)


def log_softmax_backward(grad_output, output, dim=-1):
    return _log_softmax_backward(grad_output, output, axis=dim)
