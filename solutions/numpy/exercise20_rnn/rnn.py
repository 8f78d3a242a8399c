"""A recurrent network with back-propagation through time, whole and truncated, and clipping by norm."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class RNNCell:
    """tanh(x weight_ihᵀ + h weight_hhᵀ + bias), with `weight_ih` (H, D), `weight_hh` (H, H) and `bias` (H,)."""

    def __init__(self, weight_ih: Array, weight_hh: Array, bias: Array) -> None:
        self.weight_ih = weight_ih
        self.weight_hh = weight_hh
        self.bias = bias

    def forward(self, x: Array, h: Array) -> Array:
        """The next state (N, H) for x (N, D) and the state h (N, H)."""
        self._x, self._before = x, h
        self._after: Array = np.tanh(x @ self.weight_ih.T + h @ self.weight_hh.T + self.bias)
        return self._after

    def backward(self, grad_h: Array) -> tuple[Array, Array]:
        """The gradients of x (N, D) and of the state before (N, H); stores those of the parameters."""
        grad_z: Array = grad_h * (1.0 - self._after**2)
        self.grad_weight_ih = grad_z.T @ self._x
        self.grad_weight_hh = grad_z.T @ self._before
        self.grad_bias = np.sum(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh


class RNN:
    """The step of `RNNCell` at every position of a sequence, each from the state that the step before it left."""

    def __init__(self, weight_ih: Array, weight_hh: Array, bias: Array) -> None:
        self.weight_ih = weight_ih
        self.weight_hh = weight_hh
        self.bias = bias

    def forward(self, x: Array, h0: Array | None = None) -> tuple[Array, Array]:
        """The states (N, T, H) and the last of them (N, H), for x (N, T, D) from h0 (N, H) or zeros."""
        h = np.zeros((x.shape[0], len(self.bias)), dtype=x.dtype) if h0 is None else h0
        states = [h]
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ self.weight_ih.T + h @ self.weight_hh.T + self.bias)
            states.append(h)
        self._x, self._states = x, np.stack(states, axis=1)
        return self._states[:, 1:], h

    def backward(self, grad_states: Array | None, grad_last: Array | None = None) -> tuple[Array, Array]:
        """The gradients of x (N, T, D) and of h0 (N, H); stores those of the parameters, summed over time."""
        before, after = self._states[:, :-1], self._states[:, 1:]
        slope = 1.0 - after**2
        grad_z = np.empty_like(slope)
        from_after: Array | float = 0.0 if grad_last is None else grad_last
        for t in reversed(range(after.shape[1])):
            # A state is felt twice: in the loss of its own step, and through the state that comes next.
            own = 0.0 if grad_states is None else grad_states[:, t]
            grad_z[:, t] = (own + from_after) * slope[:, t]
            from_after = grad_z[:, t] @ self.weight_hh

        self.grad_weight_ih = np.tensordot(grad_z, self._x, axes=((0, 1), (0, 1)))
        self.grad_weight_hh = np.tensordot(grad_z, before, axes=((0, 1), (0, 1)))
        self.grad_bias = np.sum(grad_z, axis=(0, 1))
        return grad_z @ self.weight_ih, grad_z[:, 0] @ self.weight_hh


def truncated_bptt(
    weight_ih: Array, weight_hh: Array, bias: Array, x: Array, h0: Array | None, grad_states: Array, steps: int
) -> tuple[Array, Array, Array]:
    """The three gradients, from chunks of `steps` steps: the state goes on into the next, no gradient comes back."""
    rnn = RNN(weight_ih, weight_hh, bias)
    grads = np.zeros_like(weight_ih), np.zeros_like(weight_hh), np.zeros_like(bias)
    h = h0
    for start in range(0, x.shape[1], steps):
        chunk = slice(start, start + steps)
        _, h = rnn.forward(x[:, chunk], h)
        rnn.backward(grad_states[:, chunk])
        for total, grad in zip(grads, (rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias), strict=True):
            total[...] += grad
    return grads


def clip_grad_norm(grads: Sequence[Array], max_norm: float) -> np.floating:
    """Scale all gradients in place by one factor, so that their common norm is at most `max_norm`.

    Returns:
        The norm of all gradients together, as it was before (Pascanu et al. 2013).
    """
    norm: np.floating = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    factor = np.minimum(1.0, max_norm / (norm + 1e-6))
    for grad in grads:
        grad[...] *= factor
    return norm
