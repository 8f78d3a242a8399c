"""What the checks of exercise 11 are about: an optimizer's course, schedules, gradients to clip, and what PyTorch says.

A course is several steps over several parameters of different shapes. Its learning rate changes before the fourth step,
and its hyper-parameters are far from the defaults: an eps of 0.1 shows where it stands, which 1e-8 never does.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from grader.suite import (
    Tensors,
    arrays,
    dtypes,
    reference,
    sides,
)

Floats = np.ndarray[tuple[int, ...], np.dtype[np.floating]]
Options = dict[str, Any]

STEPS = 5
BETAS = st.sampled_from([(0.8, 0.9), (0.5, 0.95)])
EPS = st.sampled_from([0.1, 1e-3])


def options(**choices: st.SearchStrategy[Any]) -> st.SearchStrategy[Options]:
    """Keyword arguments, each of which may also be left at its default."""
    return st.fixed_dictionaries({}, optional=choices)


KINDS: dict[str, st.SearchStrategy[Options]] = {
    "SGD": st.fixed_dictionaries({"momentum": st.sampled_from([0.5, 0.9]), "weight_decay": st.just(0.1)}),
    "Adagrad": options(eps=EPS),
    "RMSprop": options(alpha=st.sampled_from([0.5, 0.9]), eps=EPS),
    "Adam": options(betas=BETAS, eps=EPS),
    "AdamW": options(betas=BETAS, eps=EPS, weight_decay=st.sampled_from([0.0, 0.3])),
}
"""For each optimizer, arguments that give it a state and show where they stand."""


@dataclass(frozen=True)
class Course:
    """What an optimizer of class `kind` sees: parameters, and for each step gradients and a learning rate.

    A rate of None means the one that stands: in the first step the default.
    """

    kind: str
    params: list[Floats]
    grads: list[list[Floats]]
    rates: list[float | None]
    options: Options

    @property
    def arguments(self) -> Options:
        """Keyword arguments of the constructor."""
        return self.options if self.rates[0] is None else {"lr": self.rates[0], **self.options}

    @reference
    def truth(self, tensor: Tensors) -> dict[str, list[list[torch.Tensor]]]:
        """The parameters after each step, as torch.optim leaves them."""
        params = [tensor(param).detach().clone() for param in self.params]
        optimizer = getattr(torch.optim, self.kind)(params, **self.arguments)
        after = []
        for rate, grads in zip(self.rates, self.grads, strict=True):
            if rate is not None:
                optimizer.param_groups[0]["lr"] = rate
            for param, grad in zip(params, grads, strict=True):
                param.grad = tensor(grad).detach().clone()
            optimizer.step()
            after.append([param.clone() for param in params])
        return {"after": after}


@st.composite
def param_lists(draw: st.DrawFn) -> list[Floats]:
    """A matrix and a vector in either order, or only one of them, with sides that may be 1."""
    out, into, other = draw(sides(3, high=5))
    dtype = draw(dtypes())
    both = [draw(arrays((out, into), dtype)), draw(arrays((other,), dtype))]
    return draw(st.sampled_from([both, both[::-1], both[:1], both[1:]]))


@st.composite
def courses(draw: st.DrawFn, kind: str, options: st.SearchStrategy[Options]) -> Course:
    """Five steps, the learning rate changing before the fourth, with gradients that may be zero or small."""
    params = draw(param_lists())

    def gradient(param: Floats) -> Floats:
        return draw(arrays(param.shape, param.dtype.name, fills=("normal", "zeros", "small")))

    rates: list[float | None] = [None] * STEPS
    rates[0] = draw(st.sampled_from([0.05, 0.2, None]))
    rates[3] = draw(st.sampled_from([0.01, 0.1]))
    return Course(kind, params, [[gradient(param) for param in params] for _ in range(STEPS)], rates, draw(options))


@dataclass(frozen=True)
class TwinCase:
    """Two parameters of the same optimizer, each with gradients of its own for three updates.

    All entries are positive, so that every update of every optimizer makes the parameters smaller. What is judged is
    how a learner's optimizer agrees with itself: a wrong formula is no news here.
    """

    options: dict[str, Options]
    params: tuple[Floats, Floats]
    grads: tuple[list[Floats], list[Floats]]


@st.composite
def twin_cases(draw: st.DrawFn) -> TwinCase:
    """A matrix and a vector, and options for each of the five optimizers: all of them meet every case."""
    out, into, other = draw(sides(3, high=5))
    dtype = draw(dtypes())

    def positive(shape: tuple[int, ...]) -> Floats:
        return draw(arrays(shape, dtype, fills=("uniform",), low=0.5, high=2.0))

    shapes = ((out, into), (other,))
    params = (positive(shapes[0]), positive(shapes[1]))
    grads = ([positive(shapes[0]) for _ in range(3)], [positive(shapes[1]) for _ in range(3)])
    return TwinCase({kind: draw(options) for kind, options in KINDS.items()}, params, grads)


@dataclass(frozen=True)
class ScheduleCase:
    """Arguments of all schedules; `offset` is how far from the end of a period the step is that is asked for first."""

    lr: float
    rate: float
    step_size: int
    periods: int
    offset: int


@dataclass(frozen=True)
class ClipCase:
    """Gradients of different shapes and norms, and what they are limited to."""

    grads: list[Floats | None]
    limit: float

    @reference
    def by_norm(self, tensor: Tensors) -> dict[str, Any]:
        """The norm before and the gradients after torch's clip_grad_norm_."""
        grads = [None if grad is None else tensor(grad).detach().clone() for grad in self.grads]
        leaves = [grad.clone().requires_grad_() for grad in grads if grad is not None]
        for leaf, grad in zip(leaves, [grad for grad in grads if grad is not None], strict=True):
            leaf.grad = grad
        return {"norm": torch.nn.utils.clip_grad_norm_(leaves, self.limit), "grads": grads}


@st.composite
def clip_cases(draw: st.DrawFn) -> ClipCase:
    """Three gradients, one of them perhaps None; the limit is well below or well above their norm."""
    out, into, other = draw(sides(3, high=5))
    dtype = draw(dtypes())
    fills = ("normal", "zeros", "small")
    grads: list[Floats | None] = [
        draw(arrays((out, into), dtype, fills=fills)),
        draw(arrays((other,), dtype)),
        draw(arrays((1,), dtype, fills=fills)),
    ]
    if draw(st.booleans()):
        grads[1] = None
    norm = float(np.sqrt(sum(np.sum(grad.astype(np.float64) ** 2) for grad in grads if grad is not None)))
    return ClipCase(grads, draw(st.sampled_from([0.1, 0.5, 2.0])) * norm if norm else 1.0)
