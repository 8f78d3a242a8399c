"""Exercise 07: softmax, log-softmax and log-sum-exp along one dimension, and their gradients.

Values are judged in float64 and float32 by itself, so that a wrong dtype costs one check and not all of them. The
backward functions are judged on outputs that are handed to them, so that a wrong forward costs nothing twice.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import (
    BY_FORMULA,
    Tensors,
    arrays,
    expect,
    hint,
    integers,
    points,
    public,
    readonly,
    reference,
    shapes,
    sides,
    strided,
    transposed,
)

# The worked example of the statement.
X = np.array([0.0, math.log(2.0), math.log(5.0)])
P = np.array([1 / 8, 1 / 4, 5 / 8])
LOG_P = np.array([-math.log(8.0), -math.log(4.0), math.log(5.0) - math.log(8.0)])
G = np.array([8.0, 0.0, 0.0])

# Shape and dim: two empty batches, a batch of one, and a single class three times.
SMALL = (((0, 3), 1), ((2, 0, 3), -1), ((1, 4), 1), ((3, 1), 1), ((1, 4), 0), ((1,), 0))

examples = settings(max_examples=30)


@dataclass(frozen=True)
class Forward:
    """Logits, and the dimension of the classes."""

    x: np.ndarray
    dim: int

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """The three forward functions of PyTorch."""
        x = tensor(self.x)
        return {
            "logsumexp": torch.logsumexp(x, self.dim),
            "softmax": torch.softmax(x, self.dim),
            "log_softmax": torch.log_softmax(x, self.dim),
        }


@dataclass(frozen=True)
class Backward:
    """An upstream gradient, and the outputs that the forward functions gave.

    The references are the very functions that autograd calls: they are given the output as it is, rounded to its dtype.
    """

    grad_output: np.ndarray
    probabilities: np.ndarray
    log_probabilities: np.ndarray
    dim: int

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """The two backward functions of PyTorch."""
        grad_output = tensor(self.grad_output)
        p, log_p = tensor(self.probabilities), tensor(self.log_probabilities)
        return {
            "softmax": torch.ops.aten._softmax_backward_data(grad_output, p, self.dim, p.dtype),  # noqa: SLF001
            "log_softmax": torch.ops.aten._log_softmax_backward_data(  # noqa: SLF001
                grad_output, log_p, self.dim, log_p.dtype
            ),
        }


@dataclass(frozen=True)
class Chain:
    """Logits and an upstream gradient: forward and backward as autograd chains them."""

    x: np.ndarray
    grad_output: np.ndarray
    dim: int

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """Forward by PyTorch, backward by autograd."""
        x, grad_output = tensor(self.x), tensor(self.grad_output)
        p, log_p = torch.softmax(x, self.dim), torch.log_softmax(x, self.dim)
        return {
            "logsumexp": torch.logsumexp(x, self.dim),
            "softmax": p,
            "log_softmax": log_p,
            "softmax_grad": torch.autograd.grad(p, x, grad_output)[0],
            "log_softmax_grad": torch.autograd.grad(log_p, x, grad_output)[0],
        }


def upstream(x: np.ndarray, grad_output: np.ndarray, dim: int) -> Backward:
    """What the backward functions get when the logits were `x`."""
    logits = torch.from_numpy(x)
    p, log_p = torch.softmax(logits, dim), torch.log_softmax(logits, dim)
    return Backward(grad_output=grad_output, probabilities=p.numpy(), log_probabilities=log_p.numpy(), dim=dim)


@st.composite
def shapes_and_dims(draw: st.DrawFn) -> tuple[tuple[int, ...], int]:
    """A shape of one to four sizes, no two alike, and a dimension of it, counted from either end, with two or more.

    The log-probability of a single class is 0, and so are its gradients: no entry is there to compare roundings with.
    """
    ndim = draw(st.integers(1, 4))
    shape = draw(shapes(ndim, low=1, high=6).filter(lambda sizes: max(sizes) > 1))
    return shape, draw(st.integers(-ndim, ndim - 1).filter(lambda dim: shape[dim] > 1))


@st.composite
def forward_cases(draw: st.DrawFn) -> Forward:
    """Moderate logits of any shape, some of them tied."""
    shape, dim = draw(shapes_and_dims())
    return Forward(x=draw(arrays(shape, fills=("normal", "ties"))), dim=dim)


@st.composite
def backward_cases(draw: st.DrawFn) -> Backward:
    """A random upstream gradient of any shape, and the outputs that random logits give."""
    shape, dim = draw(shapes_and_dims())
    return upstream(draw(arrays(shape)), draw(arrays(shape)), dim)


@st.composite
def matrix_cases(draw: st.DrawFn) -> Chain:
    """Logits (N, C) with N different from C, both at least 2, so that a wrong dimension shows."""
    n, c = draw(sides(2, low=2, high=6))
    dim = draw(st.sampled_from((0, 1)))
    return Chain(x=draw(arrays((n, c))), grad_output=draw(arrays((n, c))), dim=dim)


@st.composite
def last_dim_cases(draw: st.DrawFn) -> Chain:
    """Two or three dimensions, none of length 1, and the classes along the last."""
    shape = draw(shapes(draw(st.integers(2, 3)), low=2, high=6))
    return Chain(x=draw(arrays(shape)), grad_output=draw(arrays(shape)), dim=len(shape) - 1)


@st.composite
def float32_cases(draw: st.DrawFn) -> Chain:
    """Two or three dimensions in float32, none of length 1, and the classes along any.

    A lone slice may have a log-sum-exp next to 0, where single precision leaves nothing to judge by.
    """
    shape = draw(shapes(draw(st.integers(2, 3)), low=2, high=6))
    dim = draw(st.integers(0, len(shape) - 1))
    return Chain(x=draw(arrays(shape, "float32")), grad_output=draw(arrays(shape, "float32")), dim=dim)


@st.composite
def jacobian_cases(draw: st.DrawFn) -> Backward:
    """One slice of logits, repeated, and the identity as upstream gradient: row i asks for ∂pᵢ/∂x."""
    c = draw(st.integers(2, 5))
    x = np.broadcast_to(draw(arrays((c,))), (c, c)).copy()
    return upstream(x, np.eye(c), 1)


@st.composite
def large_cases(draw: st.DrawFn) -> Forward:
    """Logits (N, C) near -1000, 0 and 1000; every slice has one near 1000, so that all slices are at one level."""
    n, c = draw(sides(2, low=2, high=6))
    thousands = 1000.0 * draw(integers((n, c), -1, 2))
    thousands[:, draw(st.integers(0, c - 1))] = 1000.0
    return Forward(x=draw(arrays((n, c))) + thousands, dim=1)


@st.composite
def level_cases(draw: st.DrawFn) -> Forward:
    """Moderate logits (N, C), with another level for each slice; the levels 0 and 900 are always there."""
    n, c = draw(sides(2, low=2, high=6))
    levels = 900.0 * draw(integers((n, 1), -1, 2))
    levels[0], levels[-1] = 0.0, 900.0
    x = draw(arrays((n, c))) + levels
    dim = draw(st.sampled_from((0, 1)))
    return Forward(x=x if dim == 1 else x.T.copy(), dim=dim)


@st.composite
def unlikely_cases(draw: st.DrawFn) -> Forward:
    """Logits (N, C) with one class ahead by 40, so that the others have about 4e-18, or by 800, beyond float64."""
    n, c = draw(sides(2, low=2, high=6))
    x = draw(arrays((n, c)))
    x[:, draw(st.integers(0, c - 1))] += draw(st.sampled_from((40.0, 800.0)))
    return Forward(x=x, dim=1)


@st.composite
def small_cases(draw: st.DrawFn) -> Chain:
    """An empty batch, a batch of one, and a single class."""
    shape, dim = draw(st.sampled_from(SMALL))
    return Chain(x=draw(arrays(shape)), grad_output=draw(arrays(shape)), dim=dim)


@points(1)
@public
@hint("Sum the exponentials 1, 2 and 5, then take the natural logarithm.")
def test_example_logsumexp(learner):
    """The worked example: logsumexp is log 8."""
    expect(learner.logsumexp(X), np.float64(math.log(8.0)))


@points(1)
@public
@hint("The exponentials of the logits are 1, 2 and 5; divide them by their sum.")
def test_example_softmax(learner):
    """The worked example: the probabilities are 1/8, 1/4 and 5/8."""
    expect(learner.softmax(X), P)


@points(1)
@public
@hint("Subtract log 8, which is what logsumexp gives, from every logit.")
def test_example_log_softmax(learner):
    """The worked example: the log-probabilities are -log 8, -log 4 and log 5/8."""
    expect(learner.log_softmax(X), LOG_P)


@points(1)
@public
@hint("The second argument holds the probabilities, not the logits. Every entry of the answer depends on all of them.")
def test_example_softmax_backward(learner):
    """The worked example: the gradient through softmax is 7/8, -1/4 and -5/8."""
    expect(learner.softmax_backward(G, P), np.array([7 / 8, -1 / 4, -5 / 8]))


@points(1)
@public
@hint("The second argument holds log-probabilities: the probabilities of the formula are its exponentials.")
def test_example_log_softmax_backward(learner):
    """The worked example: the gradient through log_softmax is 7, -2 and -5."""
    expect(learner.log_softmax_backward(G, LOG_P), np.array([7.0, -2.0, -5.0]))


@points(1)
@hint("The sum runs along dim only, and dim is gone from the result: (2, 3, 4) with dim=1 gives (2, 4).")
@examples
@given(case=forward_cases())
def test_logsumexp(learner, case):
    """The values of logsumexp agree with PyTorch's along any dimension, which is dropped."""
    expect(learner.logsumexp(case.x, case.dim), case.truth.logsumexp)


@points(1)
@hint("Each slice along dim is a distribution of its own and sums to 1. Keep the dimension when you reduce along it.")
@examples
@given(case=forward_cases())
def test_softmax(learner, case):
    """The probabilities agree with PyTorch's along any dimension."""
    expect(learner.softmax(case.x, case.dim), case.truth.softmax)


@points(1)
@hint("The exponentials of each slice along dim sum to 1. Keep the dimension when you reduce along it.")
@examples
@given(case=forward_cases())
def test_log_softmax(learner, case):
    """The log-probabilities agree with PyTorch's along any dimension."""
    expect(learner.log_softmax(case.x, case.dim), case.truth.log_softmax)


@points(1)
@hint("A logit also changes the probabilities of the other classes: the Jacobian has entries beside its diagonal.")
@examples
@given(case=jacobian_cases())
def test_softmax_jacobian(learner, case):
    """One-hot upstream gradients give the rows of the Jacobian of softmax."""
    expect(learner.softmax_backward(case.grad_output, case.probabilities, case.dim), case.truth.softmax, **BY_FORMULA)


@points(2)
@hint("The sum of gᵢ pᵢ is taken for each slice along dim, and is the same number for every entry of that slice.")
@examples
@given(case=backward_cases())
def test_softmax_backward(learner, case):
    """The gradient through softmax agrees with PyTorch's along any dimension."""
    expect(learner.softmax_backward(case.grad_output, case.probabilities, case.dim), case.truth.softmax, **BY_FORMULA)


@points(2)
@hint(
    "The sum of gᵢ is taken for each slice along dim; it is 1 only where the upstream gradient happens to be one-hot."
)
@examples
@given(case=backward_cases())
def test_log_softmax_backward(learner, case):
    """The gradient through log_softmax agrees with PyTorch's along any dimension."""
    expect(
        learner.log_softmax_backward(case.grad_output, case.log_probabilities, case.dim),
        case.truth.log_softmax,
        **BY_FORMULA,
    )


@points(1)
@hint("The default of dim is -1, which is dimension 1 only where there are two.")
@examples
@given(case=last_dim_cases())
def test_default_dim(learner, case):
    """Without dim every function works along the last dimension."""
    expect(learner.logsumexp(case.x), case.truth.logsumexp)
    softmax, log_softmax = learner.softmax(case.x), learner.log_softmax(case.x)
    expect(softmax, case.truth.softmax)
    expect(log_softmax, case.truth.log_softmax)
    expect(learner.softmax_backward(case.grad_output, softmax), case.truth.softmax_grad)
    expect(learner.log_softmax_backward(case.grad_output, log_softmax), case.truth.log_softmax_grad)


@points(1)
@hint("exp overflows beyond 709. A constant subtracted from all logits of a slice changes no probability: which one?")
@examples
@given(case=large_cases())
def test_large_logits(learner, case):
    """Logits of 1000 and -1000 in one slice overflow nowhere, and cause no warning."""
    for function in ("logsumexp", "softmax", "log_softmax"):
        step = getattr(learner, function)(case.x, dim=case.dim)
        expect(step, getattr(case.truth, function))
        expect(step).quiet()


@points(1)
@hint("What is subtracted from a slice must come from that slice: the maximum of the array may be far above all of it.")
@examples
@given(case=level_cases())
def test_slices_at_different_levels(learner, case):
    """Slices at levels from -900 to 900 in one array do not disturb each other."""
    for function in ("logsumexp", "softmax", "log_softmax"):
        expect(getattr(learner, function)(case.x, dim=case.dim), getattr(case.truth, function))


@points(1)
@hint(
    "A probability of e^-800 is 0 in a float, and its logarithm is lost; a small constant added to it hides more yet."
)
@examples
@given(case=unlikely_cases())
def test_unlikely_classes(learner, case):
    """The log-probabilities are right even for classes whose probability is too small for a float."""
    expect(learner.log_softmax(case.x, case.dim), case.truth.log_softmax)


@points(1)
@hint("Let NumPy or PyTorch reduce along dim; a loop over samples or squeeze() without a dimension trips over these.")
@examples
@given(case=small_cases())
def test_small_shapes(learner, case):
    """An empty batch, a batch of one and a single class are nothing special."""
    given_output = upstream(-case.x, case.grad_output, case.dim)  # of other logits: these answers are asked for here
    p, log_p = given_output.probabilities, given_output.log_probabilities
    expect(learner.logsumexp(case.x, case.dim), case.truth.logsumexp)
    expect(learner.softmax(case.x, case.dim), case.truth.softmax)
    if case.x.shape[case.dim] > 1:  # else it is 0, and 1e-17 is no mistake
        expect(learner.log_softmax(case.x, case.dim), case.truth.log_softmax)
    expect(learner.softmax_backward(case.grad_output, p, case.dim), given_output.truth.softmax)
    expect(learner.log_softmax_backward(case.grad_output, log_p, case.dim), given_output.truth.log_softmax)


@points(1)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@examples
@given(case=float32_cases())
def test_float32(learner, case):
    """Results for float32 are float32, forward and backward."""
    expect(learner.logsumexp(case.x, case.dim), case.truth.logsumexp)
    softmax, log_softmax = learner.softmax(case.x, case.dim), learner.log_softmax(case.x, case.dim)
    expect(softmax, case.truth.softmax)
    expect(log_softmax, case.truth.log_softmax)
    expect(learner.softmax_backward(case.grad_output, softmax, case.dim), case.truth.softmax_grad)
    expect(learner.log_softmax_backward(case.grad_output, log_softmax, case.dim), case.truth.log_softmax_grad)


@points(1)
@hint("x -= ... and out=x write into the caller's array; x = x - ... makes a new one.")
@examples
@given(case=matrix_cases(), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, case, layout: Callable[[object], object]):
    """No function changes its arguments, which may be read-only or non-contiguous."""
    given_output = upstream(-case.x, case.grad_output, case.dim)  # of other logits: these answers are asked for here
    for function in ("logsumexp", "softmax", "log_softmax"):
        expect(getattr(learner, function)(case.x, case.dim)).unchanged()
        expect(getattr(learner, function)(layout(case.x), case.dim), getattr(case.truth, function))
    for function, output in (("softmax", given_output.probabilities), ("log_softmax", given_output.log_probabilities)):
        backward = getattr(learner, f"{function}_backward")
        expect(backward(case.grad_output, output, case.dim)).unchanged()
        step = backward(layout(case.grad_output), layout(output), case.dim)
        expect(step, getattr(given_output.truth, function))
