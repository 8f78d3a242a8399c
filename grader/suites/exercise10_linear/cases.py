"""Exercise 10: cases with PyTorch's answers, and what is handed to the learner's code."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from hypothesis import strategies as st

from grader.suite import Tensors, arrays, reference, sides

# Layers that count their calls. Entry by entry any order of going backward gives the same product; only because rotate
# moves entries does a wrong order show.
LAYERS = """
class Layer:
    def __init__(self):
        self.forward_calls = 0
        self.backward_calls = 0

class Double(Layer):
    def forward(self, x):
        self.forward_calls += 1
        return 2.0 * x
    def backward(self, grad_output):
        self.backward_calls += 1
        return 2.0 * grad_output

class Square(Layer):
    def forward(self, x):
        self.forward_calls += 1
        self.x = x
        return x * x
    def backward(self, grad_output):
        self.backward_calls += 1
        return 2.0 * self.x * grad_output

class Increment(Layer):
    def forward(self, x):
        self.forward_calls += 1
        return x + 1.0
    def backward(self, grad_output):
        self.backward_calls += 1
        return 1.0 * grad_output

class Rotate(Layer):  # y[j] = x[j + 1]; two entries are swapped
    def forward(self, x):
        self.forward_calls += 1
        return x[..., [*range(1, x.shape[-1]), 0]]
    def backward(self, grad_output):
        self.backward_calls += 1
        return grad_output[..., [-1, *range(grad_output.shape[-1] - 1)]]

KINDS = {"double": Double, "square": Square, "increment": Increment, "rotate": Rotate}

def build(*names):
    return [KINDS[name]() for name in names]
"""

# What an optimizer does: it changes the very array that it was given.
UPDATE = """
def update(array, step):
    array += step
"""


@dataclass(frozen=True)
class LinearCase:
    """A layer, its input and an upstream gradient; `bias` is None for a layer without one."""

    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray | None
    grad_output: np.ndarray

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's linear, and what autograd makes of it."""
        x, weight = tensor(self.x), tensor(self.weight)
        bias = None if self.bias is None else tensor(self.bias)
        output = torch.nn.functional.linear(x, weight, bias)
        output.backward(tensor(self.grad_output))
        return {
            "output": output,
            "grad_x": x.grad,
            "grad_weight": weight.grad,
            "grad_bias": None if bias is None else bias.grad,
        }


FUNCTIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "double": lambda x: 2.0 * x,
    "square": lambda x: x * x,
    "increment": lambda x: x + 1.0,
    "rotate": lambda x: torch.roll(x, -1, -1),
}


@dataclass(frozen=True)
class ChainCase:
    """Names of layers in LAYERS, an input and an upstream gradient."""

    names: list[str]
    x: np.ndarray
    grad_output: np.ndarray

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """The same chain of functions, and its derivative by autograd."""
        x = output = tensor(self.x)
        for name in self.names:
            output = FUNCTIONS[name](output)
        (grad_x,) = torch.autograd.grad(output, x, tensor(self.grad_output))
        return {"output": output, "grad_x": grad_x}


@dataclass(frozen=True)
class NetworkCase:
    """A sigmoid network, a batch and its targets."""

    x: np.ndarray
    y: np.ndarray
    weights: list[np.ndarray]
    biases: list[np.ndarray]

    @reference
    def truth(self, tensor: Tensors) -> dict[str, list[torch.Tensor | None]]:
        """Autograd's gradients of half the squared error, summed."""
        weights, biases = [tensor(weight) for weight in self.weights], [tensor(bias) for bias in self.biases]
        output = tensor(self.x)
        for weight, bias in zip(weights, biases, strict=True):
            output = torch.sigmoid(output @ weight.T + bias)
        (0.5 * ((output - tensor(self.y)) ** 2).sum()).backward()
        return {"grad_weights": [weight.grad for weight in weights], "grad_biases": [bias.grad for bias in biases]}


@st.composite
def linear_cases(draw: st.DrawFn, leading: int = 1, dtype: str = "float64", low: int = 1) -> LinearCase:
    """A layer of D inputs and K outputs, and an input with `leading` axes before D; no two sizes are alike."""
    *batch, d, k = draw(sides(leading + 2, low=low, high=6))
    return LinearCase(
        x=draw(arrays((*batch, d), dtype)),
        weight=draw(arrays((k, d), dtype)),
        bias=draw(arrays((k,), dtype)),
        grad_output=draw(arrays((*batch, k), dtype)),
    )


@st.composite
def unbiased_cases(draw: st.DrawFn) -> LinearCase:
    """A layer without a bias."""
    case = draw(linear_cases())
    return LinearCase(case.x, case.weight, None, case.grad_output)


@st.composite
def empty_cases(draw: st.DrawFn) -> LinearCase:
    """An empty batch."""
    d, k = draw(sides(2))
    return LinearCase(np.zeros((0, d)), draw(arrays((k, d))), draw(arrays((k,))), np.zeros((0, k)))


@st.composite
def paired_cases(draw: st.DrawFn) -> tuple[LinearCase, LinearCase]:
    """Two cases for one layer: the same weight and bias, batches of different sizes."""
    n, m, d, k = draw(sides(4))
    weight, bias = draw(arrays((k, d))), draw(arrays((k,)))
    first = LinearCase(draw(arrays((n, d))), weight, bias, draw(arrays((n, k))))
    return first, LinearCase(draw(arrays((m, d))), weight, bias, draw(arrays((m, k))))


@st.composite
def chain_cases(draw: st.DrawFn) -> ChainCase:
    """Up to five layers of the four kinds."""
    names = draw(st.lists(st.sampled_from(tuple(FUNCTIONS)), max_size=5))
    n, d = draw(sides(2, low=2))
    # Within 1 of zero, so that five squares in a row stay within a float.
    x = draw(arrays((n, d), fills=("uniform",), low=-1.0, high=1.0))
    return ChainCase(names, x, draw(arrays((n, d))))


@st.composite
def network_cases(draw: st.DrawFn, depth: int = 1, dtype: str = "float64") -> NetworkCase:
    """A network of `depth` layers, no two of whose widths are alike."""
    n, *widths = draw(sides(depth + 2, low=1 if dtype == "float64" else 2, high=6))
    layers = list(zip(widths[1:], widths[:-1], strict=True))
    # Weights within 1.5, so that no unit is saturated and every factor of a gradient counts.
    return NetworkCase(
        x=draw(arrays((n, widths[0]), dtype)),
        y=draw(arrays((n, widths[-1]), dtype, fills=("uniform",), low=0.0, high=1.0)),
        weights=[draw(arrays(layer, dtype, fills=("uniform",), low=-1.5, high=1.5)) for layer in layers],
        biases=[draw(arrays((width,), dtype)) for width in widths[1:]],
    )
