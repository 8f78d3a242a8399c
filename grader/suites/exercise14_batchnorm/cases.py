"""Exercise 14: cases with PyTorch's answers, and what is handed to the learner's code."""

from dataclasses import dataclass, replace

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional

from grader.suite import Tensors, arrays, integers, reference, sides

EPS, MOMENTUM = 1e-5, 0.1  # the defaults

# What an optimizer does: it changes the very array that it was given.
UPDATE = """
def update(array, step):
    array += step
"""

# The sum over each channel of (N, C), plain and weighted.
SUMS = """
def sums(array, weights=1.0):
    return (array * weights).sum(0)
"""


@dataclass(frozen=True)
class BatchCase:
    """A batch norm in training, a batch and an upstream gradient."""

    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    grad_output: np.ndarray
    eps: float = EPS

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's batch norm in training, and what autograd makes of it."""
        x, weight, bias = tensor(self.x), tensor(self.weight), tensor(self.bias)
        output = functional.batch_norm(x, None, None, weight, bias, training=True, eps=self.eps)
        output.backward(tensor(self.grad_output))
        return {"output": output, "grad_x": x.grad, "grad_weight": weight.grad, "grad_bias": bias.grad}


@dataclass(frozen=True)
class EvalCase:
    """A batch norm in eval with running statistics of its own, an input and an upstream gradient."""

    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    grad_output: np.ndarray
    running_mean: np.ndarray
    running_var: np.ndarray
    eps: float = EPS

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's batch norm in eval, and what autograd makes of it."""
        x, weight, bias = tensor(self.x), tensor(self.weight), tensor(self.bias)
        mean, var = tensor(self.running_mean).detach(), tensor(self.running_var).detach()
        output = functional.batch_norm(x, mean, var, weight, bias, training=False, eps=self.eps)
        output.backward(tensor(self.grad_output))
        return {"output": output, "grad_x": x.grad, "grad_weight": weight.grad, "grad_bias": bias.grad}


@dataclass(frozen=True)
class RunningCase:
    """Batches of several sizes that a new layer trains on, one after another, and a momentum for each of them."""

    batches: list[np.ndarray]
    weight: np.ndarray
    bias: np.ndarray
    momenta: list[float]

    @reference
    def truth(self, tensor: Tensors) -> dict[str, list[torch.Tensor]]:
        """PyTorch's running statistics after each batch."""
        mean, var = torch.zeros_like(tensor(self.weight)), torch.ones_like(tensor(self.weight))
        means, variances = [], []
        for batch, momentum in zip(self.batches, self.momenta, strict=True):
            functional.batch_norm(tensor(batch), mean, var, training=True, momentum=momentum)
            means.append(mean.clone())
            variances.append(var.clone())
        return {"means": means, "variances": variances}


@dataclass(frozen=True)
class LayerCase:
    """A layer norm, an input and an upstream gradient."""

    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    grad_output: np.ndarray
    eps: float = EPS

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's layer norm, and what autograd makes of it."""
        x, weight, bias = tensor(self.x), tensor(self.weight), tensor(self.bias)
        output = functional.layer_norm(x, self.weight.shape, weight, bias, self.eps)
        output.backward(tensor(self.grad_output))
        return {"output": output, "grad_x": x.grad, "grad_weight": weight.grad, "grad_bias": bias.grad}


# Away from the default as often as not: at 0.1 it shows where eps stands, and that it is there at all.
EPSILONS = st.sampled_from((EPS, 0.1))
MOMENTA = st.sampled_from((MOMENTUM, 0.3, 0.75))


def per_channel(values: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Values (C,) beside an array (N, C, ...)."""
    return values.reshape(-1, *[1] * (len(shape) - 2))


def upstream(shape: tuple[int, ...], dtype: str = "float64") -> st.SearchStrategy[np.ndarray]:
    """A random upstream gradient, uniform: from the seed that its input had, a normal one would be the input again.

    The gradient of the input is what is left when that part is taken away, so nothing would be left.
    """
    return arrays(shape, dtype, fills=("uniform",), low=-2.0, high=2.0)


@st.composite
def channelled(draw: st.DrawFn, shape: tuple[int, ...], dtype: str = "float64") -> np.ndarray:
    """An input (N, C, ...) whose channels have means from -3 to 3 and spreads from 0.5 to 3 of their own."""
    means = draw(arrays((shape[1],), fills=("uniform",), low=-3.0, high=3.0))
    spreads = draw(arrays((shape[1],), fills=("uniform",), low=0.5, high=3.0))
    x = draw(arrays(shape)) * per_channel(spreads, shape) + per_channel(means, shape)
    return x.astype(dtype)


@st.composite
def batch_shapes(draw: st.DrawFn, spatial: int = 0, low: int = 1, least: int = 3) -> tuple[int, ...]:
    """(N, C, ...) with `spatial` axes behind C and `least` values per channel or more, no two sizes alike."""
    shape = draw(sides(2 + spatial, low=low, high=6).filter(lambda sizes: np.prod(sizes) // sizes[1] >= least))
    return tuple(shape)


@st.composite
def batch_cases(
    draw: st.DrawFn,
    spatial: int = 0,
    dtype: str = "float64",
    low: int = 1,
    least: int = 3,
    batch: int | None = None,
    channels: int | None = None,
) -> BatchCase:
    """A batch of three values per channel or more, as with two the true gradient vanishes; N and C may be given."""
    n, c, *rest = draw(batch_shapes(spatial, low, least))
    if batch is not None:
        rest = [rest[0] + least, *rest[1:]]
    shape = (batch or n, channels or c, *rest)
    return BatchCase(
        x=draw(channelled(shape, dtype)),
        weight=draw(arrays((shape[1],), dtype)),
        bias=draw(arrays((shape[1],), dtype)),
        grad_output=draw(upstream(shape, dtype)),
        eps=draw(EPSILONS),
    )


@st.composite
def paired_cases(draw: st.DrawFn) -> tuple[BatchCase, BatchCase]:
    """Two cases for one layer: the same weight, bias and eps, batches of different sizes."""
    first = draw(batch_cases(least=4))
    second = draw(batch_cases(least=3, channels=len(first.weight)).filter(lambda case: len(case.x) != len(first.x)))
    return first, replace(second, weight=first.weight, bias=first.bias, eps=first.eps)


@st.composite
def level_cases(draw: st.DrawFn) -> BatchCase:
    """(N, 5): one channel at level 100,000, one at -200,000, one that hardly varies, one constant, and one usual.

    The far channels have the spread 1 exactly, so that rounding the mean, and nothing else, bounds the digits left.
    """
    n = draw(st.integers(6, 9))
    x = draw(arrays((n, 5)))
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    x = x * np.array([1.0, 1.0, 1e-4, 0.0, 1.0]) + np.array([1e5, -2e5, 0.7, 0.3, 0.5])
    order = np.random.default_rng(n).permutation(5)
    return BatchCase(
        x=x[:, order], weight=draw(arrays((5,))), bias=draw(arrays((5,))), grad_output=draw(upstream((n, 5)))
    )


@st.composite
def running_cases(draw: st.DrawFn, dtype: str = "float64") -> RunningCase:
    """Three batches of different sizes, (N, C) or (N, C, L), and a momentum that changes before the last."""
    spatial = draw(st.integers(0, 1))
    c, *sizes = draw(sides(4, low=2, high=6))
    batches = [draw(channelled((n, c, 3)[: 2 + spatial], dtype)) for n in sizes]
    first, last = draw(st.lists(MOMENTA, min_size=2, max_size=2, unique=True))
    return RunningCase(
        batches=batches,
        weight=draw(arrays((c,), dtype)),
        bias=draw(arrays((c,), dtype)),
        momenta=[first, first, last],
    )


@st.composite
def eval_cases(draw: st.DrawFn, dtype: str = "float64", low: int = 1, shape: tuple[int, ...] | None = None) -> EvalCase:
    """An input of two to four axes, a batch of one included, and running statistics that are not its own."""
    shape = shape or tuple(draw(sides(2 + draw(st.integers(0, 2)), low=low, high=5)))
    c = shape[1]
    return EvalCase(
        x=draw(channelled(shape, dtype)),
        weight=draw(arrays((c,), dtype)),
        bias=draw(arrays((c,), dtype)),
        grad_output=draw(upstream(shape, dtype)),
        running_mean=draw(arrays((c,), dtype)),
        running_var=draw(arrays((c,), dtype, fills=("uniform",), low=0.2, high=4.0)),
        eps=draw(EPSILONS),
    )


@st.composite
def single_cases(draw: st.DrawFn) -> EvalCase:
    """One value for each of two to five channels: (1, C), (1, C, 1) or (1, C, 1, 1)."""
    sizes = draw(st.sampled_from(((), (1,), (1, 1))))
    return draw(eval_cases(shape=(1, draw(st.integers(2, 5)), *sizes)))


@st.composite
def eval_and_batch_cases(draw: st.DrawFn) -> tuple[EvalCase, BatchCase]:
    """One layer, what it is to do in eval, and a batch that it trains on."""
    case = draw(eval_cases())
    batch = draw(batch_cases(channels=len(case.weight)))
    return case, replace(batch, weight=case.weight, bias=case.bias, eps=case.eps)


@st.composite
def layer_cases(
    draw: st.DrawFn, axes: int = 1, dtype: str = "float64", low: int = 1, least: int = 3, level: float = 0.0
) -> LayerCase:
    """An input of two to four axes, the last `axes` of which are normalized: `least` values or more, of spread 1.

    With a `level`, samples lie at -level, 0 and level.
    """
    leading = draw(st.integers(2 - axes, 4 - axes))
    *batch, last = draw(sides(leading + axes, low=low, high=6).filter(lambda sizes: np.prod(sizes[leading:]) >= least))
    shape = (*batch, last)
    lead, norm = shape[:leading], shape[leading:]
    x = 3.0 * draw(arrays(shape)) + draw(arrays((*lead, *[1] * axes)))
    if level:
        over = tuple(range(leading, leading + axes))
        x = (x - x.mean(axis=over, keepdims=True)) / x.std(axis=over, keepdims=True)
        x = x + level * draw(integers((*lead, *[1] * axes), -1, 2))
    return LayerCase(
        x=x.astype(dtype),
        weight=draw(arrays(norm, dtype)),
        bias=draw(arrays(norm, dtype)),
        grad_output=draw(upstream(shape, dtype)),
        eps=draw(EPSILONS),
    )


@st.composite
def small_layer_cases(draw: st.DrawFn) -> LayerCase:
    """An empty batch, a batch of one, one feature, and axes of size 1 among others."""
    shape, norm = draw(
        st.sampled_from(
            (
                ((0, 3), (3,)),
                ((2, 0, 3), (3,)),
                ((0, 2, 3), (2, 3)),
                ((1, 4), (4,)),
                ((3, 1), (1,)),
                ((2, 1, 3), (1, 3)),
            )
        )
    )
    return LayerCase(draw(arrays(shape)), draw(arrays(norm)), draw(arrays(norm)), draw(upstream(shape)), draw(EPSILONS))
