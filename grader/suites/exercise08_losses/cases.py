"""Exercise 08: cases with PyTorch's answers.

Predictions stay away from where a derivative jumps, and from where a difference that is judged cancels: an error beside
a target of 0.01, a margin of 1, a probability that equals its target. Those places have checks of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from hypothesis import strategies as st

from grader.suite import Tensors, arrays, away_from, integers, reference, shapes, sides

MSE, L1, HINGE, BCE, LOGITS = LOSSES = (
    "mse_loss", "l1_loss", "hinge_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits",
)  # fmt: skip
REDUCTIONS = ("mean", "sum", "none")
EMPTY = ((0,), (0, 3), (2, 0, 3))
MARGIN = 0.01

functional = torch.nn.functional

# (p, target): predictions that are certain of what happened, and the last one nearly so.
CERTAIN_AND_RIGHT = ((0.0, 0.0), (1.0, 1.0), (1e-14, 0.0))
# Certain of the contrary, of one half, or nearly certain: the logarithm of 1e-60 is below -100, that of 1e-30 is not.
CERTAIN_AND_WRONG = (
    (0.0, 1.0), (1.0, 0.0), (0.0, 0.5), (1.0, 0.25), (1e-60, 1.0), (1e-30, 1.0), (1e-11, 1.0), (1.0 - 2.0**-37, 0.0),
)  # fmt: skip


def hinge(input: torch.Tensor, target: torch.Tensor, reduction: str) -> torch.Tensor:  # noqa: A002 - PyTorch's name
    """PyTorch has no such loss; the derivative of its relu is 0 at 0."""
    entries = torch.relu(1.0 - target * input)
    return {"mean": torch.mean, "sum": torch.sum, "none": lambda same: same}[reduction](entries)


FUNCTIONS: dict[str, Callable[..., torch.Tensor]] = {
    MSE: functional.mse_loss,
    L1: functional.l1_loss,
    HINGE: hinge,
    BCE: functional.binary_cross_entropy,
    LOGITS: functional.binary_cross_entropy_with_logits,
}


@dataclass(frozen=True)
class LossCase:
    """Predictions and targets of one loss; `weights` are its further arrays by name."""

    loss: str
    input: np.ndarray
    target: np.ndarray
    weights: dict[str, np.ndarray]

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """The loss under each reduction, and the gradients that autograd makes of them."""
        predicted, target = tensor(self.input), tensor(self.target).detach()
        weights = {name: tensor(weight).detach() for name, weight in self.weights.items()}
        losses = {
            reduction: FUNCTIONS[self.loss](predicted, target, reduction=reduction, **weights)
            for reduction in REDUCTIONS
        }
        gradients = {
            f"{reduction}_gradient": torch.autograd.grad(losses[reduction], predicted, retain_graph=True)[0]
            for reduction in ("mean", "sum")
        }
        # The derivative entry by entry is the gradient of the sum, as no entry has to do with another.
        return losses | gradients | {"none_gradient": gradients["sum_gradient"]}


def _bits(draw: st.DrawFn, shape: tuple[int, ...]) -> np.ndarray:
    return draw(integers(shape, 0, 2)).astype(bool)


def _chances(draw: st.DrawFn, expected: np.ndarray) -> np.ndarray:
    """Targets in [0, 1], about half of them 0 or 1, and none near the probability that is expected."""
    soft = draw(arrays(expected.shape, fills=("uniform",), low=0.0, high=1.0))
    target = np.where(_bits(draw, expected.shape), np.round(soft), soft)
    return np.where(np.abs(target - expected) < MARGIN, np.where(expected < 0.5, 1.0, 0.0), target)


@st.composite
def losses(draw: st.DrawFn, loss: str, shape: tuple[int, ...], dtype: str = "float64") -> LossCase:
    """Ordinary predictions and targets for one of the losses, without weights."""
    if loss == HINGE:
        target = np.where(_bits(draw, shape), 1.0, -1.0)
        predicted = target * away_from(1.5 * draw(arrays(shape)), [1.0], MARGIN)
    elif loss == BCE:
        predicted = draw(arrays(shape, fills=("uniform",), low=0.05, high=0.95))
        target = _chances(draw, predicted)
    elif loss == LOGITS:
        predicted = draw(arrays(shape, fills=("uniform",), low=-4.0, high=4.0))
        target = _chances(draw, 1.0 / (1.0 + np.exp(-predicted)))
    else:
        target = draw(arrays(shape))
        predicted = target + away_from(draw(arrays(shape)), [0.0], MARGIN)
    return LossCase(loss, predicted.astype(dtype), target.astype(dtype), {})


def entries(loss: str) -> st.SearchStrategy[LossCase]:
    """A single entry of one to three dimensions: its mean is its sum, whatever either is divided by."""
    return st.sampled_from(((1,), (1, 1), (1, 1, 1))).flatmap(lambda shape: losses(loss, shape))


@st.composite
def families(
    draw: st.DrawFn, ndim: tuple[int, int] = (2, 3), low: int = 2, dtype: str = "float64", *, empty: bool = False
) -> list[LossCase]:
    """A case of every loss, all of one shape in which every axis has another size."""
    if empty and draw(st.integers(0, 4)) == 0:
        shape = draw(st.sampled_from(EMPTY))
    else:
        shape = draw(shapes(draw(st.integers(*ndim)), low=low, high=5))
    return [draw(losses(loss, shape, dtype)) for loss in LOSSES]


@st.composite
def weighted_cases(draw: st.DrawFn) -> list[LossCase]:
    """Both cross-entropies with every weight there is, each of a shape that broadcasts."""
    shape = draw(shapes(draw(st.integers(2, 3)), low=2, high=5))
    kinds = (shape, shape[-1:], (shape[0], *[1] * (len(shape) - 1)), (1,))

    def weight() -> np.ndarray:
        return draw(arrays(draw(st.sampled_from(kinds)), fills=("uniform",), low=0.2, high=3.0))

    plain, logits = draw(losses(BCE, shape)), draw(losses(LOGITS, shape))
    both = {"weight": weight(), "pos_weight": weight()}
    return [
        LossCase(BCE, plain.input, plain.target, {"weight": weight()}),
        LossCase(LOGITS, logits.input, logits.target, both),
        LossCase(LOGITS, -logits.input, logits.target, {"pos_weight": weight()}),
    ]


@st.composite
def kinks(draw: st.DrawFn) -> list[LossCase]:
    """Small whole numbers: some errors are exactly 0 and some margins exactly 1, and at least one is not."""
    shape = tuple(draw(sides(2, low=2, high=5)))
    target, error = draw(arrays(shape, fills=("ties",))), draw(arrays(shape, fills=("ties",)))
    error.flat[:2] = 0.0, draw(st.sampled_from((-1.0, 1.0)))
    sign = np.where(_bits(draw, shape), 1.0, -1.0)
    margin = draw(integers(shape, -1, 4)).astype(np.float64)
    margin.flat[:2] = 1.0, 0.0
    return [LossCase(L1, target + error, target, {}), LossCase(HINGE, sign * margin, sign, {})]


@st.composite
def certain_cases(draw: st.DrawFn, pool: tuple[tuple[float, float], ...]) -> LossCase:
    """Probabilities of exactly 0 or 1, or nearly so, with their targets from the pool, among ordinary ones."""
    ordinary = draw(losses(BCE, tuple(draw(sides(2, low=2, high=5)))))
    chosen = np.array(pool)[draw(integers(ordinary.input.shape, 0, len(pool)))]
    certain = _bits(draw, ordinary.input.shape)
    certain.flat[:2] = True, False
    predicted = np.where(certain, chosen[..., 0], ordinary.input)
    return LossCase(BCE, predicted, np.where(certain, chosen[..., 1], ordinary.target), {})


@st.composite
def large_cases(draw: st.DrawFn) -> LossCase:
    """Logits near -1000, 0 and 1000, some of them certain of the contrary of what happened, and one ordinary."""
    ordinary = draw(losses(LOGITS, tuple(draw(sides(2, low=2, high=5)))))
    level = draw(integers(ordinary.input.shape, -1, 2)).astype(np.float64)
    target = ordinary.target.copy()
    level.flat[:3] = 0.0, 1.0, -1.0
    target.flat[1:3] = 0.0, 1.0
    return LossCase(LOGITS, ordinary.input + 1000.0 * level, target, {})
