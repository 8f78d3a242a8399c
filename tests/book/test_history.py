"""All that happened to somebody's work, in its order, each in a line."""

from grader.book.history import Happened, history, sentence
from grader.book.store import Book
from tests.book.factory import EXERCISE, NEW, A, B, handed, kept

LINEAR = "exercise10_linear"


def at(hour: int) -> str:
    return f"2026-11-20T{hour:02}:00:00+00:00"


def test_everything_that_happened_is_told_in_its_order(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(seen=at(1)), kept(A, 3.0, made=at(2)))
    book.note_trouble("anna", EXERCISE, "refused", "No softmax.py.", at(3))
    book.adjust("anna", EXERCISE, -0.5, "Cites nobody.", "prof", at(4))
    book.propose("anna", EXERCISE, kept(A, 9.0, setting=NEW, made=at(5)))
    book.adjust("anna", EXERCISE, 1.0, "She did.", "prof", at(6))
    found = history(book, "anna")
    assert [(one.when, one.what) for one in found] == [
        (at(1), "handed in"), (at(2), "graded"), (at(3), "not graded"), (at(4), "adjusted"), (at(5), "proposed"),
        (at(6), "adjusted"),
    ]  # fmt: skip
    assert [one.score for one in found if one.score is not None] == [3.0, 9.0]


def test_a_proposal_that_is_accepted_is_a_grading(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(seen=at(1)), kept(A, 3.0, made=at(2)))
    book.propose("anna", EXERCISE, kept(A, 9.0, setting=NEW, made=at(5)))
    book.accept(EXERCISE, NEW)
    assert [one.what for one in history(book, "anna")] == ["handed in", "graded", "graded"]


def test_each_attempt_is_there_with_what_it_got(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(seen=at(1)), kept(A, 3.0, made=at(2)))
    book.keep("anna", EXERCISE, handed(seen=at(3)), kept(B, 8.0, made=at(4)))
    assert [(one.digest, one.score) for one in history(book, "anna")] == [(A, None), (A, 3.0), (B, None), (B, 8.0)]


def test_others_and_other_exercises_are_left_out(book: Book) -> None:
    book.keep("anna", LINEAR, handed(seen=at(1)), kept(made=at(2)))
    book.keep("anna", EXERCISE, handed(seen=at(3)), kept(made=at(4)))
    book.keep("ben", EXERCISE, handed(seen=at(5)), kept(made=at(6)))
    assert [one.exercise for one in history(book, "anna")] == [EXERCISE, EXERCISE, LINEAR, LINEAR]
    assert [one.when for one in history(book, "anna", EXERCISE)] == [at(3), at(4)]
    assert history(book, "nobody") == []


def test_each_is_a_line(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(seen=at(1), submitted=at(0)), kept(A, 3.0, made=at(2)))
    book.note_trouble("anna", EXERCISE, "refused", "No softmax.py.", at(3))
    book.adjust("anna", EXERCISE, -0.5, "Cites nobody.", "prof", at(4))
    assert [sentence(one) for one in history(book, "anna")] == [
        f"{at(1)}  {EXERCISE}  handed in  class/anna, submitted {at(0)} (content aaaaaaaa)",
        f"{at(2)}  {EXERCISE}  graded  3 of 10, failed (isolated, content aaaaaaaa)",
        f"{at(3)}  {EXERCISE}  not graded  No softmax.py.",
        f"{at(4)}  {EXERCISE}  adjusted  -0.5: Cites nobody. (prof)",
    ]
    assert sentence(Happened(EXERCISE, "adjusted", at(1), points=0.0, text="Why. (me)")).endswith(
        "adjusted  +0: Why. (me)"
    )
