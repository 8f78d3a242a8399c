"""A check starts as a fault, and only positive evidence makes it anything else."""

import numpy as np
from msgspec import structs

from grader.experiment.expectation import Example
from grader.experiment.program import Done, Line, Raised, Returned, Skipped, Transcript
from grader.judge.check import Outcome, judge_check
from grader.judge.compare import Setting
from grader.judge.verdict import WORST_FIRST, overall
from tests.judge.factory import UNCHANGED, array, close, example

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
    assert overall(["passed", "not_attempted"]) == "not_attempted"
    assert overall(["passed", "failed", "blocked"]) == "failed"
    assert overall([]) == "fault"
    assert overall(WORST_FIRST) == "fault"


def test_a_nan_never_passes_for_a_number() -> None:
    assert outcome([ONE], [Transcript((Done(), Returned(array([np.nan]))))]).verdict == "failed"
