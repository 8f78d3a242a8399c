"""What a learner's work comes to: which attempt counts, what lateness and people change, and what is not known."""

import datetime as dt
import itertools
from pathlib import Path

import pytest

from grader.book.policy import Policy
from grader.book.record import Group
from grader.book.store import Book, BookError
from grader.learners import Learner, natural
from tests.book.factory import EXERCISE, NEW, A, B, C, dump, entry, handed, kept, made, read

LINEAR = "exercise10_linear"
DEADLINE = dt.datetime.fromisoformat("2026-12-01T23:59:00+01:00")
LATE = Policy(penalty_per_day=0.1, deadlines={EXERCISE: DEADLINE})
BEST = Policy(attempt="best", penalty_per_day=0.1, deadlines={EXERCISE: DEADLINE})
IN_TIME, A_DAY_LATE, FOUR_DAYS_LATE = (f"2026-12-0{day}T12:00:00+01:00" for day in (1, 2, 5))


def test_the_last_attempt_counts_or_the_best(book: Book) -> None:
    for digest, score in ((A, 5.0), (B, 9.0), (C, 7.0)):
        book.keep("anna", EXERCISE, handed(), kept(digest, score))
    assert (entry(book).score, entry(book).digest, entry(book).attempts) == (7.0, C, 3)
    best = entry(book, policy=BEST)
    assert (best.score, best.digest, best.attempts) == (9.0, B, 3)


def test_the_best_is_the_best_after_its_penalty(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(submitted=IN_TIME), kept(A, 7.0))
    book.keep("anna", EXERCISE, handed(submitted=FOUR_DAYS_LATE), kept(B, 10.0))  # 10 - 4 days * 1 point
    found = entry(book, policy=BEST)
    assert (found.digest, found.score, found.raw, found.penalty, found.days_late) == (A, 7.0, 7.0, 0.0, 0)
    found = entry(book, policy=LATE)
    assert (found.digest, found.score, found.raw, found.penalty, found.days_late) == (B, 6.0, 10.0, 4.0, 4)
    assert found.submitted == FOUR_DAYS_LATE


def test_of_equally_good_attempts_the_later_one_counts(book: Book) -> None:
    for digest in (A, B):
        book.keep("anna", EXERCISE, handed(), kept(digest, 5.0))
    assert entry(book, policy=BEST).digest == B


def test_raw_scores_survive_every_policy(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(submitted=FOUR_DAYS_LATE), kept(A, 8.0))
    book.adjust("anna", EXERCISE, -1.0, "Cites nobody.", "prof", "now")
    before = dump(book)
    for attempt, per_day, cap, grace in itertools.product(("last", "best"), (0.0, 0.1, 1.0), (0.0, 0.5), (0, 9999)):
        policy = Policy(attempt, grace, per_day, cap, {EXERCISE: DEADLINE})  # type: ignore[arg-type]
        found = entry(book, policy=policy)
        assert (found.raw, found.maximum) == (8.0, 10.0)
        assert found.score == max(0.0, 8.0 - found.penalty - 1.0)
    assert dump(book) == before


def test_what_nobody_knows_of_the_time_is_said(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(late=True), kept(A, 8.0))
    found = entry(book, policy=LATE)
    assert (found.score, found.days_late) == (8.0, 0)
    assert found.note == "Handed in late, and nobody knows by how much: no penalty was taken off."


def test_trouble_with_the_last_attempt_leaves_the_one_before_and_says_so(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, 8.0))
    book.note_trouble("anna", EXERCISE, "refused", "There is no softmax.py in it.", "now")
    found = entry(book)
    assert (found.state, found.score) == ("graded", 8.0)
    assert found.why == "An earlier attempt counts; the last one was not graded: There is no softmax.py in it."


def test_missing_is_not_the_same_as_not_graded(book: Book) -> None:
    book.note_trouble("anna", EXERCISE, "fault", "The grader failed on it.", "now")
    anna, ben = entry(book, "anna"), entry(book, "ben")
    assert (anna.state, anna.score, anna.why, anna.attempts) == ("not_graded", None, "The grader failed on it.", 0)
    assert (ben.state, ben.score, ben.why, ben.maximum) == ("missing", None, "", 10.0)


def test_adjustments_come_on_top_of_the_penalty(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(submitted=A_DAY_LATE), kept(A, 8.0))
    book.adjust("anna", EXERCISE, 2.5, "Found a mistake in the suite.", "prof", "now")
    book.adjust("anna", EXERCISE, -0.5, "Cites nobody.", "assistant", "later")
    found = entry(book, policy=LATE)
    assert (found.raw, found.penalty, found.adjusted, found.score) == (8.0, 1.0, 2.0, 9.0)
    assert [(one.points, one.author) for one in found.adjustments] == [(2.5, "prof"), (-0.5, "assistant")]


@pytest.mark.parametrize(("state", "points", "score"), [
    ("graded", -100.0, 0.0), ("graded", 5.0, 13.0), ("missing", 4.0, 4.0), ("missing", -4.0, 0.0),
    ("not_graded", 4.0, 4.0),
])  # fmt: skip
def test_an_adjustment_makes_a_score_of_anything_and_never_less_than_nothing(
    book: Book, state: str, points: float, score: float
) -> None:
    if state == "graded":
        book.keep("anna", EXERCISE, handed(), kept(A, 8.0))
    elif state == "not_graded":
        book.note_trouble("anna", EXERCISE, "refused", "Why.", "now")
    book.adjust("anna", EXERCISE, points, "Because.", "prof", "now")
    found = entry(book)
    assert (found.state, found.score, found.adjusted) == (state, score, points)
    assert found.raw == (8.0 if state == "graded" else None)


def test_each_learner_is_there_with_each_exercise_in_the_order_of_both(book: Book) -> None:
    book.list_exercise(LINEAR, "Linear", 20.0)
    book.enrol([Learner(name) for name in ("s10", "s9", "S1")])
    book.keep("s9", LINEAR, handed(), kept(A, 15.0, maximum=20.0))
    found = read(book)
    people = ["anna", "ben", "S1", "s9", "s10"]
    assert [one.id for one in found.learners] == people
    assert [(one.learner, one.exercise) for one in found.entries] == [
        (who, what) for who in people for what in (EXERCISE, LINEAR)
    ]
    (graded,) = [one for one in found.entries if one.state == "graded"]
    assert (graded.learner, graded.exercise, graded.score, graded.maximum) == ("s9", LINEAR, 15.0, 20.0)


def test_only_what_is_named_is_shown(book: Book) -> None:
    book.list_exercise(LINEAR, "Linear", 20.0)
    for learner in ("anna", "ben"):
        for exercise in (EXERCISE, LINEAR):
            book.keep(learner, exercise, handed(), kept())
    found = read(book, exercises=[LINEAR], learners=["ben"])
    assert [(one.learner, one.exercise) for one in found.entries] == [("ben", LINEAR)]
    assert found.groups == (Group(LINEAR, "softmax", ("ben",)),)
    assert read(book, learners=["nobody"]).entries == ()


@pytest.mark.parametrize(("smaller", "larger"), [
    ("s2", "s10"), ("s0a", "s1a"), ("s009", "s10"), ("2", "10"), ("9", "a"), ("s", "s0"), ("s2b10", "s2b11"),
    ("s2-9", "s10-1"), ("7" * 5000, "7" * 4999 + "8"), ("9" * 4999, "1" + "0" * 4999),
])  # fmt: skip
def test_numbers_in_names_are_ordered_as_numbers(smaller: str, larger: str) -> None:
    assert natural(smaller) < natural(larger)


def test_those_who_fail_alike_are_a_group(book: Book) -> None:
    book.enrol([Learner(f"s{number}") for number in range(12)])
    for number in range(12):
        same = "one" if number > 1 else "two"
        failures = [("backward", same, True, ""), ("forward", f"own {number}", True, "")]
        book.keep(f"s{number}", EXERCISE, handed(), kept(failures=failures))
    groups = read(book).groups
    assert groups[0] == Group(EXERCISE, "backward", tuple(f"s{number}" for number in range(2, 12)))
    assert groups[1] == Group(EXERCISE, "backward", ("s0", "s1"))
    assert [one.learners for one in groups[2:]] == [(f"s{number}",) for number in range(12)]


def test_who_fails_for_a_reason_that_is_known_is_in_no_group(book: Book) -> None:
    book.enrol([Learner(f"s{number}") for number in range(4)])
    for number in range(4):
        mistake = "wrong_axis" if number < 2 else ""
        failures = [("backward", f"same {mistake}", True, mistake)]
        book.keep(f"s{number}", EXERCISE, handed(), kept(failures=failures))
    assert read(book).groups == (Group(EXERCISE, "backward", ("s2", "s3")),)


def test_only_what_counts_is_in_a_group(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, failures=[("softmax", "before", True, "")]))
    book.keep("anna", EXERCISE, handed(), kept(B, failures=[("softmax", "now", True, "")]))
    book.propose("anna", EXERCISE, kept(B, setting=NEW, failures=[("softmax", "proposed", True, "")]))
    book.keep("ben", EXERCISE, handed(), kept(A, failures=[("softmax", "before", True, "")]))
    assert read(book).groups == (Group(EXERCISE, "softmax", ("anna",)), Group(EXERCISE, "softmax", ("ben",)))


def test_the_report_is_that_of_the_attempt_that_counts(book: Book) -> None:
    for digest, score in ((A, 9.0), (B, 5.0)):
        book.keep("anna", EXERCISE, handed(), kept(digest, score))
    for policy, score in ((LATE, 5.0), (BEST, 9.0)):
        found = read(book, policy)
        reports = [found.report(one) for one in found.entries]
        assert [one.score if one else None for one in reports] == [score, None]


def test_a_damaged_report_is_told(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(report=b"no report"))
    found = read(book)
    with pytest.raises(BookError, match="holds a report of anna that cannot be read"):
        found.report(found.entries[0])


def test_an_empty_book_reads_as_an_empty_class(tmp_path: Path) -> None:
    with Book.write(tmp_path / "empty.sqlite") as book:
        found = read(book)
    assert (found.exercises, found.learners, found.entries, found.groups) == ((), (), (), ())


def test_a_view_of_a_whole_class_asks_the_book_a_fixed_number_of_questions(path: Path) -> None:
    asked: list[str] = []
    with made(path) as book:
        for number in range(50):
            book.enrol([Learner(f"s{number}")])
            book.keep(f"s{number}", EXERCISE, handed(), kept())
        book.connection.set_trace_callback(asked.append)
        assert len(read(book).entries) == 52
        book.connection.set_trace_callback(None)
    assert len([one for one in asked if one.startswith("SELECT")]) == 6
