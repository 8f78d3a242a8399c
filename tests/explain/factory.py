"""Makes wrong answers in a line: samples for what the numbers show, and failing checks with their transcripts."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.experiment.expectation import Close, Example, Input, Subject
from grader.experiment.program import Call, Keep, Lookup, Observation, Program, Returned, Step, Transcript
from grader.explain.evidence import Failing, Slot
from grader.explain.patterns.samples import Sample, sample
from grader.judge.check import judge_check
from grader.judge.compare import Setting
from grader.recording import RecordedCheck
from tests.judge.factory import array

NOTHING: Mapping[str, Any] = MappingProxyType({})


def rng(seed: int = 0) -> np.random.Generator:
    """Random numbers that are the same in every run."""
    return np.random.default_rng(seed)


def example(
    truths: Mapping[str, Any], inputs: Mapping[str, Any] = NOTHING, numbers: Mapping[str, float] = NOTHING,
    dtype: str = "float64",
) -> Example:  # fmt: skip
    """An example that calls `f` on arrays and numbers once for each value that it asks for."""
    given = tuple(array(value, np.asarray(value).dtype.name) for value in inputs.values())
    call = Call(0, given, dict(numbers))
    steps: tuple[Step, ...] = (Lookup("f"), *(call for _ in truths))
    expectations = tuple(
        Close(step=at, subject=Subject(label, f"{label}(x)"), expected=array(truth), dtype=dtype)
        for at, (label, truth) in enumerate(truths.items(), start=1)
    )
    found = tuple(Input(name, at, str(k)) for at in range(1, len(steps)) for k, name in enumerate(inputs))
    calls = ("", *(f"{label}(x)" for label in truths))
    return Example(Program(steps, tuple(range(1, len(steps)))), expectations, calls, found)


def failing(examples: Sequence[Example], answers: Sequence[Sequence[Any]], name: str = "check") -> Failing:
    """A check with what was answered to each expectation, judged as it always is."""
    check = RecordedCheck(name, "A claim.", 1.0, True, "A hint.", (), tuple(examples))
    transcripts = tuple(transcript(one, given) for one, given in zip(examples, answers, strict=True))
    return Failing(check, transcripts, frozenset(judge_check(examples, transcripts, Setting()).wrong))


def transcript(one: Example, answers: Sequence[Any]) -> Transcript:
    """The transcript in which each expectation is answered so."""
    said: list[Observation] = [Returned(None) for _ in one.program.steps]
    for expectation, answer in zip(one.expectations, answers, strict=True):
        said[expectation.step] = Returned(array(answer, np.asarray(answer).dtype.name))
    return Transcript(tuple(said))


def only_slot(one: Failing) -> Slot:
    """The slot of a check in which one kind of value is wrong."""
    (slot,) = one.slots
    return slot


def wrong(
    got: Any, truth: Any, inputs: Mapping[str, Any] = NOTHING, numbers: Mapping[str, float] = NOTHING,
    others: Mapping[str, Any] = NOTHING, dtype: str = "float64",
) -> Sample:  # fmt: skip
    """A wrong answer, with what was handed over and the other values of its example."""
    asked = example({"f": truth, **others}, inputs, numbers, dtype)
    check = RecordedCheck("check", "A claim.", 1.0, True, "A hint.", (), (asked,))
    found = sample(
        Failing(check, (transcript(asked, [got, *others.values()]),), frozenset({(0, 0)})), (0, 0)
    )  # fmt: skip
    assert found is not None
    return found


def kept(got: Any, truth: Any, start: Any) -> Sample:
    """A wrong answer that is an array which was kept, and changed in place."""
    from grader.experiment.program import Copy
    from grader.experiment.values import Ref

    steps = (Lookup("f"), Keep(array(start)), Call(0, (Ref(1),)), Copy(1))
    asked = Close(step=3, subject=Subject("p", "p", "attribute"), expected=array(truth), dtype="float64")
    one = Example(Program(steps, (3,)), (asked,), ("",) * 4, (Input("p", 1, ""),))
    check = RecordedCheck("check", "A claim.", 1.0, True, "A hint.", (), (one,))
    found = sample(Failing(check, (transcript(one, [got]),), frozenset({(0, 0)})), (0, 0))
    assert found is not None
    return found


def matrices(count: int = 4, seed: int = 0) -> list[NDArray[np.float64]]:
    """Random matrices, no two of one shape."""
    random = rng(seed)
    return [random.normal(size=(2 + k, 3 + 2 * k)) for k in range(count)]
