"""Softmax, log-softmax and log-sum-exp along one dimension, and their gradients, in plain tensor arithmetic.

Each forward function first subtracts the maximum of each slice. That changes no probability, makes every exponent at
most 0, and leaves one term of each sum exactly 1: nothing overflows, and no logarithm sees a zero.
"""

from torch import Tensor


def logsumexp(x: Tensor, dim: int = -1) -> Tensor:
    """The logarithm of the sum of exponentials along `dim`, which is dropped: (N, C) gives (N,) for the last."""
    largest = x.amax(dim, keepdim=True)
    total = (x - largest).exp().sum(dim)
    return largest.squeeze(dim) + total.log()


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """The probabilities that belong to logits: positive, of sum 1 along `dim`, in the shape of `x`."""
    exponentials = (x - x.amax(dim, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


def log_softmax(x: Tensor, dim: int = -1) -> Tensor:
    """The logarithm of softmax, in the shape of `x`; no probability is formed, so none can vanish."""
    shifted = x - x.amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()


def softmax_backward(grad_output: Tensor, output: Tensor, dim: int = -1) -> Tensor:
    """The gradient with respect to the logits, from that with respect to the probabilities `output`.

    The Jacobian of a slice is diag(p) - p pᵀ. Applied to g it needs no matrix: p (g - <g, p>).
    """
    mean_gradient = (grad_output * output).sum(dim, keepdim=True)
    return output * (grad_output - mean_gradient)


def log_softmax_backward(grad_output: Tensor, output: Tensor, dim: int = -1) -> Tensor:
    """The gradient with respect to the logits, from that with respect to the log-probabilities `output`.

    The Jacobian of a slice is I - 1 pᵀ, so the transposed one takes g to g - p Σg.
    """
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
