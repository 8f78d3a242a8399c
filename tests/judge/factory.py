"""Makes expectations, transcripts and arrays in a line."""

from typing import Any

import numpy as np

from grader.experiment.expectation import Between, Close, Equal, Example, Expectation, Quiet, Raises, Subject, Unchanged
from grader.experiment.program import Call, Lookup, Observation, Program, Raised, Returned, Transcript
from grader.experiment.values import Array, Value
from grader.judge.arrays import from_numpy
from grader.judge.compare import Setting, judge
from grader.judge.finding import Finding

SUBJECT = Subject("softmax", "softmax(x: float64[4, 5])", "call", ("x", "dim"))
ATTRIBUTE = Subject("grad_weight", "Linear.backward(grad_output: float64[4, 3])", "attribute")


def array(values: Any, dtype: str = "float64", **more: Any) -> Array:
    """An array of the boundary."""
    plain = from_numpy(np.asarray(values, dtype=dtype))
    return Array(plain.dtype, plain.shape, plain.data, **more)


def close(expected: Any, dtype: str = "float64", subject: Subject = SUBJECT, **more: Any) -> Close:
    """The expectation that an array is close."""
    return Close(step=0, subject=subject, expected=array(expected), dtype=dtype, **more)


def equal(expected: Value) -> Equal:
    """The expectation that a value is equal."""
    return Equal(step=0, subject=SUBJECT, expected=expected)


def between(low: float, high: float) -> Between:
    """The expectation that a value lies within bounds."""
    return Between(step=0, subject=SUBJECT, low=low, high=high)


def raises(exception: str) -> Raises:
    """The expectation that the step raises."""
    return Raises(step=0, subject=SUBJECT, exception=exception)


UNCHANGED = Unchanged(step=0, subject=SUBJECT)
QUIET = Quiet(step=0, subject=SUBJECT)


def judged(expectation: Expectation, got: Value | Observation, setting: Setting | None = None, **more: Any) -> Finding:
    """What an expectation comes to, given a value or an observation."""
    observation = got if isinstance(got, Returned | Raised) else Returned(got)  # type: ignore[arg-type]
    return judge(expectation, Transcript((observation,), **more), setting or Setting())


def example(*expectations: Expectation, size: int = 1) -> Example:
    """An example that looks softmax up and calls it; its expectations speak of the call, step 1."""
    from msgspec import structs

    program = Program((Lookup("softmax"), Call(0, (array(np.zeros(size)),))), (1,))
    moved = tuple(structs.replace(one, step=1) for one in expectations)
    return Example(program, moved, ("", "softmax(x: float64[1])"))
