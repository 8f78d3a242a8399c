"""What a course's policy takes off, by hand-computed numbers, and each wrong setting in one sentence."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.book.policy import Lateness, Policy, lateness, penalty, policy_of
from grader.course import Course, ManifestError

DEADLINE = dt.datetime.fromisoformat("2026-12-01T23:59:00+01:00")
SOFTMAX = "exercise07_softmax"
MANIFEST = 'number = 7\nname = "softmax"\ntitle = "Softmax"\npart = "One"\nsummary = "One."\npoints = 10\n'
UNKNOWN = "Nobody knows when it was handed in: no penalty was taken off."
HOW_LATE = "Handed in late, and nobody knows by how much: no penalty was taken off."

CourseOf = Callable[[str], Course]


@pytest.fixture
def course_of(tmp_path: Path) -> CourseOf:
    """A course with one exercise, and some settings."""

    def make(settings: str) -> Course:
        folder = tmp_path / "exercises" / SOFTMAX
        folder.mkdir(parents=True)
        (folder / "exercise.toml").write_text(MANIFEST, encoding="utf-8")
        (tmp_path / "course.toml").write_text(f'title = "A course"\n{settings}\n', encoding="utf-8")
        return Course(tmp_path)

    return make


def days(submitted: str, grace: float = 0.0, *, late: bool | None = None) -> int:
    return lateness(Policy(deadlines={SOFTMAX: DEADLINE}, grace_minutes=grace), SOFTMAX, submitted, late=late).days


@pytest.mark.parametrize(("submitted", "late"), [
    ("2026-11-01T12:00:00+01:00", 0),
    ("2026-12-01T23:59:00+01:00", 0),  # at the deadline
    ("2026-12-01T23:59:01+01:00", 1),
    ("2026-12-01T23:59:00.5+01:00", 1),
    ("2026-12-02T23:59:00+01:00", 1),  # one whole day
    ("2026-12-02T23:59:01+01:00", 2),
    ("2026-12-11T23:58:59+01:00", 10),
    ("2026-12-01T22:59:00+00:00", 0),  # the deadline in other time zones
    ("2026-12-01T22:59:00Z", 0),
    ("2026-12-01T22:59:01Z", 1),
    ("2026-12-02T08:44:00+09:45", 0),
    ("2026-12-02T04:29:01+05:30", 1),
    ("2026-12-01T14:59:00-08:00", 0),
])  # fmt: skip
def test_a_day_costs_when_it_has_begun(submitted: str, late: int) -> None:
    assert days(submitted) == late


@pytest.mark.parametrize(("submitted", "late"), [
    ("2026-12-02T00:14:00+01:00", 0),  # within the quarter of an hour, to the second
    ("2026-12-02T00:14:01+01:00", 1),
    ("2026-12-03T00:14:00+01:00", 1),  # grace moves each of the days
    ("2026-12-03T00:14:01+01:00", 2),
])  # fmt: skip
def test_grace_moves_the_deadline(submitted: str, late: int) -> None:
    assert days(submitted, 15.0) == late


def test_a_day_has_24_hours_when_the_clocks_change() -> None:
    spring = dt.datetime.fromisoformat("2026-03-28T23:59:00+01:00")  # summer time begins in the night that follows
    policy = Policy(deadlines={SOFTMAX: spring})
    assert lateness(policy, SOFTMAX, "2026-03-30T00:59:00+02:00", late=None).days == 1
    assert lateness(policy, SOFTMAX, "2026-03-30T00:59:01+02:00", late=None).days == 2


@pytest.mark.parametrize(("deadlines", "submitted", "late", "expected"), [
    ({SOFTMAX: DEADLINE}, "", None, Lateness(0, UNKNOWN)),
    ({SOFTMAX: DEADLINE}, "", False, Lateness()),
    ({SOFTMAX: DEADLINE}, "", True, Lateness(0, HOW_LATE)),
    ({}, "", True, Lateness(0, HOW_LATE)),
    ({}, "", None, Lateness()),
    ({}, "2030-01-01T00:00:00Z", None, Lateness()),
    ({"exercise10_linear": DEADLINE}, "2030-01-01T00:00:00Z", None, Lateness()),
    ({SOFTMAX: DEADLINE}, "2026-11-01T00:00:00Z", True, Lateness()),  # the time decides where it is known
])  # fmt: skip
def test_what_is_not_known_costs_nothing_and_is_said(
    deadlines: dict[str, dt.datetime], submitted: str, late: bool | None, expected: Lateness
) -> None:
    assert lateness(Policy(deadlines=deadlines), SOFTMAX, submitted, late=late) == expected


@pytest.mark.parametrize(("per_day", "cap", "late", "raw", "taken"), [
    (0.1, 1.0, 0, 7.0, 0.0),
    (0.1, 1.0, 1, 7.0, 1.0),  # a tenth of the 10 points that it is worth, and not of the 7 that were earned
    (0.1, 1.0, 3, 7.0, 3.0),
    (0.1, 1.0, 7, 7.0, 7.0),
    (0.1, 1.0, 8, 7.0, 7.0),  # no more than was earned
    (0.1, 0.5, 8, 7.0, 5.0),  # nor than the cap
    (0.1, 0.5, 8, 4.0, 4.0),
    (0.1, 0.0, 8, 7.0, 0.0),
    (0.0, 1.0, 8, 7.0, 0.0),
    (1.0, 1.0, 1, 7.0, 7.0),
    (0.25, 0.5, 1, 0.0, 0.0),
])  # fmt: skip
def test_a_penalty_is_a_share_of_what_the_exercise_is_worth(
    per_day: float, cap: float, late: int, raw: float, taken: float
) -> None:
    assert penalty(Policy(penalty_per_day=per_day, cap=cap), late, raw, 10.0) == pytest.approx(taken)


shares = st.floats(0, 1)


@given(shares, shares, st.integers(0, 400), st.floats(0, 100), shares)
def test_a_penalty_is_never_negative_and_never_more_than_was_earned(
    per_day: float, cap: float, late: int, maximum: float, share: float
) -> None:
    policy, raw = Policy(penalty_per_day=per_day, cap=cap), share * maximum
    taken = penalty(policy, late, raw, maximum)
    assert 0 <= taken <= raw
    assert taken <= cap * maximum
    assert taken <= penalty(policy, late + 1, raw, maximum), "a later day never costs less"


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 100_000), st.floats(0, 10_000))
def test_later_is_never_less_late(seconds: int, more: int, grace: float) -> None:
    first, second = (DEADLINE + dt.timedelta(seconds=one) for one in (seconds, seconds + more))
    assert 0 <= days(first.isoformat(), grace) <= days(second.isoformat(), grace)


def test_settings_are_read(course_of: CourseOf) -> None:
    policy = policy_of(course_of(
        '[grading]\nattempt = "best"\n[late]\ngrace_minutes = 15\npenalty_per_day = 0.1\ncap = 0.5\n'
        f"[deadlines]\n{SOFTMAX} = 2026-12-01T23:59:00+01:00"
    ))  # fmt: skip
    assert policy == Policy("best", 15.0, 0.1, 0.5, {SOFTMAX: DEADLINE})


def test_without_settings_the_last_attempt_counts_whenever_it_came(course_of: CourseOf) -> None:
    assert policy_of(course_of("")) == Policy("last", 0.0, 0.0, 1.0, {})


@pytest.mark.parametrize(("settings", "words"), [
    ('[grading]\nattempt = "first"', '[grading] attempt is "last" or "best".'),
    ("[grading]\nattempt = 3", '[grading] attempt is "last" or "best".'),
    ("[grading]\nattempts = 3", "[grading] has no setting 'attempts'; there are attempt."),
    ("grading = 3", "[grading] is a table."),
    ("late = []", "[late] is a table."),
    ('deadlines = "soon"', "[deadlines] is a table."),
    ("[late]\npenalty = 0.1", "[late] has no setting 'penalty'; there are cap, grace_minutes, penalty_per_day."),
    ("[late]\npenalty_per_day = 10", "[late] penalty_per_day is a number from 0 to 1."),
    ("[late]\npenalty_per_day = -0.1", "[late] penalty_per_day is a number from 0 to 1."),
    ('[late]\npenalty_per_day = "10 %"', "[late] penalty_per_day is a number from 0 to 1."),
    ("[late]\npenalty_per_day = true", "[late] penalty_per_day is a number from 0 to 1."),
    ("[late]\ncap = 50", "[late] cap is a number from 0 to 1."),
    ("[late]\ncap = nan", "[late] cap is a number from 0 to 1."),
    ("[late]\ngrace_minutes = -1", "[late] grace_minutes is a number, 0 or more."),
    ("[late]\ngrace_minutes = nan", "[late] grace_minutes is a number, 0 or more."),
    ("[late]\ngrace_minutes = 00:15:00", "[late] grace_minutes is a number, 0 or more."),
    ("[deadlines]\nsoftmax = 2026-12-01T23:59:00Z", "[deadlines] names 'softmax', and there is no such exercise."),
    (f"[deadlines]\n{SOFTMAX} = 2026-12-01", f"[deadlines] {SOFTMAX} is a time with its offset, like"),
    (f"[deadlines]\n{SOFTMAX} = 2026-12-01T23:59:00", f"[deadlines] {SOFTMAX} is a time with its offset, like"),
    (f'[deadlines]\n{SOFTMAX} = "2026-12-01T23:59:00Z"', f"[deadlines] {SOFTMAX} is a time with its offset, like"),
])  # fmt: skip
def test_a_wrong_setting_is_named(course_of: CourseOf, settings: str, words: str) -> None:
    course = course_of(settings)
    with pytest.raises(ManifestError) as told:
        policy_of(course)
    assert str(told.value).startswith(f"{course.root / 'course.toml'}: {words}")
    assert "\n" not in str(told.value)
