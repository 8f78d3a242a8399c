"""The course's policy: deadlines, what lateness costs, which attempt counts. It is applied when the book is read.

Raw scores stay as they are in the book, so that a deadline that is moved, or a mistake in these settings, is mended by
reading again. In course.toml:

    [grading]
    attempt = "last"            # or "best": the one with the highest score after its penalty

    [late]
    grace_minutes = 15          # after the deadline, for free
    penalty_per_day = 0.1       # of the exercise's points, for each day that has begun
    cap = 0.5                   # no more than this is ever taken off

    [deadlines]
    exercise07_softmax = 2026-12-01T23:59:00+01:00
"""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from grader.course import Course, ManifestError

DAY = 86_400.0


class Policy(Struct, frozen=True):
    """What course.toml says of deadlines and attempts; without any of it the last attempt counts, whenever it came."""

    attempt: Literal["last", "best"] = "last"
    grace_minutes: float = 0.0
    penalty_per_day: float = 0.0
    cap: float = 1.0
    deadlines: Mapping[str, dt.datetime] = {}


class Lateness(Struct, frozen=True):
    """Days that have begun since the deadline, and a remark where the time is not known."""

    days: int = 0
    note: str = ""


def policy_of(course: Course) -> Policy:
    """The policy of a course. Raises ManifestError, which says which setting is wrong."""
    grading, late = _table(course, "grading"), _table(course, "late")
    deadlines = _table(course, "deadlines")
    _only(course, "grading", grading, {"attempt"})
    _only(course, "late", late, {"grace_minutes", "penalty_per_day", "cap"})
    attempt = grading.get("attempt", "last")
    if attempt not in ("last", "best"):
        raise _wrong(course, '[grading] attempt is "last" or "best"')
    known = {exercise.id for exercise in course.exercises}
    for name, deadline in deadlines.items():
        if name not in known:
            raise _wrong(course, f"[deadlines] names {name!r}, and there is no such exercise")
        if not isinstance(deadline, dt.datetime) or deadline.tzinfo is None:
            raise _wrong(course, f"[deadlines] {name} is a time with its offset, like 2026-12-01T23:59:00+01:00")
    return Policy(
        attempt=attempt,
        grace_minutes=_number(course, late, "grace_minutes", 0.0, math.inf),
        penalty_per_day=_number(course, late, "penalty_per_day", 0.0, 1.0),
        cap=_number(course, late, "cap", 1.0, 1.0),
        deadlines=deadlines,
    )


def lateness(policy: Policy, exercise: str, submitted: str, *, late: bool | None) -> Lateness:
    """How late an attempt is. What no system told is not guessed, and costs nothing."""
    deadline = policy.deadlines.get(exercise)
    if not submitted:
        if late:
            return Lateness(0, "Handed in late, and nobody knows by how much: no penalty was taken off.")
        if deadline is not None and late is None:
            return Lateness(0, "Nobody knows when it was handed in: no penalty was taken off.")
        return Lateness()
    if deadline is None:
        return Lateness()
    over = (dt.datetime.fromisoformat(submitted) - deadline).total_seconds() - 60 * policy.grace_minutes
    return Lateness(math.ceil(over / DAY) if over > 0 else 0)


def penalty(policy: Policy, days: int, raw: float, maximum: float) -> float:
    """Points that so many days take off: a share of the exercise's points, and never more than were earned.

    A share of what the exercise is worth, and not of what was earned: so a day costs everybody the same.
    """
    return min(raw, maximum * min(policy.cap, policy.penalty_per_day * days))


def _table(course: Course, name: str) -> dict[str, Any]:
    found = course.settings.get(name, {})
    if not isinstance(found, dict):
        raise _wrong(course, f"[{name}] is a table")
    return found


def _only(course: Course, table: str, found: dict[str, Any], names: set[str]) -> None:
    unknown = found.keys() - names
    if unknown:
        raise _wrong(course, f"[{table}] has no setting {min(unknown)!r}; there are {', '.join(sorted(names))}")


def _number(course: Course, table: dict[str, Any], name: str, default: float, most: float) -> float:
    value = table.get(name, default)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= most:
        between = f"a number from 0 to {most:g}" if math.isfinite(most) else "a number, 0 or more"
        raise _wrong(course, f"[late] {name} is {between}")
    return float(value)


def _wrong(course: Course, what: str) -> ManifestError:
    return ManifestError(f"{course.root / 'course.toml'}: {what}.")


__all__ = ["Lateness", "Policy", "lateness", "penalty", "policy_of"]
