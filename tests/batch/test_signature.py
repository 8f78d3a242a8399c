"""Code that fails alike has one signature, whoever wrote it and however it adds; code that fails otherwise another."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from msgspec import structs

from grader.batch.signature import Failure, _of_value, signatures
from grader.course import Course, Exercise
from grader.graded import Graded, Options
from grader.grading import grade
from grader.judge.arrays import from_numpy
from grader.judging import blocked
from grader.submission.take import Submission, take
from tests.harness import ROOT, SAMPLES, Bench

GradeIt = Callable[[Path | Submission], Graded]
# log_softmax_backward without the sum over the gradient, written three times.
PLAIN = "return grad_output - np.exp(output) * grad_output"
TURNED = "return -(np.exp(output) * grad_output) + grad_output"
NOISY = "return (grad_output - np.exp(output) * grad_output) * (1 + 1e-15)"
LOOPS = """result = np.empty_like(output)
    for at in np.ndindex(output.shape): result[at] = grad_output[at] * (1 - np.exp(output[at]))
    return result"""
OTHER = "return grad_output - np.exp(output)"


@pytest.fixture(scope="module")
def softmax(course: Course) -> Exercise:
    return course.find("softmax")


@pytest.fixture
def graded(course: Course, softmax: Exercise, bench: Bench) -> GradeIt:
    def grade_it(source: Path | Submission) -> Graded:
        submission = source if isinstance(source, Submission) else take(source, softmax)
        options = Options(course.seed, bench.limits, shrink=False)
        processes, recorded = bench.launcher(submission.flavour), bench.recording(softmax, options.seed)
        return grade(processes, recorded, course, softmax, submission, options, lambda _: None)

    return grade_it


@pytest.fixture
def failures(graded: GradeIt, softmax: Exercise, tmp_path: Path) -> Callable[[str], Mapping[str, Failure]]:
    """How a submission with this body of log_softmax_backward fails."""

    def of(body: str) -> Mapping[str, Failure]:
        solution = (ROOT / "solutions" / "numpy" / softmax.id / softmax.module).read_text(encoding="utf-8")
        source = f"{solution}\n\ndef log_softmax_backward(grad_output, output, dim=-1):\n    {body}\n"
        (tmp_path / softmax.module).write_text(source, encoding="utf-8")
        return signatures(graded(tmp_path))

    return of


@pytest.mark.parametrize("body", [TURNED, NOISY, LOOPS])
def test_one_mistake_written_differently_has_one_signature(body: str, failures: Callable[[str], object]) -> None:
    assert failures(body) == failures(PLAIN)


def test_another_mistake_has_another_signature_in_every_check(
    failures: Callable[[str], Mapping[str, Failure]],
) -> None:
    one, other = failures(PLAIN), failures(OTHER)
    both = one.keys() & other.keys()
    assert len(both) >= 4
    assert not {one[name].signature for name in both} & {other[name].signature for name in both}


def test_each_check_has_signatures_of_its_own(failures: Callable[[str], Mapping[str, Failure]]) -> None:
    found = failures(PLAIN)
    assert len({one.signature for one in found.values()}) == len(found) >= 4


def test_neither_path_nor_sources_are_in_it(graded: GradeIt, softmax: Exercise) -> None:
    sample = take(SAMPLES / softmax.id / "log_of_softmax", softmax)
    files = {name: f"# Mine.\n{text}" for name, text in sample.files.items()}
    other = structs.replace(sample, path="/class/zoe/softmax.py", files=files, digest="0" * 64)
    assert signatures(graded(other)) == signatures(graded(sample)) != {}


@pytest.mark.parametrize(("sample", "verdict"), [
    ("crashes_on_import", "crashed"), ("exits", "crashed"), ("loops", "timed_out"),
])  # fmt: skip
def test_what_ends_badly_has_a_signature_and_no_smaller_case(
    sample: str, verdict: str, graded: GradeIt, softmax: Exercise
) -> None:
    result = graded(SAMPLES / softmax.id / sample)
    bad = {one.check.name for one in result.judged if one.outcome.verdict == verdict}
    found = signatures(result)
    assert bad
    assert found.keys() == bad
    assert not any(one.shrinks for one in found.values())


def test_forbidden_code_has_a_signature(graded: GradeIt, softmax: Exercise) -> None:
    source = "import torch\n\ndef softmax(x, dim=-1):\n    return torch.nn.functional.softmax(x, dim=dim)\n"
    result = graded(Submission(softmax.module, "softmax", {"softmax.py": source}, "torch", "0" * 64))
    assert {one.outcome.verdict for one in result.judged} == {"forbidden"}
    assert len(signatures(result)) == len(result.judged)


@pytest.mark.parametrize("sample", ["not_attempted", "right_numpy"])
def test_what_is_no_failure_has_none(sample: str, graded: GradeIt, softmax: Exercise) -> None:
    assert signatures(graded(SAMPLES / softmax.id / sample)) == {}


def test_what_waits_for_another_check_has_none(graded: GradeIt, softmax: Exercise) -> None:
    result = graded(SAMPLES / softmax.id / "log_of_softmax")
    waits = tuple(blocked(one.check, ("softmax",)) for one in result.judged)
    assert signatures(structs.replace(result, judged=waits)) == {}


# What small cases are made of: an edge between two levels must be at none of these.
simple = st.one_of(
    st.integers(-20, 20).map(float),
    st.integers(-4000, 4000).map(lambda number: number / 64),
    st.integers(-2000, 2000).map(lambda number: number / 1000),
)


@given(arrays.arrays(np.float64, st.integers(0, 8), elements=simple), st.integers(0, 1000))
def test_noise_in_the_last_digits_is_not_seen(values: Any, seed: int) -> None:
    noise = np.random.default_rng(seed).uniform(-1, 1, values.shape) * 1e-15
    largest = np.abs(values).max(initial=0.0)
    assert _of_value(from_numpy(values + largest * noise)) == _of_value(from_numpy(values))
    for value, change in zip(values.tolist(), noise.tolist(), strict=True):
        assert _of_value(value * (1 + change)) == _of_value(value)


def test_what_should_have_cancelled_is_zero() -> None:
    assert _of_value(from_numpy(np.array([1e-17, -3e-18]))) == _of_value(from_numpy(np.zeros(2)))
    assert _of_value(from_numpy(np.array([1e-9, 0.0]))) != _of_value(from_numpy(np.zeros(2)))


@pytest.mark.parametrize("other", [
    [1.0, 2.0, 4.04], [1.0, 2.02, 4.0], [-1.0, 2.0, 4.0], [2.0, 4.0, 8.0], [1.0, 2.0], [1.0, np.nan, 4.0],
    [1.0, np.inf, 4.0], [1.0, -np.inf, 4.0],
])  # fmt: skip
def test_a_difference_of_a_percent_is_seen(other: list[float]) -> None:
    assert _of_value(from_numpy(np.array(other))) != _of_value(from_numpy(np.array([1.0, 2.0, 4.0])))
    assert _of_value(from_numpy(np.array([1.0, 2.0, 4.0], np.float32))) != _of_value(
        from_numpy(np.array([1.0, 2.0, 4.0]))
    )


def test_a_failure_that_a_known_mistake_explains_bears_its_name(graded: GradeIt) -> None:
    known = signatures(graded(SAMPLES / "exercise07_softmax" / "log_of_softmax"))
    assert {name: one.mistake for name, one in known.items()} == {
        "large_logits": "log_of_softmax", "unlikely_classes": "log_of_softmax",
    }  # fmt: skip


def test_a_failure_that_nothing_explains_bears_no_name(graded: GradeIt) -> None:
    unknown = signatures(graded(ROOT / "tests" / "unnamed" / "exercise07_softmax" / "softmin.py"))
    assert unknown
    assert {one.mistake for one in unknown.values()} == {""}
