"""`expect`: writes down what a step should give."""

import math
from typing import Any, Final

import numpy as np
import torch

from grader.experiment.expectation import (
    Between,
    Close,
    Cost,
    Either,
    Equal,
    Expectation,
    Quiet,
    Raises,
    Share,
    Unchanged,
    Uniform,
)
from grader.experiment.program import Call, Copy, Keep
from grader.judge.arrays import from_numpy
from grader.suite.chance import ALARM, binomial_bounds, kolmogorov_bound
from grader.suite.errors import KitError
from grader.suite.references import Truth
from grader.suite.standin import Node, script_of, step_of, to_value

MISSING = object()
ULPS_OF_ZEROS = 16.0


class Expect:
    """What is expected of one step. Each method adds an expectation and gives the same object back."""

    def __init__(self, node: Node, label: str) -> None:
        if not isinstance(node, Node):
            raise KitError(f"expect() takes a step of the learner's program, not a {type(node).__name__}")
        self.script = script_of(node)
        self.script.check_open()
        self.step = step_of(node)
        if isinstance(self.script.steps[self.step], Keep):  # as it is now: a later call may change it
            name = self.script.names[self.step]
            self.step = step_of(self.script.write(Copy(self.step), name=name))
        self.subject = self.script.subject(self.step, label)
        self.script.unsaid[self] = self.subject.label

    def _add(self, expectation: Expectation, *, observe: bool = True) -> "Expect":
        self.script.check_open()
        self.script.unsaid.pop(self, None)
        if observe:
            self.script.observed.add(self.step)
        self.script.expectations.append(expectation)
        return self

    def close(self, expected: Any, *, terms: int = 1, tolerance: float | None = None, because: str = "") -> "Expect":
        """The array agrees with `expected` within the tolerance of its dtype.

        Args:
            expected: a truth of a reference, a floating array or tensor, or a Python float.
            terms: how many products are summed for one entry; the allowance grows with it.
            tolerance: replaces the table's figure, relative to the largest entry.
            because: why; required with `tolerance`.
        """
        if tolerance is not None and not because:
            raise KitError('a tolerance needs its reason: expect(..., tolerance=1e-12, because="50 steps add up")')
        if terms < 1:
            raise KitError(f"terms is how many products are summed, at least 1, not {terms}")
        truth = _as_truth(expected)
        floor = max(truth.floor, self._floor_of_zeros(truth))
        return self._add(
            Close(
                step=self.step, subject=self.subject, expected=from_numpy(truth.value), dtype=truth.dtype,
                terms=terms, floor=floor, tolerance=tolerance, because=because,
            )
        )  # fmt: skip

    def _floor_of_zeros(self, truth: Truth) -> float:
        """What rounding may leave where everything should be zero, and no entry of the truth says how large it may be.

        Terms of the inputs' size cancel, so a few units in the last place of the largest input remain.
        """
        if truth.value.any():
            return 0.0
        return ULPS_OF_ZEROS * float(np.finfo(truth.dtype).eps) * self.script.largest_input()

    def equal(self, expected: Any) -> "Expect":
        """The value equals `expected` exactly; NaN equals NaN, and a list equals a tuple of the same items."""
        _refuse_inexact(expected)
        return self._add(Equal(step=self.step, subject=self.subject, expected=to_value(expected)))

    def between(self, low: float, high: float, because: str = "", *, shape: tuple[int, ...] | None = None) -> "Expect":
        """Every entry lies within the bounds, both included; with `shape`, the array has that shape."""
        if not low <= high:
            raise KitError(f"between() takes the lower bound first: {low} is above {high}")
        return self._add(
            Between(
                step=self.step, subject=self.subject, low=float(low), high=float(high), because=because, shape=shape
            )
        )

    def either(self, *choices: Any) -> "Expect":
        """Every entry agrees with the corresponding one of some choice: which one it is, is drawn.

        Args:
            choices: truths of a reference, or floating arrays, all of the result's shape and dtype.
        """
        truths = [_as_truth(choice) for choice in choices]
        if len(truths) < 2 or len({(truth.value.shape, truth.dtype) for truth in truths}) > 1:
            raise KitError(
                "either() takes two choices or more, of one shape and dtype: expect(y).either(zeros, scaled)"
            )
        arrays = tuple(from_numpy(truth.value) for truth in truths)
        return self._add(Either(step=self.step, subject=self.subject, choices=arrays, dtype=truths[0].dtype))

    def share(
        self,
        low: float,
        high: float,
        probability: float,
        *,
        shape: tuple[int, ...],
        what: str,
        along: int | None = None,
        alarm: float = ALARM,
    ) -> "Expect":
        """As many entries lie from `low` to `high` as independent draws make, within exact binomial bounds.

        Args:
            low: the least value that is counted.
            high: the largest one.
            probability: of one entry to be counted.
            shape: of the result.
            what: names what is counted, for the sentence: `entries that are not zero`.
            along: an axis, each index of which is counted by itself, so that entries drawn together are found out.
            alarm: how often an honest result may be refused; it is shared out between the counts.
        """
        if not low <= high:
            raise KitError(f"share() takes the lower bound first: {low} is above {high}")
        counts = 1 if along is None else shape[along]
        trials = math.prod(shape) // counts if counts else 0
        if not trials:
            raise KitError(f"an array of shape {shape} has no entries to count: draw some")
        least, most = binomial_bounds(trials, float(probability), alarm / counts)
        return self._add(
            Share(
                step=self.step, subject=self.subject, low=float(low), high=float(high), probability=float(probability),
                least=least, most=most, what=what, shape=tuple(shape), along=along,
            )
        )  # fmt: skip

    def uniform(self, low: float, high: float, *, shape: tuple[int, ...], alarm: float = ALARM) -> "Expect":
        """The entries are independent draws, spread evenly from `low` to `high`; the array has `shape`."""
        if not low < high:
            raise KitError(f"uniform() takes the lower bound first: {low} is not below {high}")
        bound = kolmogorov_bound(math.prod(shape), alarm)
        return self._add(
            Uniform(
                step=self.step, subject=self.subject, low=float(low), high=float(high), distance=bound,
                shape=tuple(shape),
            )
        )  # fmt: skip

    def cost(self, than: Node, what: str) -> "Expect":
        """Tell how many of the learner's lines this call ran, and how many an earlier one did; nothing is asked for.

        Args:
            than: the earlier call.
            what: how this one differs from it: `an image of twice the height and width`.
        """
        base = step_of(than)
        if base >= self.step or not isinstance(self.script.steps[base], Call):
            raise KitError("cost() compares with an earlier call: expect(large).cost(small, what=...)")
        self.script.counted |= {base, self.step}
        if len(self.script.counted) > 2:
            raise KitError("one cost() for each example: lines are told of two calls")
        return self._add(Cost(step=self.step, subject=self.subject, base=base, what=what), observe=False)

    def raises(self, exception: type[BaseException] | str) -> "Expect":
        """The step raises this exception, or one derived from it."""
        name = exception if isinstance(exception, str) else exception.__name__
        # What came back instead is asked for too: it tells one mistake from another.
        return self._add(Raises(step=self.step, subject=self.subject, exception=name))

    def unchanged(self) -> "Expect":
        """The call leaves its arguments as they were."""
        if not isinstance(self.script.steps[self.step], Call):
            raise KitError("unchanged() speaks of a call's arguments: expect(learner.softmax(x)).unchanged()")
        return self._add(Unchanged(step=self.step, subject=self.subject), observe=False)

    def quiet(self) -> "Expect":
        """The step causes no warning."""
        return self._add(Quiet(step=self.step, subject=self.subject), observe=False)


# For a float64 derivative of something that is not linear: `expect(step, truth, **BY_FORMULA)`.
BY_FORMULA: Final[Any] = {
    "tolerance": 1e-11,
    "because": "a formula is right to 1e-13 or better, and central differences, which are none, to 5e-11",
}


def expect(
    node: Node,
    expected: Any = MISSING,
    *,
    terms: int = 1,
    tolerance: float | None = None,
    because: str = "",
    label: str = "",
) -> Expect:
    """Expect a step to give `expected`: close where that is floating, equal otherwise.

    Without `expected`, say what is expected with a method of what comes back: `expect(step).raises(ValueError)`.
    """
    expectation = Expect(node, label)
    if expected is MISSING:
        return expectation
    if _is_floating(expected):
        return expectation.close(expected, terms=terms, tolerance=tolerance, because=because)
    if terms != 1 or tolerance is not None or because:
        raise KitError(
            f"a {type(expected).__name__} is compared exactly, and terms, tolerance and because say nothing of it: "
            "leave them out, or expect a float"
        )
    return expectation.equal(expected)


def _refuse_inexact(expected: Any) -> None:
    """A container may hold no array, and a step has no value yet.

    Raises:
        KitError: it does, or is one.
    """
    if isinstance(expected, Node):
        raise KitError(
            "a step cannot be what is expected: expect(a - b).between(-1e-9, 1e-9), or give the value itself"
        )
    if isinstance(expected, list | tuple | dict):
        for item in expected.values() if isinstance(expected, dict) else expected:
            if isinstance(item, np.ndarray | torch.Tensor | Truth):
                raise KitError(
                    "a list of arrays is not compared as a whole: expect the items one by one: expect(step[0], ...)"
                )
            _refuse_inexact(item)


def _is_floating(expected: Any) -> bool:
    if isinstance(expected, torch.Tensor):
        return expected.is_floating_point()
    if isinstance(expected, np.ndarray | np.generic):
        return bool(expected.dtype.kind == "f")
    return isinstance(expected, Truth | float)


def _as_truth(expected: Any) -> Truth:
    if isinstance(expected, Truth):
        return expected
    if isinstance(expected, torch.Tensor):
        expected = expected.detach().numpy()
    if isinstance(expected, float) and not isinstance(expected, np.generic):
        return Truth(np.asarray(expected, dtype=np.float64), "float64", 0.0)
    if not _is_floating(expected):
        raise KitError(f"close() takes floating values, not {type(expected).__name__}: use equal()")
    array = np.asarray(expected)
    return Truth(array.astype(np.float64), array.dtype.name, 0.0)
