"""From the rows of a grade book and the course's policy to what each learner's work comes to."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct, structs

from grader.book.packed import unpack
from grader.book.policy import Policy, lateness, penalty
from grader.book.record import Adjustment, Entry, Group, Listed, State, View
from grader.book.store import Book, BookError
from grader.learners import Learner, natural
from grader.report.record import Report


class Attempt(Struct, frozen=True, array_like=True):
    """One content that a learner handed in, with the grading of it that counts."""

    learner: str
    exercise: str
    digest: str
    turn: int
    path: str
    submitted: str
    late: bool | None
    grading: int
    score: float
    maximum: float
    verdict: str
    seconds: float


class _Key(NamedTuple):
    learner: str
    exercise: str


def view(book: Book, policy: Policy, course: str, exercises: Sequence[str] = (), learners: Sequence[str] = ()) -> View:
    """The book as it reads now; of some exercises and learners only, if any are named. Raises BookError."""
    with book.as_it_is_now():
        return _view(book, policy, course, exercises, learners)


def _view(book: Book, policy: Policy, course: str, exercises: Sequence[str], learners: Sequence[str]) -> View:
    listed = [Listed(*row) for row in book.rows("SELECT id, title, maximum FROM exercise ORDER BY id")]
    listed = [one for one in listed if not exercises or one.id in exercises]
    people = sorted(_learners(book), key=lambda one: natural(one.id))
    people = [one for one in people if not learners or one.id in learners]
    attempts: dict[_Key, list[Attempt]] = {}
    for attempt in counting(book):
        attempts.setdefault(_Key(attempt.learner, attempt.exercise), []).append(attempt)
    troubles = {_Key(*row[:2]): str(row[2]) for row in book.rows("SELECT learner, exercise, why FROM trouble")}
    adjustments: dict[_Key, list[Adjustment]] = {}
    for row in book.rows("SELECT learner, exercise, points, reason, author, made FROM adjustment ORDER BY id"):
        adjustments.setdefault(_Key(*row[:2]), []).append(Adjustment(*row))
    gradings: dict[_Key, int] = {}
    entries: list[Entry] = []
    for one in people:
        for exercise in listed:
            key = _Key(one.id, exercise.id)
            entry, gradings[key] = _entry(policy, exercise, one.id, attempts.get(key, []), troubles.get(key, ""))
            entries.append(_adjusted(entry, tuple(adjustments.get(key, ()))))
    shown = {entry_grading: key for key, entry_grading in gradings.items() if entry_grading}

    def report(entry: Entry) -> Report | None:
        grading = gradings.get(_Key(entry.learner, entry.exercise), 0)
        rows = book.rows("SELECT report FROM grading WHERE id = ?", grading) if grading else []
        try:
            return unpack(rows[0][0], Report) if rows else None
        except ValueError as error:
            raise BookError(f"{book.path} holds a report of {entry.learner} that cannot be read: {error}.") from None

    return View(course, tuple(listed), tuple(people), tuple(entries), _groups(book, shown), report)


def counting(book: Book) -> list[Attempt]:
    """Every attempt with its newest grading that counts, in the order in which they were handed in."""
    rows = book.rows(
        "SELECT a.learner, a.exercise, a.digest, a.turn, a.path, a.submitted, a.late, g.id, g.score, g.maximum,"
        " g.verdict, g.seconds FROM attempt a JOIN grading g ON g.id = (SELECT id FROM grading WHERE learner ="
        " a.learner AND exercise = a.exercise AND digest = a.digest AND counts > 0 ORDER BY counts DESC LIMIT 1)"
        " ORDER BY a.learner, a.exercise, a.turn"
    )
    return [msgspec.convert(row, Attempt, strict=False) for row in rows]


def _learners(book: Book) -> list[Learner]:
    rows = book.rows("SELECT id, name, email, ids FROM learner")
    return [Learner(key, name, email, json.loads(ids)) for key, name, email, ids in rows]


def _entry(policy: Policy, exercise: Listed, learner: str, attempts: list[Attempt], trouble: str) -> tuple[Entry, int]:
    """What the attempts come to, and the grading that counts."""
    if not attempts:
        state: State = "not_graded" if trouble else "missing"
        return Entry(learner, exercise.id, state, exercise.maximum, why=trouble), 0
    found = [_of(policy, attempt) for attempt in attempts]
    last = len(found) - 1
    at = max(range(len(found)), key=lambda at: (found[at].score or 0.0, at)) if policy.attempt == "best" else last
    why = f"An earlier attempt counts; the last one was not graded: {trouble}" if trouble else ""
    return structs.replace(found[at], attempts=len(found), why=why), attempts[at].grading


def _of(policy: Policy, attempt: Attempt) -> Entry:
    late = lateness(policy, attempt.exercise, attempt.submitted, late=attempt.late)
    taken = penalty(policy, late.days, attempt.score, attempt.maximum)
    return Entry(
        attempt.learner, attempt.exercise, "graded", attempt.maximum, score=attempt.score - taken, raw=attempt.score,
        penalty=taken, days_late=late.days, verdict=attempt.verdict, submitted=attempt.submitted,  # type: ignore[arg-type]
        digest=attempt.digest, seconds=attempt.seconds, note=late.note,
    )  # fmt: skip


def _adjusted(entry: Entry, adjustments: tuple[Adjustment, ...]) -> Entry:
    """With what people gave and took: on top of nothing, where nothing was graded."""
    if not adjustments:
        return entry
    given = sum(one.points for one in adjustments)
    score = max(0.0, (entry.score or 0.0) + given)
    return structs.replace(entry, adjusted=given, score=score, adjustments=adjustments)


def _groups(book: Book, shown: dict[int, _Key]) -> tuple[Group, ...]:
    """Those who fail alike for a reason that is not known, the largest groups first; among the gradings that count."""
    members: dict[tuple[str, str, str], list[str]] = {}
    for grading, name, signature in book.rows("SELECT grading, name, signature FROM failure WHERE mistake = ''"):
        key = shown.get(grading)
        if key is not None:
            members.setdefault((key.exercise, name, signature), []).append(key.learner)
    groups = [Group(*key[:2], tuple(sorted(who, key=natural))) for key, who in members.items()]
    return tuple(
        sorted(groups, key=lambda one: (-len(one.learners), one.exercise, one.check, natural(one.learners[0])))
    )


__all__ = ["Attempt", "counting", "view"]
