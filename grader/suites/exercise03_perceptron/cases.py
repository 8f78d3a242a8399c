"""What the checks of exercise 03 are about: samples, perceptrons and nets, and the truth about them.

The perceptron's data are small whole numbers and its learning rates powers of two, so that every activation is exact in
both precisions, whatever the order of the sum: a sample lies on the boundary, or it does not.
"""

import itertools
import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from hypothesis import assume
from hypothesis import strategies as st

from grader.suite import (
    Tensors,
    arrays,
    dtypes,
    integers,
    reference,
    sides,
)

Floats = np.ndarray[tuple[int, ...], np.dtype[np.floating]]

TABLE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
"""All inputs of a gate of two."""

RATES = st.sampled_from([0.25, 0.5, 1.0, 2.0])


def whole(shape: tuple[int, ...], dtype: str, bound: int = 3) -> st.SearchStrategy[Floats]:
    """Arrays of whole numbers from -bound to bound, as floats of `dtype`."""
    return integers(shape, -bound, bound + 1).map(lambda array: array.astype(dtype))


@dataclass(frozen=True)
class NeuronCase:
    """Samples `x` (n, d) whose weighted sums keep away from the threshold."""

    x: Floats
    weight: Floats
    threshold: float

    @property
    def fires(self) -> Floats:
        """What the neuron gives for each sample."""
        return np.asarray(self.x @ self.weight >= self.threshold).astype(self.x.dtype)


@st.composite
def neuron_cases(draw: st.DrawFn) -> NeuronCase:
    """Whole numbers, and a threshold halfway between two of their possible sums."""
    n, d = draw(sides(2))
    dtype = draw(dtypes())
    x, weight = draw(whole((n, d), dtype)), draw(whole((d,), dtype))
    near = float(x[draw(st.integers(0, n - 1))] @ weight)
    return NeuronCase(x, weight, near + draw(st.sampled_from([-0.5, 0.5])))


@dataclass(frozen=True)
class SideCase:
    """Samples `x` (n, d), none of them on the boundary, and their sides."""

    x: Floats
    weight: Floats
    bias: float

    @property
    def sides(self) -> Floats:
        """+1 or -1 for each sample."""
        return np.where(self.x @ self.weight + self.bias > 0, 1.0, -1.0).astype(self.x.dtype)


@st.composite
def side_cases(draw: st.DrawFn) -> SideCase:
    """Whole numbers, and a bias between them."""
    case = draw(neuron_cases())
    return SideCase(case.x, case.weight, -case.threshold)


@dataclass(frozen=True)
class StepCase:
    """One sample `x` (d,) with label `y`, and the perceptron that looks at it."""

    x: Floats
    y: float
    weight: Floats
    bias: float
    lr: float

    @property
    def activation(self) -> float:
        """Weighted sum plus bias."""
        return float(self.x.astype(np.float64) @ self.weight.astype(np.float64)) + self.bias

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor]:
        """Rosenblatt's rule, written without a branch."""
        x, weight, bias = tensor(self.x), tensor(self.weight), tensor(np.asarray(self.bias, self.x.dtype))
        wrong = float(self.y * self.activation <= 0)
        return {"weight": weight + wrong * self.lr * self.y * x, "bias": bias + wrong * self.lr * self.y}


@st.composite
def step_cases(draw: st.DrawFn) -> StepCase:
    """A sample on its own side or on the wrong one, never nearer to the boundary than 0.05."""
    (d,) = draw(sides(1))
    dtype = draw(dtypes())
    x, weight = draw(arrays((d,), dtype)), draw(arrays((d,), dtype))
    distance = draw(st.sampled_from([-2.0, -0.7, -0.05, 0.05, 0.7, 2.0]))
    bias = float(np.float32(distance - float(x @ weight)))
    return StepCase(x, draw(st.sampled_from([-1.0, 1.0])), weight, bias, draw(st.sampled_from([0.05, 0.3, 1.5])))


@st.composite
def boundary_cases(draw: st.DrawFn) -> StepCase:
    """A sample of whole numbers exactly on the boundary."""
    (d,) = draw(sides(1))
    dtype = draw(dtypes())
    x, weight = draw(whole((d,), dtype)), draw(whole((d,), dtype))
    return StepCase(x, draw(st.sampled_from([-1.0, 1.0])), weight, -float(x @ weight), draw(RATES))


@dataclass(frozen=True)
class FitCase:
    """Samples `x` (n, d) of whole numbers with labels `y` (n,)."""

    x: Floats
    y: Floats
    lr: float
    max_epochs: int

    @cached_property
    def course(self) -> tuple[Floats, float, list[int]]:
        """Weight, bias and errors of each epoch; exact, since all numbers are multiples of lr."""
        samples, labels = self.x.astype(np.float64), self.y.astype(np.float64)
        weight, bias, errors = np.zeros(samples.shape[1]), 0.0, list[int]()
        while len(errors) < self.max_epochs and 0 not in errors:
            errors.append(0)
            for sample, label in zip(samples, labels, strict=True):
                wrong = label * (sample @ weight + bias) <= 0
                errors[-1] += int(wrong)
                weight, bias = weight + wrong * self.lr * label * sample, bias + float(wrong * self.lr * label)
        return weight.astype(self.x.dtype), bias, errors


@st.composite
def fit_cases(draw: st.DrawFn) -> FitCase:
    """Any labels: what the rule does with them is the same whether or not they can be separated."""
    n, d = draw(sides(2))
    dtype = draw(dtypes())
    x, y = draw(whole((n, d), dtype)), draw(integers((n,), 0, 2)).astype(dtype)
    return FitCase(x, 2 * y - 1, draw(RATES), draw(st.integers(1, 8)))


@dataclass(frozen=True)
class SeparableCase(FitCase):
    """Data that some weight and bias separate with a margin, and Novikoff's bound on the number of errors."""

    bound: float


@st.composite
def separable_cases(draw: st.DrawFn) -> SeparableCase:
    """Labels from a line that passes between the points, which may be far from the origin."""
    n, d = draw(sides(2))
    dtype = draw(dtypes())
    x = draw(whole((n, d), dtype)) + draw(st.sampled_from([0, 4]))
    normal = draw(whole((d,), dtype, bound=2))
    offset = 0.5 - float(x[draw(st.integers(0, n - 1))] @ normal)
    sides_of_line = x @ normal + offset
    y = np.where(sides_of_line > 0, 1.0, -1.0).astype(dtype)
    radius = float(np.max(np.sum(x**2, axis=1))) + 1
    bound = math.floor(radius * (float(normal @ normal) + offset**2) / float(np.min(np.abs(sides_of_line))) ** 2)
    case = SeparableCase(x, y, draw(RATES), min(bound + 1, 1000), bound)
    assume(case.course[2][-1] == 0)  # the bound may be in the millions, and nobody should wait for that many epochs
    return case


@st.composite
def inseparable_cases(draw: st.DrawFn) -> FitCase:
    """XOR, or data in which one sample occurs twice with both labels."""
    dtype, lr, max_epochs = draw(dtypes()), draw(RATES), draw(st.integers(1, 12))
    if draw(st.booleans()):
        return FitCase(TABLE.astype(dtype), np.array([-1.0, 1.0, 1.0, -1.0], dtype), lr, max_epochs)
    case = draw(fit_cases())
    x, y = np.concatenate([case.x, case.x[:1]]), np.concatenate([case.y, -case.y[:1]])
    return FitCase(x, y, lr, max_epochs)


@dataclass(frozen=True)
class NetCase:
    """Samples `x` (n, d) and a net of sigmoid layers."""

    x: Floats
    weights: list[Floats]
    biases: list[Floats]

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor]:
        """The net as PyTorch computes it."""
        hidden = tensor(self.x)
        first = torch.sigmoid(torch.nn.functional.linear(hidden, tensor(self.weights[0])))
        for weight, bias in zip(self.weights, self.biases, strict=True):
            hidden = torch.sigmoid(torch.nn.functional.linear(hidden, tensor(weight), tensor(bias)))
        return {"output": hidden, "first": first}


@st.composite
def net_cases(draw: st.DrawFn) -> NetCase:
    """One to three layers, every width another one; the sums of a hidden layer may be about ±1000.

    The last layer's may not: where every entry is as good as 0 there is no scale to allow an error on.
    """
    depth = draw(st.integers(1, 3))
    n, *widths = draw(sides(depth + 2))
    dtype = draw(dtypes())
    weights = [draw(arrays((after, before), dtype)) for before, after in itertools.pairwise(widths)]
    biases = [draw(arrays((after,), dtype, fills=("normal", "zeros"))) for after in widths[1:]]
    if depth > 1 and draw(st.booleans()):
        biases[0] = (draw(integers((widths[1],), 0, 2)) * 2000.0 - 1000.0).astype(dtype)
    return NetCase(draw(arrays((n, widths[0]), dtype)), weights, biases)
