"""Which known mistakes a submission is given: those whose answers it gives, and no other."""

import textwrap

import numpy as np
import pytest
from msgspec import structs

from grader import catalogue
from grader.catalogue import Mistake
from grader.course import Course
from grader.experiment.expectation import Example
from grader.experiment.program import Program, Raised, Returned, Transcript
from grader.explain.diagnose import diagnose, follow_ups
from grader.explain.diagnosis import Diagnosis
from grader.explain.evidence import Evidence, Failing, Slot
from grader.explain.known import Behaviour, Known, Separator, Wrong, pack
from grader.explain.mistakes import Named, name_mistakes
from grader.recording import RecordedCheck
from grader.submission.take import Submission
from tests.explain.factory import example, failing, rng, transcript
from tests.harness import Bench
from tests.judge.factory import array


class Desk:
    """Grades solutions with something wrong in them, and tells the mistakes that they are given."""

    def __init__(self, course: Course, bench: Bench) -> None:
        self.course, self.bench = course, bench

    def solution(self, name: str, flavour: str = "numpy") -> Submission:
        """The solution of an exercise."""
        return catalogue.solution(self.course, self.course.find(name), flavour)

    def with_mistakes(self, name: str, *mistakes: str, source: str = "", flavour: str = "numpy") -> Submission:
        """The solution with mistakes of the catalogue, and source, appended."""
        known = {one.id: one for one in catalogue.catalogue(self.course, self.course.find(name))}
        made = self.solution(name, flavour)
        for mistake in mistakes:
            made = catalogue.with_mistake(made, known[mistake])
        if source:
            own = structs.replace(next(iter(known.values())), id="own", source=textwrap.dedent(source))
            made = catalogue.with_mistake(made, own)
        return structs.replace(made, digest="+".join(mistakes) + source)

    def named(self, name: str, submission: Submission) -> list[tuple[str, ...]]:
        """The mistakes that a submission is given, in alphabetical order."""
        return sorted(one.mistakes for one in self.diagnoses(name, submission) if one.kind != "pattern")

    def diagnoses(self, name: str, submission: Submission) -> tuple[Diagnosis, ...]:
        """All that is concluded of a submission."""
        return self.bench.grade(self.course.find(name), submission).diagnoses


@pytest.fixture(scope="session")
def desk(course: Course, bench: Bench) -> Desk:
    """A desk with the bench of all tests."""
    return Desk(course, bench)


PAIRS = [
    ("exercise07", "logsumexp_keeps_the_dimension", "softmax_backward_has_the_wrong_sign"),
    ("exercise07", "log_softmax_is_negated", "softmax_over_the_whole_array"),
    ("exercise10", "grad_bias_is_averaged", "mlp_weight_gradients_are_transposed"),
    ("exercise10", "mlp_with_a_linear_output", "sequential_goes_forward_in_reverse"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "one", "other"), PAIRS)
def test_two_mistakes_in_different_functions_are_both_named_and_each_alone(exercise, one, other, desk):
    assert desk.named(exercise, desk.with_mistakes(exercise, one, other)) == sorted([(one,), (other,)])
    assert desk.named(exercise, desk.with_mistakes(exercise, one)) == [(one,)]
    assert desk.named(exercise, desk.with_mistakes(exercise, other)) == [(other,)]


LOOPS = [
    ("exercise07", "softmax_backward_uses_the_diagonal_only", """
        def softmax_backward(grad_output, output, dim=-1):
            result = np.empty_like(output)
            for at in np.ndindex(output.shape):
                p = output[at]
                result[at] = (p - p * p) * grad_output[at]
            return result
    """),
    ("exercise07", "logsumexp_squeezes_everything", """
        def logsumexp(x, dim=-1):
            top = np.moveaxis(x, dim, 0)
            highest, total = top[0].copy(), 0
            for row in top:
                highest = np.maximum(highest, row)
            for row in top[::-1]:
                total = total + np.exp(row - highest)
            return np.squeeze(np.log(total) + highest)
    """),
    ("exercise10", "grad_bias_is_averaged", """
        class Linear(Linear):
            def backward(self, grad_output):
                grad_x = super().backward(grad_output)
                if self.bias is not None:
                    rows = grad_output.reshape(-1, len(self.bias))
                    total = np.zeros_like(self.bias)
                    for row in rows[::-1]:
                        total += row
                    with np.errstate(all="ignore"):
                        self.grad_bias = total / total.dtype.type(len(rows))
                return grad_x
    """),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "mistake", "source"), LOOPS, ids=[mistake for _, mistake, _ in LOOPS])
def test_a_mistake_that_is_written_differently_is_named(exercise, mistake, source, desk):
    assert desk.named(exercise, desk.with_mistakes(exercise, source=source)) == [(mistake,)]


TORCH = [
    ("exercise07", "softmax_backward_uses_the_diagonal_only", """
        def softmax_backward(grad_output, output, dim=-1):
            return grad_output * output * (1.0 - output)
    """),
    ("exercise07", "softmax_over_the_whole_array", """
        def softmax(x, dim=-1):
            e = (x - x.amax(dim, keepdim=True)).exp()
            return e / e.sum()
    """),
    ("exercise10", "grad_weight_is_averaged", """
        class Linear(Linear):
            def backward(self, grad_output):
                grad_x = super().backward(grad_output)
                self.grad_weight = self.grad_weight / (self._x.numel() // self.weight.shape[1])
                return grad_x
    """),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "mistake", "source"), TORCH, ids=[mistake for _, mistake, _ in TORCH])
def test_the_same_mistake_in_pytorch_is_named(exercise, mistake, source, desk):
    submission = desk.with_mistakes(exercise, source=source, flavour="torch")
    assert submission.flavour == "torch"
    assert desk.named(exercise, submission) == [(mistake,)]


@pytest.mark.slow
def test_who_is_right_where_a_mistake_is_wrong_is_not_given_it(desk):
    half = desk.named("exercise10", desk.with_mistakes("exercise10", "grad_weight_is_averaged"))
    assert half == [("grad_weight_is_averaged",)]  # and not gradients_are_averaged, which is wrong in the bias too
    for_small_ones = """
        right = softmax_backward
        def softmax_backward(grad_output, output, dim=-1):
            sign = -1 if output.size < 7 else 1
            return sign * right(grad_output, output, dim)
    """
    assert desk.named("exercise07", desk.with_mistakes("exercise07", source=for_small_ones)) == []


@pytest.mark.slow
def test_a_wrong_helper_is_named_where_what_the_solution_builds_on_it_is_written_out_right(desk):
    fit = """
        def perceptron_fit(x, y, lr, max_epochs):
            weight, bias, errors = np.zeros(x.shape[1], dtype=x.dtype), x.dtype.type(0), []
            for _ in range(max_epochs):
                errors.append(0)
                for sample, label in zip(x, y):
                    if label * (sample @ weight + bias) <= 0:
                        weight, bias = weight + lr * label * sample, bias + lr * label
                        errors[-1] += 1
                if not errors[-1]:
                    break
            return weight, bias, errors
    """
    submission = desk.with_mistakes("exercise03", "learning_rate_missing", source=fit)
    assert desk.named("exercise03", submission) == [("learning_rate_missing",)]


ENDS = ["while True: pass", "__import__('os')._exit(1)", "raise SystemExit", "return [0] * 10 ** 12"]


@pytest.mark.slow
@pytest.mark.parametrize("ends", ENDS)
def test_a_function_that_ends_its_process_does_not_stop_the_diagnosis_of_others(ends, desk):
    source = f"def logsumexp(x, dim=-1):\n    {ends}\n"
    submission = desk.with_mistakes("exercise07", "softmax_backward_has_the_wrong_sign", source=source)
    assert desk.named("exercise07", submission) == [("softmax_backward_has_the_wrong_sign",)]


@pytest.mark.slow
def test_a_named_mistake_settles_its_checks_and_says_how_it_was_found(desk):
    (found,) = desk.diagnoses("exercise10", desk.with_mistakes("exercise10", "gradients_are_averaged"))
    assert found.kind == "convention"
    assert found.sentence.endswith("this exercise asks for another.")
    assert "Andrew Ng" in found.sentence
    assert set(found.settles) == set(found.checks) >= {"grad_weight", "grad_bias"}
    assert found.how == (
        f"The reference solution with this mistake answers as your code does to all {found.examples} failing examples "
        f"of {len(found.checks)} checks."
    )


# From here on mistakes are made by hand.

TRUTHS = [rng(k).normal(size=3) for k in range(4)]
EXAMPLES = [example({"f": truth}) for truth in TRUTHS]
TEST = example({"f": np.ones(3)})  # what separates them


def mistake(name: str, **more: str) -> Mistake:
    """A mistake in `f`."""
    return Mistake(name, f"It is {name}.", "A hint.", ("check",), ("f",), "", **more)


def behaviour(name: str, offset: float, at: tuple[int, ...] = (0, 1, 2, 3)) -> Behaviour:
    """A mistake that adds something in some examples."""
    wrong = tuple(Wrong(k, 0, Returned(array(TRUTHS[k] + offset))) for k in at)
    return Behaviour(mistake(name), {"check": tuple((k, 0) for k in at)}, pack({"check": wrong}))


def known(*behaviours: Behaviour, separators: tuple[Separator, ...] = ()) -> Known:
    """All known mistakes of an exercise."""
    return Known("exercise", "recording", "catalogue", {}, behaviours, separators)


def evidence(offset: float, at: tuple[int, ...] = (0, 1, 2, 3)) -> Evidence:
    """A submission that adds something in some examples."""
    return Evidence((), (failing(EXAMPLES, [[v + offset * (k in at)] for k, v in enumerate(TRUTHS)]),))


def said(value: float) -> tuple[Wrong, ...]:
    """What is answered to the example that separates."""
    return (Wrong(0, 0, Returned(array(np.full(3, value)))),)


def ids(named: tuple[Named, ...]) -> list[tuple[str, ...]]:
    return [tuple(one.id for one in found.mistakes) for found in named]


ALIKE = (behaviour("one", 1.0), behaviour("two", 1.0), behaviour("three", 2.0))
SEPARATOR = Separator("check", TEST, {"one": said(5.0), "two": said(6.0)})
ANSWERS = [(5.0, [("one",)], True), (6.0, [("two",)], True), (7.0, [], False)]


@pytest.mark.parametrize(("answer", "expected", "separated"), ANSWERS)
def test_a_separator_decides_between_mistakes_that_no_recorded_example_tells_apart(answer, expected, separated):
    named = name_mistakes(evidence(1.0), known(*ALIKE, separators=(SEPARATOR,)), lambda _: said(answer))
    assert ids(named) == expected
    assert all(one.separated is separated for one in named)


def test_mistakes_that_cannot_be_separated_are_all_told():
    expected = [("one", "two")]
    assert ids(name_mistakes(evidence(1.0), known(*ALIKE), lambda _: None)) == expected
    assert ids(name_mistakes(evidence(1.0), known(*ALIKE, separators=(SEPARATOR,)), lambda _: None)) == expected
    (told,) = diagnose(evidence(1.0), known(*ALIKE), lambda _: None)
    assert told.sentence.startswith("It is one of these, and they give the same on every example: It is one. Or: It is")
    assert (told.mistakes, told.hint) == (("one", "two"), "")


def test_a_separator_is_asked_of_the_submission_itself():
    asked: list[Example] = []

    def ask(programs: object) -> tuple[Transcript, ...]:
        assert programs == [TEST.program]
        asked.append(TEST)
        return (transcript(TEST, [np.full(3, 6.0)]),)

    (told,) = diagnose(evidence(1.0), known(*ALIKE, separators=(SEPARATOR,)), ask)
    assert told.mistakes == ("two",)
    assert told.how.endswith("one of them drawn to tell it from another.")
    assert asked == [TEST]


def test_a_separator_of_other_mistakes_is_not_asked():
    def run(_: Separator) -> None:
        raise AssertionError

    other = Separator("check", TEST, {"one": said(5.0), "three": said(6.0)})
    assert ids(name_mistakes(evidence(2.0), known(*ALIKE, separators=(other, SEPARATOR)), run)) == [("three",)]


def test_a_mistake_is_out_where_it_is_wrong_and_the_submission_right():
    some = (behaviour("all", 1.0), behaviour("half", 1.0, (0, 1)))
    assert ids(name_mistakes(evidence(1.0, (0, 1)), known(*some), lambda _: None)) == [("half",)]
    assert ids(name_mistakes(evidence(1.0), known(*some), lambda _: None)) == [("all",)]
    assert ids(name_mistakes(evidence(1.0, (0, 1, 2)), known(*some), lambda _: None)) == []


def test_of_a_submission_without_failures_or_with_other_ones_nothing_is_named():
    assert diagnose(Evidence((), ()), known(*ALIKE), lambda _: None) == ()
    assert ids(name_mistakes(evidence(1.5), known(*ALIKE), lambda _: None)) == []
    assert name_mistakes(evidence(1.0), known(), lambda _: None) == ()


def test_what_only_skips_as_a_mistake_does_is_not_given_it():
    from grader.experiment.program import Skipped

    wrong = tuple(Wrong(k, 0, Skipped(0)) for k in range(4))
    places = {"check": tuple((k, 0) for k in range(4))}
    silent = Behaviour(mistake("skips"), places, pack({"check": wrong}))
    transcripts = tuple(Transcript((Raised(("KeyError",)), Skipped(0))) for _ in EXAMPLES)
    check = RecordedCheck("check", "", 1, True, "", (), tuple(EXAMPLES))
    found = Evidence((), (Failing(check, transcripts, frozenset(places["check"])),))
    assert name_mistakes(found, known(silent), lambda _: None) == ()


def test_a_failure_follows_from_an_earlier_one_where_the_same_conclusion_settles_both():
    one, other = evidence(1.0).failing[0], structs.replace(evidence(1.0).failing[0])
    later = Failing(structs.replace(other.check, name="later"), other.transcripts, other.wrong)
    both = Evidence((), (one, later))
    told = Diagnosis("mistake", "", "", ("check", "later"), ("check", "later"), 8)
    assert follow_ups(both, [told]) == {"later": "check"}
    assert follow_ups(both, [structs.replace(told, settles=("check",))]) == {}
    assert follow_ups(both, []) == {}
    assert Slot("later", "f", "Close") in later.slots


def test_programs_that_are_asked_again_are_never_run_for_nothing():
    def ask(_: object) -> tuple[Transcript, ...]:
        raise AssertionError

    assert diagnose(evidence(1.0), known(*ALIKE), ask)
    assert isinstance(TEST.program, Program)
