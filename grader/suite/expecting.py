"""`expect`: writes down what a step should give."""

from typing import Any, Final

import numpy as np
import torch

from grader.experiment.expectation import Between, Close, Equal, Expectation, Quiet, Raises, Unchanged
from grader.experiment.program import Call, Copy, Keep
from grader.judge.arrays import from_numpy
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
