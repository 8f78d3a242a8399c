"""Exercise 09: cases with PyTorch's answers.

nll_loss takes its argument as it is, so its cases are not normalized unless a check is about probabilities. Weights are
neither near 1 nor of sum 1, and wherever targets are ignored at least one is, and at least one counts.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from hypothesis import strategies as st

from grader.suite import Tensors, arrays, integers, reference, shapes, sides

NLL, CROSS_ENTROPY = LOSSES = ("nll_loss", "cross_entropy")
REDUCTIONS = ("mean", "sum", "none")
DEFAULT = -100
# What ignores a target: the default, another negative number, a number behind the classes, or one of the classes.
IGNORING: dict[str, Callable[[st.DrawFn, int], int]] = {
    "default": lambda _, __: DEFAULT,
    "negative": lambda draw, _: draw(st.sampled_from((-1, -2, -7))),
    "beyond": lambda draw, classes: draw(st.sampled_from((classes, 255))),
    "class": lambda draw, classes: draw(st.integers(0, classes - 1)),
}

FUNCTIONS: dict[str, Callable[..., torch.Tensor]] = {
    NLL: torch.nn.functional.nll_loss,
    CROSS_ENTROPY: torch.nn.functional.cross_entropy,
}


@dataclass(frozen=True)
class LossCase:
    """The first argument of a loss, its targets, and by name what is not left at its default: weight, ignore_index."""

    loss: str
    scores: np.ndarray
    target: np.ndarray
    options: dict[str, object]

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """The loss under each reduction, and the gradients that autograd makes of them."""
        scores, target = tensor(self.scores), tensor(self.target)
        options = {
            name: tensor(value).detach() if isinstance(value, np.ndarray) else value
            for name, value in self.options.items()
        }
        losses = {
            reduction: FUNCTIONS[self.loss](scores, target, reduction=reduction, **options) for reduction in REDUCTIONS
        }
        gradients = {
            f"{reduction}_gradient": torch.autograd.grad(losses[reduction], scores, retain_graph=True)[0]
            for reduction in ("mean", "sum")
        }
        # The derivative of each sample's loss is the gradient of the sum, as no sample has to do with another.
        return losses | gradients | {"none_gradient": gradients["sum_gradient"]}


Question = tuple[LossCase, str]
"""A case, and the reduction that is asked for."""


def _without_classes(shape: tuple[int, ...]) -> tuple[int, ...]:
    return (shape[0], *shape[2:])


@st.composite
def plain_cases(draw: st.DrawFn, loss: str, shape: tuple[int, ...], dtype: str = "float64") -> LossCase:
    """Ordinary scores and targets, all of which count."""
    if loss == NLL:
        scores = draw(arrays(shape, dtype, fills=("uniform",), low=-6.0, high=-0.1))
    else:
        scores = 2.0 * draw(arrays(shape, dtype))
    return LossCase(loss, scores, draw(integers(_without_classes(shape), 0, shape[1])), {})


@st.composite
def weights(draw: st.DrawFn, classes: int, dtype: str = "float64") -> np.ndarray:
    """A weight for each class, of any sum."""
    return draw(arrays((classes,), dtype, fills=("uniform",), low=0.3, high=4.0))


def single_cases(loss: str) -> st.SearchStrategy[LossCase]:
    """One sample: its mean is its sum, whatever either is divided by."""
    return st.integers(2, 6).flatmap(lambda classes: plain_cases(loss, (1, classes)))


@st.composite
def batches(draw: st.DrawFn, loss: str) -> list[LossCase]:
    """A batch of another size than there are classes, and one of the same."""
    equal = draw(st.integers(2, 4))
    return [draw(plain_cases(loss, draw(shapes(2, high=5)))), draw(plain_cases(loss, (equal, equal)))]


@st.composite
def weighted_cases(draw: st.DrawFn, loss: str) -> LossCase:
    """A batch with weights, in which not all targets are of one class."""
    case = draw(plain_cases(loss, draw(shapes(2, low=2, high=5))))
    case.target.flat[:2] = draw(st.permutations(range(case.scores.shape[1])))[:2]
    return replace(case, options={"weight": draw(weights(case.scores.shape[1]))})


@st.composite
def ignoring(draw: st.DrawFn, case: LossCase, kind: str) -> LossCase:
    """The case with some of its targets ignored; the default index is not passed."""
    classes, target = case.scores.shape[1], case.target.copy()
    index = IGNORING[kind](draw, classes)
    target[draw(integers(target.shape, 0, 2)).astype(bool)] = index
    counts = draw(st.sampled_from([label for label in range(classes) if label != index]))
    target.flat[:2] = draw(st.permutations((index, counts)))
    return replace(case, target=target, options=case.options | ({} if index == DEFAULT else {"ignore_index": index}))


@st.composite
def ignoring_cases(draw: st.DrawFn, loss: str) -> list[Question]:
    """A batch for each way to ignore a target."""
    cases = [draw(ignoring(draw(plain_cases(loss, draw(shapes(2, low=2, high=5)))), kind)) for kind in IGNORING]
    return list(zip(cases, draw(st.permutations(("mean", "sum", "none", "mean"))), strict=True))


def images(loss: str) -> st.SearchStrategy[LossCase]:
    """Images with a class for each pixel; batch, classes, height and width all differ."""
    return shapes(4, high=5).flatmap(lambda shape: plain_cases(loss, shape))


@st.composite
def full_cases(draw: st.DrawFn) -> list[Question]:
    """A batch and images under one of the losses, with weights and ignored targets both."""
    loss, others = draw(st.sampled_from(LOSSES)), draw(st.permutations(("sum", "none")))
    questions = []
    for axes, other in zip((2, 4), others, strict=True):
        case = draw(plain_cases(loss, draw(shapes(axes, low=2, high=5))))
        case = draw(ignoring(case, draw(st.sampled_from(list(IGNORING)))))
        case = replace(case, options=case.options | {"weight": draw(weights(case.scores.shape[1]))})
        questions += [(case, "mean"), (case, other)]
    return questions


@st.composite
def exhausted_cases(draw: st.DrawFn) -> list[Question]:
    """Under one of the losses a batch and images without a target that counts, no samples, and one that counts."""
    loss = draw(st.sampled_from(LOSSES))

    def exhausted(shape: tuple[int, ...], *, kept: int = 0) -> LossCase:
        case = draw(plain_cases(loss, shape))
        index = IGNORING[draw(st.sampled_from(list(IGNORING)))](draw, shape[1])
        options = {"ignore_index": index} | ({"weight": draw(weights(shape[1]))} if draw(st.booleans()) else {})
        target = np.full_like(case.target, index)
        if kept:
            target[:kept] = draw(st.sampled_from([label for label in range(shape[1]) if label != index]))
        return replace(case, target=target, options=options)

    batch = exhausted(draw(shapes(2, low=2, high=4)))
    others = (
        exhausted(draw(shapes(4, high=4))),
        exhausted((0, draw(st.integers(1, 4)))),
        exhausted(draw(shapes(2, low=2, high=4)), kept=1),
    )
    return [(batch, reduction) for reduction in REDUCTIONS] + [(other, "mean") for other in others]


@st.composite
def impossible_cases(draw: st.DrawFn) -> tuple[LossCase, LossCase]:
    """Log-probabilities with classes of probability 0: first none of them is a target that counts, then all are."""
    samples, classes = draw(sides(2, low=3, high=6))
    target = draw(integers((samples,), 0, classes))
    chances = draw(arrays((samples, classes), fills=("uniform",), low=0.05, high=1.0))
    gone = draw(integers((samples, classes), 0, 2)).astype(bool)
    gone[np.arange(samples), target] = False
    gone[0, (target[0] + 1) % classes] = True
    chances = np.where(gone, 0.0, chances)
    with np.errstate(divide="ignore"):
        scores = np.log(chances / chances.sum(axis=1, keepdims=True))
    hit = LossCase(NLL, np.where(gone | (np.arange(classes) == target[:, None]), -np.inf, scores), target.copy(), {})
    scores[1], target[1] = -np.inf, DEFAULT
    return LossCase(NLL, scores, target, {}), hit


@st.composite
def large_cases(draw: st.DrawFn) -> list[LossCase]:
    """Logits near -1000, 0 and 1000 side by side; and samples at levels from -900 to 900, each of them ordinary."""
    samples, classes = draw(sides(2, low=2, high=5))
    entries = draw(plain_cases(CROSS_ENTROPY, (samples, classes)))
    level = draw(integers((samples, classes), -1, 2)).astype(np.float64)
    right = np.arange(classes) == entries.target[0]
    level[0] = np.where(right, -1.0, level[0])  # one is certain of another class than its target
    level[0, (entries.target[0] + 1) % classes] = 1.0
    level[1] = 0.0
    rows = draw(plain_cases(CROSS_ENTROPY, (classes, samples)))
    steps = draw(st.permutations((0.0, 900.0, -900.0, 50.0, -300.0)))[:classes]
    return [
        replace(entries, scores=entries.scores + 1000.0 * level),
        replace(rows, scores=rows.scores + np.array(steps)[:, None]),
    ]


@st.composite
def shifted_cases(draw: st.DrawFn) -> tuple[LossCase, np.ndarray]:
    """A batch, and its logits with a constant of its own added to each sample."""
    case = draw(plain_cases(CROSS_ENTROPY, draw(shapes(2, low=2, high=5))))
    return case, case.scores + draw(arrays((len(case.scores), 1), fills=("uniform",), low=-60.0, high=60.0))


@st.composite
def float32_cases(draw: st.DrawFn) -> list[Question]:
    """A batch without weights and one with them in single precision, under one of the losses, with ignored targets."""
    loss, questions = draw(st.sampled_from(LOSSES)), []
    for is_weighted in (False, True):
        case = draw(plain_cases(loss, draw(shapes(2, low=2, high=5)), "float32"))
        options = {"weight": draw(weights(case.scores.shape[1], "float32"))} if is_weighted else {}
        case = draw(ignoring(replace(case, options=options), "default"))
        questions += [(case, "mean"), (case, "none")]
    return questions


@st.composite
def argument_cases(draw: st.DrawFn) -> list[LossCase]:
    """For each loss a batch with weights and ignored targets."""
    cases = []
    for loss in LOSSES:
        case = draw(ignoring(draw(plain_cases(loss, draw(shapes(2, low=2, high=5)))), "default"))
        cases.append(replace(case, options={"weight": draw(weights(case.scores.shape[1]))}))
    return cases
