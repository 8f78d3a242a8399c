"""The corpus is whole: every example of every family is in it, and every submission says what must come out."""

from typing import get_args

import pytest

from grader.course import Course
from grader.judge.verdict import Verdict
from tests.hostile.corpus import ATTACKS, EXAMPLES, GAPS, HeaderError, attacks, controls, entry_of
from tests.hostile.envelopes import ENVELOPES, HONEST

FEWEST, FEWEST_CONTROLS = 80, 20
OF_HONEST_WORK = {"passed", "failed", "not_attempted"}


def test_every_example_is_tried(course: Course) -> None:
    tried = {
        (entry.family, example)
        for entry in [*attacks(course), *(one.entry for one in ENVELOPES)]
        for example in entry.examples
    }
    asked = {(family, example) for family, examples in EXAMPLES.items() for example in examples}
    assert asked - tried == set()
    assert tried - asked == set()


def test_there_are_as_many_as_were_promised(course: Course) -> None:
    assert len(attacks(course)) + len(ENVELOPES) >= FEWEST
    assert len(controls(course)) + len(HONEST) >= FEWEST_CONTROLS


def test_every_submission_says_what_must_come_out(course: Course) -> None:
    exercises = {exercise.id for exercise in course.exercises}
    for entry in [*attacks(course), *controls(course)]:
        assert entry.exercise in exercises, entry.name
        for verdicts in entry.verdicts:
            assert verdicts, entry.name
            assert verdicts <= set(get_args(Verdict)) - {"fault", "blocked"}, entry.name
        assert entry.what.endswith("."), entry.name


def test_every_attack_names_its_example(course: Course) -> None:
    assert [entry.name for entry in attacks(course) if not entry.examples] == []
    assert {folder.name for folder in ATTACKS.iterdir() if folder != GAPS} <= EXAMPLES.keys()


def test_no_attack_is_expected_to_earn_a_point(course: Course) -> None:
    """Worked examples may pass, since their answers are public; they earn nothing beside no hidden check."""
    assert [entry.name for entry in attacks(course) if entry.earns] == []


def test_no_control_expects_to_be_accused(course: Course) -> None:
    for entry in [*controls(course), *(one.entry for one in HONEST)]:
        assert all(verdicts <= OF_HONEST_WORK for verdicts in entry.verdicts), entry.name


@pytest.mark.parametrize(
    "source", ["", "import os\n", "# verdict: failed\n", "# exercise: softmax\n# verdict: failed\n# x\n"]
)
def test_a_header_that_says_too_little_is_refused(source: str) -> None:
    with pytest.raises(HeaderError, match="first line"):
        entry_of(source, ATTACKS / "x.py", "forging")
