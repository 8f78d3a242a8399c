"""Exercise 06: cases with PyTorch's answers, and what is expected of a layer.

Upstream gradients are drawn from another fill than inputs, so that they differ even where both have the same seed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional

from grader.suite import BY_FORMULA, Learner, Node, Tensors, arrays, away_from, expect, reference, shapes, sides

# Large inputs are made on the learner's side: they need not travel.
MINUS_ONES = "x = array(-np.ones({shape}))"

# What an optimizer does: it changes the very array that it was given.
UPDATE = """
def update(array, step):
    array += step
"""


def _rrelu(x: torch.Tensor, lower: float, upper: float) -> torch.Tensor:
    """What RReLU gives in evaluation, and in training too where both bounds are one."""
    return functional.leaky_relu(x, (lower + upper) / 2)


def _maxout(x: torch.Tensor, num_pieces: int) -> torch.Tensor:
    """The largest of adjacent channels; NumPy promises that argmax gives the first, and so the gradient goes there."""
    pieces = x.unflatten(1, (x.shape[1] // num_pieces, num_pieces))
    first = np.argmax(pieces.detach().numpy(), axis=2)
    return pieces.gather(2, torch.from_numpy(first).unsqueeze(2)).squeeze(2)


FUNCTIONS: dict[str, Callable[..., torch.Tensor]] = {
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "Hardtanh": functional.hardtanh,
    "ReLU": torch.relu,
    "LeakyReLU": functional.leaky_relu,
    "PReLU": functional.prelu,
    "RReLU": _rrelu,
    "ELU": functional.elu,
    "Maxout": _maxout,
}
CURVES = ("Sigmoid", "Tanh", "ELU")  # a finite difference of the others is exact


@dataclass(frozen=True)
class Case:
    """A layer's name, the arguments that it is made with, its input and an upstream gradient."""

    name: str
    arguments: tuple[object, ...]
    x: np.ndarray
    grad_output: np.ndarray

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's function of the same arguments, and its derivatives by autograd."""
        x = tensor(self.x)
        arguments = [tensor(one) if isinstance(one, np.ndarray) else one for one in self.arguments]
        output = FUNCTIONS[self.name](x, *arguments)
        weights = [one for one in arguments if isinstance(one, torch.Tensor)]
        gradients = torch.autograd.grad(output, [x, *weights], tensor(self.grad_output))
        return {"output": output, "grad_x": gradients[0], "grad_weight": gradients[1] if weights else None}

    def on(self, x: np.ndarray, grad_output: np.ndarray) -> "Case":
        """The same layer on another input."""
        return Case(self.name, self.arguments, x, grad_output)

    def layer(self, learner: Learner) -> Node:
        """The learner's layer; RReLU with equal bounds, which draws one slope only, gets its generator."""
        drawn = self.name == "RReLU" and self.arguments[0] == self.arguments[1]
        layer: Node = getattr(learner, self.name)(*self.arguments, *[learner.generator(6)] * drawn)
        return layer


def expect_gradients(layer: Node, case: Case, upstream: object | None = None, whose: str = "") -> None:
    """Going backward gives the gradient of the input, and PReLU stores that of its weight."""
    label = f"{whose}{case.name}'s gradient"
    formula = BY_FORMULA if case.name in CURVES and case.x.dtype == np.float64 else {}
    step = layer.backward(case.grad_output if upstream is None else upstream)
    expect(step, case.truth.grad_x, label=label, **formula)
    if case.truth.grad_weight is not None:
        expect(layer.grad_weight, case.truth.grad_weight, label=f"{whose}{case.name}'s grad_weight")


def expect_same(step: Node, other: Node, like: np.ndarray, label: str, whose: str = "a fresh layer") -> None:
    """Two results are the same, of the shape of `like`; whether both are right or wrong is for other checks to say."""
    expect(step - other, label=f"{label}, less that of {whose}").between(-1e-9, 1e-9, shape=like.shape)


def expect_layer(layer: Node, case: Case) -> None:
    """Both directions, each judged by itself."""
    expect(layer.forward(case.x), case.truth.output, label=f"{case.name}'s output")
    expect_gradients(layer, case)


def inputs(shape: tuple[int, ...], dtype: str = "float64", kinks: tuple[float, ...] = ()) -> st.SearchStrategy:
    """Entries from -3 to 3, none of them near 0 or another kink."""
    drawn = arrays(shape, dtype, fills=("uniform",), low=-3.0, high=3.0)
    return drawn.map(lambda array: away_from(array, (0.0, *kinks)))


@st.composite
def spaced(draw: st.DrawFn, shape: tuple[int, ...], dtype: str = "float64") -> np.ndarray:
    """Entries from -3 to 3 in drawn order, evenly spaced, so that no two are tied or nearly so."""
    size = int(np.prod(shape))
    order = np.random.default_rng(draw(st.integers(0, 2**31 - 1))).permutation(size)
    return away_from((6.0 * (order + 0.5) / size - 3.0).reshape(shape), (0.0,)).astype(dtype)


@st.composite
def layer_cases(draw: st.DrawFn, name: str, arguments: tuple[tuple[float, ...], ...] = ((),)) -> Case:
    """A layer with one of the given tuples of arguments, on one to four axes of different sizes."""
    chosen = draw(st.sampled_from(arguments))
    shape = draw(shapes(draw(st.integers(1, 4)), high=5))
    kinks = chosen if name == "Hardtanh" else ()
    return Case(name, chosen, draw(inputs(shape, kinks=kinks)), draw(arrays(shape)))


@st.composite
def prelu_cases(draw: st.DrawFn, *, channels: bool) -> Case:
    """PReLU with a slope for each channel, or one for all."""
    shape = draw(shapes(draw(st.integers(2 if channels else 1, 4)), high=5).filter(lambda s: not channels or s[1] > 1))
    weight = draw(arrays((shape[1] if channels else 1,), fills=("uniform",), low=-1.0, high=2.0))
    return Case("PReLU", (weight,), draw(inputs(shape)), draw(arrays(shape)))


@st.composite
def maxout_cases(draw: st.DrawFn) -> Case:
    """Maxout on two to four axes; sizes of the output are all different."""
    shape = draw(shapes(draw(st.integers(2, 4)), high=4))
    pieces = draw(st.integers(2, 5))
    x = draw(spaced((shape[0], shape[1] * pieces, *shape[2:])))
    return Case("Maxout", (pieces,), x, draw(arrays(shape)))


@st.composite
def tied_cases(draw: st.DrawFn) -> Case:
    """Maxout among few distinct values, all pieces of the first channel being equal."""
    n, c, length = draw(sides(3, high=4))
    pieces = draw(st.integers(2, 4))
    x = draw(arrays((n, c * pieces, length), fills=("ties",)))
    x[:, :pieces] = 1.0
    return Case("Maxout", (pieces,), x, draw(arrays((n, c, length))))


@st.composite
def all_cases(draw: st.DrawFn, dtype: str = "float64", sizes: tuple[int, int, int] | None = None) -> list[Case]:
    """Every layer on inputs (N, C, L) of one shape, away from its defaults; RReLU draws, from equal bounds."""
    n, c, length = sizes or draw(sides(3, high=4))
    x = draw(inputs((n, 2 * c, length), dtype, kinks=(-0.5, 1.5)))
    grad_output = draw(arrays(x.shape, dtype))
    weight = draw(arrays((2 * c,), dtype, fills=("uniform",), low=-1.0, high=2.0))
    arguments: dict[str, tuple[object, ...]] = {
        "Sigmoid": (), "Tanh": (), "Hardtanh": (-0.5, 1.5), "ReLU": (), "LeakyReLU": (1.25,), "PReLU": (weight,),
        "RReLU": (0.75, 0.75), "ELU": (0.3,),
    }  # fmt: skip
    cases = [Case(name, chosen, x, grad_output) for name, chosen in arguments.items()]
    narrow = draw(arrays((n, c, length), dtype))
    return [*cases, Case("Maxout", (2,), draw(spaced((n, 2 * c, length), dtype)), narrow)]


@st.composite
def paired_cases(draw: st.DrawFn) -> list[tuple[Case, Case]]:
    """Every layer on two batches of different sizes, with the same arguments."""
    n, m, c, length = draw(sides(4, high=5))
    first, second = draw(all_cases(sizes=(n, c, length))), draw(all_cases(sizes=(m, c, length)))
    return [
        (one, Case(one.name, one.arguments, two.x, two.grad_output)) for one, two in zip(first, second, strict=True)
    ]


@st.composite
def large_cases(draw: st.DrawFn) -> list[Case]:
    """The layers that are made of exponentials, on moderate inputs between others near -1000 and 1000."""
    size = draw(st.integers(4, 9))
    levels = np.resize(np.array([-1000.0, 0.0, 1000.0, 0.0]), size)
    x = draw(inputs((size,))) + levels
    grad_output = draw(arrays((size,)))
    return [
        Case(name, arguments, x, grad_output) for name, arguments in (("Sigmoid", ()), ("Tanh", ()), ("ELU", (0.5,)))
    ]
