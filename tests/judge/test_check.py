"""A check starts as a fault, and only positive evidence makes it anything else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from grader.experiment.expectation import Close, Example
from grader.experiment.program import (
    Call,
    Copy,
    Done,
    Get,
    Keep,
    Line,
    Lookup,
    Observation,
    Operate,
    Program,
    Raised,
    Returned,
    Skipped,
    Transcript,
)
from grader.experiment.values import Array, List, Opaque, Ref, Value
from grader.judge.arrays import to_numpy
from grader.judge.bulk import right_in_bulk
from grader.judge.check import Outcome, judge_check
from grader.judge.compare import Setting, judge
from grader.judge.verdict import WORST_FIRST, overall
from tests.judge.factory import UNCHANGED, array, between, close, example

RIGHT = Transcript((Done(), Returned(array([1.0]))))
WRONG = Transcript((Done(), Returned(array([2.0]))))
ONE = example(close([1.0]))


def outcome(examples: list[Example], transcripts: list[Transcript]) -> Outcome:
    return judge_check(examples, transcripts, Setting())


def test_an_outcome_is_a_fault_until_it_is_something_else() -> None:
    assert Outcome().verdict == "fault"


def test_no_examples_are_a_fault_and_not_a_pass() -> None:
    assert outcome([], []).verdict == "fault"


def test_an_example_that_expects_nothing_is_a_fault() -> None:
    assert outcome([structs.replace(ONE, expectations=())], [RIGHT]).verdict == "fault"


def test_a_missing_transcript_is_not_a_pass() -> None:
    assert outcome([ONE, ONE], [RIGHT]).verdict == "crashed"
    assert outcome([ONE], []).verdict == "crashed"


def test_a_check_passes_when_every_expectation_of_every_example_holds() -> None:
    assert outcome([ONE, ONE], [RIGHT, RIGHT]).verdict == "passed"
    assert outcome([ONE, ONE], [RIGHT, WRONG]).verdict == "failed"


def test_every_expectation_of_an_example_is_judged() -> None:
    both = example(close([1.0]), UNCHANGED)
    changed = Transcript((Done(), Returned(array([2.0]), ("0",))))
    assert [finding.kind for finding in outcome([both], [changed]).findings] == ["values", "changed"]


def test_the_smallest_failing_example_is_the_one_told() -> None:
    large, small = example(close([1.0]), size=9), example(close([1.0]), size=2)
    result = outcome([large, small, large], [WRONG, WRONG, RIGHT])
    assert (result.example, result.failing, result.examples) == (1, 2, 3)


def test_a_missing_name_is_not_attempted_and_named() -> None:
    missing = Raised(("AttributeError", "Exception"), "module has no attribute 'softmax'")
    result = outcome([ONE], [Transcript((missing, Skipped(0)))])
    assert result.verdict == "not_attempted"
    assert result.message == "`softmax` is not defined in your module yet."


def test_an_attribute_error_of_the_learners_own_lines_is_a_failure() -> None:
    own = Raised(("AttributeError", "Exception"), "no 'shpe'", (Line("softmax.py", 3, "softmax", "x.shpe"),))
    result = outcome([ONE], [Transcript((Done(), own))])
    assert result.verdict == "failed"
    assert "softmax.py, line 3" in result.message


def test_not_implemented_is_not_attempted() -> None:
    error = Raised(("NotImplementedError", "RuntimeError", "Exception"))
    assert outcome([ONE], [Transcript((Done(), error))]).verdict == "not_attempted"


def test_a_wrong_answer_outweighs_what_is_not_attempted() -> None:
    error = Transcript((Done(), Raised(("NotImplementedError",))))
    assert outcome([ONE, ONE], [error, WRONG]).verdict == "failed"


def test_what_is_wrong_after_a_step_not_attempted_follows_from_it() -> None:
    both = example(close([1.0]), close([1.0]))
    later = structs.replace(both, expectations=(both.expectations[0], structs.replace(both.expectations[1], step=2)))
    error, wrong = Raised(("NotImplementedError",)), Returned(array([2.0]))
    assert outcome([later], [Transcript((Done(), error, wrong))]).verdict == "not_attempted"
    assert outcome([later], [Transcript((Done(), wrong, error))]).verdict == "failed"


def test_a_refused_operation_is_forbidden_whatever_came_back() -> None:
    assert outcome([ONE], [structs.replace(RIGHT, refused="torch.softmax")]).verdict == "forbidden"


def test_a_step_that_was_skipped_because_of_nothing_is_nonsense_and_fails() -> None:
    for because in (0, 1, 7):
        assert outcome([ONE], [Transcript((Done(), Skipped(because)))]).verdict == "failed"


def test_more_observations_than_steps_change_nothing() -> None:
    assert outcome([ONE], [Transcript((*RIGHT.observations, Done()))]).verdict == "passed"


def test_the_worst_verdict_is_the_submissions() -> None:
    assert overall(["passed", "passed"]) == "passed"
    assert overall(["passed", "blocked", "not_attempted"]) == "not_attempted"
    assert overall(["passed", "failed", "blocked"]) == "failed"
    assert overall([]) == "fault"
    assert overall(WORST_FIRST) == "fault"


def test_a_nan_never_passes_for_a_number() -> None:
    assert outcome([ONE], [Transcript((Done(), Returned(array([np.nan]))))]).verdict == "failed"


KEPT = Example(
    Program(
        (
            Keep(array([1.0])),
            Lookup("SGD"),
            Call(1, (List((Ref(0),)),)),
            Get(2, "step"),
            Call(3, (List((array([1.0]),)),)),
            Copy(0),
            Lookup("softmax"),
            Call(6, (array([1.0]),)),
        ),
        (5, 7),
    ),
    (structs.replace(close([0.5]), step=5), structs.replace(close([1.0]), step=7)),
    ("p = float64[1]", "", "sgd = SGD([p])", "", "sgd.step([float64[1]])", "", "", "softmax(x: float64[1])"),
)
NOT_WRITTEN = Raised(("NotImplementedError", "RuntimeError"))


def kept(step: Observation, read: float, softmax: float = 1.0) -> Outcome:
    """The outcome where `step` raised or not, and the parameter was read afterwards."""
    observations = (Done(), Done(), Done(), Done(), step, Returned(array([read])), Done(), Returned(array([softmax])))
    return outcome([KEPT], [Transcript(observations)])


def test_an_object_left_as_it_was_is_told_by_the_step_that_raised() -> None:
    assert kept(Done(), 0.5).verdict == "passed"
    assert kept(Done(), 1.0).verdict == "failed"
    result = kept(NOT_WRITTEN, 1.0)
    assert result.verdict == "not_attempted"
    assert result.message == "`sgd.step` is not attempted yet."


def test_no_example_passes_in_which_a_step_raised_unasked() -> None:
    result = kept(Raised(("ValueError", "Exception"), "no"), 0.5)
    assert result.verdict == "failed"
    assert "sgd.step([float64[1]]) raised ValueError: no" in result.message


def test_what_has_nothing_to_do_with_the_step_that_raised_is_told_for_itself() -> None:
    kinds = [finding.kind for finding in kept(NOT_WRITTEN, 1.0, softmax=2.0).findings]
    assert kinds == ["not_attempted", "values"]


COMPUTED = Example(
    Program((Lookup("gate"), Call(0), Operate("@", (Ref(1), array([1.0])))), (1, 2)),
    (structs.replace(between(0, 9), step=2),),
    ("", "gate()", "gate(...) @ float64[1]"),
)


def test_an_object_with_its_own_arithmetic_answers_for_nothing() -> None:
    answer = Returned(array(1.0))
    assert outcome([COMPUTED], [Transcript((Done(), Returned(array([1.0])), answer))]).verdict == "passed"
    for own in (Returned(Opaque("W")), Returned(None), Done()):
        result = outcome([COMPUTED], [Transcript((Done(), own, answer))])
        assert result.verdict == "failed"


def test_objects_of_a_class_that_is_asked_for_may_be_computed_with() -> None:
    tensors = structs.replace(COMPUTED, program=Program((Lookup("Tensor"), *COMPUTED.program.steps[1:]), (1, 2)))
    assert (
        outcome([tensors], [Transcript((Done(), Returned(Opaque("Tensor")), Returned(array(1.0))))]).verdict == "passed"
    )


SHAPES = st.sampled_from([(), (3,), (2, 3), (0, 2)])
SPOILS = st.sampled_from(["nothing", "nothing", "rounding", "sign", "nan", "shape", "dtype", "bytes", "missing"])


@st.composite
def judged_arrays(draw: st.DrawFn) -> tuple[Example, Transcript]:
    """An expectation that an array is close, and an array that is right or spoilt."""
    shape, dtype = draw(SHAPES), draw(st.sampled_from(["float64", "float32"]))
    truth = np.random.default_rng(draw(st.integers(0, 99))).normal(size=shape) * draw(st.sampled_from([1.0, 0.0, 1e9]))
    if draw(st.integers(0, 9)) == 0:
        truth = np.where(truth > 0, np.inf, truth)
    tolerance = draw(st.sampled_from([None, None, 1e-3]))
    wanted = close(truth, dtype, floor=draw(st.sampled_from([0.0, 1e-3])), tolerance=tolerance, because="a test")
    spoil = draw(SPOILS)
    with np.errstate(all="ignore"):
        got = {"rounding": truth * (1 + 1e-6), "sign": -truth, "nan": truth * np.nan}.get(spoil, truth)
    sent: Value = array(got, "float64" if spoil == "dtype" else dtype)
    assert isinstance(sent, Array)
    if spoil == "shape":
        sent = structs.replace(sent, shape=(*shape, 1))
    if spoil == "bytes":
        sent = structs.replace(sent, data=sent.data[:-1])
    observations = (Done(), Returned(None if spoil == "missing" else sent))
    return example(wanted), Transcript(observations)


@given(pairs=st.lists(judged_arrays(), min_size=1, max_size=6))
def test_what_is_right_in_bulk_is_what_is_right_one_by_one(pairs: list[tuple[Example, Transcript]]) -> None:
    examples, transcripts = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    bulk = right_in_bulk(examples, transcripts, Setting())
    for number, (one, transcript) in enumerate(pairs):
        alone = judge(one.expectations[0], transcript, Setting())
        assert not ((number, 0) in bulk and not alone.right)
        wanted = one.expectations[0]
        assert isinstance(wanted, Close)
        usual = wanted.expected.size and np.isfinite(to_numpy(wanted.expected)).all()
        if alone.right and usual:
            assert (number, 0) in bulk
