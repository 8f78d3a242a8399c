"""Exercise 20: steps, sequences, chunks and gradients to clip, with the answers of autograd.

Weights are within 0.8, so that neither states are saturated nor gradients vanish on the way: over three to five steps
the last state still owes a tenth or more of its gradient to the first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from hypothesis import strategies as st

from grader.suite import Tensors, arrays, reference, sides

# What an optimizer does: it changes the very array that it was given.
UPDATE = """
def update(array, step):
    array += step
"""


def next_state(*tensors: torch.Tensor) -> torch.Tensor:
    """The state after x and h, given both, and the parameters."""
    x, h, weight_ih, weight_hh, bias = tensors
    return torch.tanh(x @ weight_ih.T + h @ weight_hh.T + bias)


@dataclass(frozen=True)
class CellCase:
    """One step, and an upstream gradient."""

    weight_ih: np.ndarray
    weight_hh: np.ndarray
    bias: np.ndarray
    x: np.ndarray
    h: np.ndarray
    grad_h: np.ndarray

    @property
    def parameters(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What a constructor takes."""
        return self.weight_ih, self.weight_hh, self.bias

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor]:
        """The next state, and the gradients of all that it came from."""
        leaves = [tensor(one) for one in (self.x, self.h, *self.parameters)]
        state = next_state(*leaves)
        grads = torch.autograd.grad(state, leaves, tensor(self.grad_h))
        names = ("grad_x", "grad_h_before", "grad_weight_ih", "grad_weight_hh", "grad_bias")
        return {"state": state, **dict(zip(names, grads, strict=True))}


@dataclass(frozen=True)
class RNNCase:
    """Sequences, and upstream gradients of the states and of the last one; None counts as zeros.

    With `steps`, the gradients are those of chunks of so many steps, the state between them detached.
    """

    weight_ih: np.ndarray
    weight_hh: np.ndarray
    bias: np.ndarray
    x: np.ndarray
    h0: np.ndarray | None
    grad_states: np.ndarray | None
    grad_last: np.ndarray | None = None
    steps: int | None = None

    @property
    def parameters(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What a constructor takes."""
        return self.weight_ih, self.weight_hh, self.bias

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor]:
        """The states by plain tensor operations, and what autograd makes of them."""
        x, weights = tensor(self.x), [tensor(one) for one in self.parameters]
        if self.h0 is None:
            h0 = torch.zeros(len(x), len(self.bias), dtype=x.dtype, requires_grad=True)
        else:
            h0 = tensor(self.h0)
        h, states = h0, []
        for t in range(x.shape[1]):
            if self.steps is not None and t and t % self.steps == 0:
                h = h.detach()
            h = next_state(x[:, t], h, *weights)
            states.append(h)
        together = torch.stack(states, dim=1)
        loss = torch.zeros((), dtype=x.dtype)
        for value, upstream in ((together, self.grad_states), (h, self.grad_last)):
            if upstream is not None:
                loss = loss + (value * tensor(upstream)).sum()
        grads = torch.autograd.grad(loss, [x, h0, *weights])
        names = ("grad_x", "grad_h0", "grad_weight_ih", "grad_weight_hh", "grad_bias")
        return {"states": together, "last": h, **dict(zip(names, grads, strict=True))}


@dataclass(frozen=True)
class ClipCase:
    """Gradients of a network's three parameters, and what their norm is limited to."""

    grads: list[np.ndarray]
    limit: float

    @reference
    def truth(self, tensor: Tensors) -> dict[str, object]:
        """The norm before and the gradients after PyTorch's clip_grad_norm_."""
        grads = [tensor(grad).detach().clone() for grad in self.grads]
        leaves = [grad.clone().requires_grad_() for grad in grads]
        for leaf, grad in zip(leaves, grads, strict=True):
            leaf.grad = grad
        return {"norm": torch.nn.utils.clip_grad_norm_(leaves, self.limit), "grads": grads}


def uniform(draw: st.DrawFn, shape: tuple[int, ...], bound: float, dtype: str = "float64") -> np.ndarray:
    """An array of entries within the bound."""
    return draw(arrays(shape, dtype, fills=("uniform",), low=-bound, high=bound))


def draw_parameters(draw: st.DrawFn, d: int, h: int, dtype: str = "float64") -> tuple[np.ndarray, ...]:
    """Weights and bias of H units with D inputs."""
    return uniform(draw, (h, d), 0.8, dtype), uniform(draw, (h, h), 0.8, dtype), uniform(draw, (h,), 0.5, dtype)


@st.composite
def cell_cases(draw: st.DrawFn, dtype: str = "float64", low: int = 1) -> CellCase:
    """A step of N samples with D inputs and H units, no two of which are alike."""
    n, d, h = draw(sides(3, low=low, high=5))
    return CellCase(
        *draw_parameters(draw, d, h, dtype),
        x=draw(arrays((n, d), dtype)),
        h=uniform(draw, (n, h), 0.9, dtype),
        grad_h=draw(arrays((n, h), dtype)),
    )


@st.composite
def rnn_cases(draw: st.DrawFn, length: int | None = None, dtype: str = "float64", low: int = 1) -> RNNCase:
    """Sequences of `length` steps, or of three to five; no two of N, T, D and H are alike.

    The state before the first step is given, and every state has an upstream gradient.
    """
    t = draw(st.integers(3, 5)) if length is None else length
    n, d, h = draw(sides(3, low=low, high=6).filter(lambda sizes: t not in sizes))
    return RNNCase(
        *draw_parameters(draw, d, h, dtype),
        x=draw(arrays((n, t, d), dtype)),
        h0=uniform(draw, (n, h), 0.9, dtype),
        grad_states=draw(arrays((n, t, h), dtype)),
    )


@st.composite
def carry_cases(draw: st.DrawFn) -> RNNCase:
    """Two steps, of which the first has no upstream gradient of its own."""
    case = draw(rnn_cases(length=2))
    assert case.grad_states is not None
    case.grad_states[:, 0] = 0.0
    return case


@st.composite
def upstream_cases(draw: st.DrawFn) -> tuple[RNNCase, RNNCase, RNNCase]:
    """The same sequences three times: the loss sees the first state alone, the last alone, all of them and the last.

    In the first two h0 is None.
    """
    case = draw(rnn_cases())
    assert case.grad_states is not None
    first = np.zeros_like(case.grad_states)
    first[:, 0] = case.grad_states[:, 0]
    last = draw(arrays(case.grad_states[:, 0].shape))
    return (
        replace(case, h0=None, grad_states=first),
        replace(case, h0=None, grad_states=None, grad_last=last),
        replace(case, grad_last=last),
    )


@st.composite
def chunk_cases(draw: st.DrawFn) -> tuple[RNNCase, int]:
    """Sequences, an upstream gradient of the last state too, and a place to cut in two."""
    case = draw(rnn_cases())
    last = draw(arrays((case.x.shape[0], len(case.bias))))
    return replace(case, grad_last=last), draw(st.integers(1, case.x.shape[1] - 1))


@st.composite
def truncated_cases(draw: st.DrawFn, length: Callable[[int], st.SearchStrategy[int]]) -> RNNCase:
    """Sequences, and a length of chunks that is drawn from `length` of T; h0 may be None."""
    case = draw(rnn_cases())
    h0 = draw(st.sampled_from([case.h0, case.h0, None]))
    return replace(case, h0=h0, steps=draw(length(case.x.shape[1])))


@st.composite
def following_cases(draw: st.DrawFn) -> tuple[RNNCase, RNNCase]:
    """Two cases for one network: batches and lengths of different sizes, the second one without h0."""
    n, m, t, s, d, h = draw(sides(6, low=1, high=6))
    parameters = draw_parameters(draw, d, h)
    first, second = (
        RNNCase(
            *parameters, x=draw(arrays((batch, length, d))), h0=uniform(draw, (batch, h), 0.9),
            grad_states=draw(arrays((batch, length, h))), grad_last=draw(arrays((batch, h))),
        )
        for batch, length in ((n, t), (m, s))
    )  # fmt: skip
    return first, replace(second, h0=None, grad_last=None)


@st.composite
def empty_cases(draw: st.DrawFn) -> tuple[RNNCase, RNNCase]:
    """A batch of one, and an empty one of the same sequences."""
    case = draw(rnn_cases(low=2))
    assert case.h0 is not None
    assert case.grad_states is not None
    one, none = (replace(case, x=case.x[:n], h0=case.h0[:n], grad_states=case.grad_states[:n]) for n in (1, 0))
    return one, none


@st.composite
def clip_cases(draw: st.DrawFn, dtype: str = "float64") -> ClipCase:
    """Gradients of any size or all about 1e-6, some of them zero; the limit is half of the norm, or ten times it."""
    d, h = draw(sides(2, low=2, high=5))
    fills = draw(st.sampled_from([("normal", "zeros"), ("small", "zeros"), ("normal",)]))
    grads = [draw(arrays(shape, dtype, fills=fills)) for shape in ((h, d), (h, h), (h,))]
    norm = float(np.sqrt(sum(np.sum(grad.astype(np.float64) ** 2) for grad in grads)))
    # Between the norm and the norm plus 1e-6 the formula still shortens: nobody is asked about that.
    return ClipCase(grads, draw(st.sampled_from([0.5 * norm, 10.0 * (norm + 1e-6)])) if norm else 1.0)
