"""What was kept is there, whole; of several gradings the one counts that should, and nothing gets lost."""

from pathlib import Path

import pytest

from grader.book.store import STANDS_BACK, Book, BookError, Kept
from grader.learners import Learner
from tests.book.factory import EXERCISE, NEW, OLD, A, B, C, dump, entry, handed, kept, made

HOSTILE = [
    "anna'; DROP TABLE grading; --", 'a "quoted" one', "two\nlines", "\N{PILE OF POO}", "x" * 5000, "7" * 5000, "%", "",
    "nul\0inside", "../../etc/passwd", "e\N{COMBINING ACUTE ACCENT}",
]  # fmt: skip


def counted(book: Book) -> dict[str, float]:
    """For each content of anna's, the score that counts."""
    rows = book.rows(
        "SELECT digest, score FROM grading g WHERE learner = 'anna' AND counts = (SELECT max(counts) FROM grading"
        " WHERE learner = g.learner AND exercise = g.exercise AND digest = g.digest) AND counts > 0"
    )
    return {str(row[0]): float(row[1]) for row in rows}


# What is kept is there.


def test_everything_is_there_after_reopening(path: Path) -> None:
    with made(path) as book:
        book.keep("anna", EXERCISE, handed(submitted="2026-11-19T10:00:00+01:00", late=False), kept())
        book.note_trouble("ben", EXERCISE, "refused", "No softmax.py.", "now")
        book.adjust("ben", EXERCISE, 2.0, "Oral exam.", "prof", "now")
        book.explain([("signature", b"example"), ("other", None)])
        before, salt = dump(book), book.fact("salt")
    with Book.read(path) as book:
        assert dump(book) == before
        assert all(before.values()), "each table has something in it"
        assert book.fact("salt") == salt != ""
        assert book.fact("nothing of the kind") == ""
    assert {one.name for one in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}


@pytest.mark.parametrize("spoilt", [
    kept(failures=(("softmax", "s", True, ""), ("softmax", "t", True, ""))),  # two of one name
    kept(made=None),
    kept(failures=((object(), "s", True, ""),)),
])  # fmt: skip
def test_a_transaction_that_fails_in_the_middle_leaves_nothing(book: Book, spoilt: Kept) -> None:
    book.keep("anna", EXERCISE, handed(), kept())
    before = dump(book)
    with pytest.raises(BookError, match="could not be read or written"):
        book.keep("anna", EXERCISE, handed(), spoilt)
    assert dump(book) == before
    book.keep("anna", EXERCISE, handed(), kept(B))


def test_what_is_raised_by_somebody_else_leaves_nothing_either(book: Book) -> None:
    def interrupted() -> None:
        with book._transaction() as connection:
            connection.execute("DELETE FROM learner")
            raise KeyboardInterrupt

    before = dump(book)
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert dump(book) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_a_learner_may_be_called_anything(book: Book, name: str) -> None:
    book.enrol([Learner(name, name, name, {"canvas": name})])
    book.keep(name, EXERCISE, handed(path=name), kept())
    book.note_trouble(name, EXERCISE, "refused", name, "now")
    book.adjust(name, EXERCISE, 1.0, name, name, "now")
    found = entry(book, name)
    assert (found.learner, found.score, found.adjustments[0].reason) == (name, 8.0, name)
    assert found.why.endswith(name)
    assert entry(book, "ben").state == "missing"


def test_half_a_character_is_refused_and_nothing_is_kept(book: Book) -> None:
    before = dump(book)
    with pytest.raises(BookError, match="cannot be written down"):
        book.keep("\udcff", EXERCISE, handed(), kept())
    with pytest.raises(BookError, match="cannot be written down"):
        book.enrol([Learner("zoe"), Learner("\udcff")])
    assert dump(book) == before


# What is handed in again.


def test_the_same_content_again_is_one_attempt(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept())
    book.again("anna", EXERCISE, A, OLD, handed(path="elsewhere"))
    book.keep("anna", EXERCISE, handed(path="elsewhere"), kept())
    assert book.rows("SELECT digest, turn, path FROM attempt") == [(A, 1, "elsewhere")]
    assert book.rows("SELECT count(*) FROM grading") == [(1,)]


@pytest.mark.parametrize("known", [True, False])
def test_what_was_handed_in_before_another_is_the_last_when_it_comes_again(book: Book, known: bool) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, 3.0))
    book.keep("anna", EXERCISE, handed(), kept(B, 8.0))
    assert entry(book).score == 8.0
    if known:
        book.again("anna", EXERCISE, A, OLD, handed())
    else:
        book.keep("anna", EXERCISE, handed(), kept(A, 3.0))
    assert (entry(book).digest, entry(book).score, entry(book).attempts) == (A, 3.0, 2)


def test_a_time_that_is_not_told_again_stays(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(submitted="2026-11-19T10:00:00+01:00", late=True), kept())
    book.again("anna", EXERCISE, A, OLD, handed())
    assert book.rows("SELECT submitted, late FROM attempt") == [("2026-11-19T10:00:00+01:00", 1)]
    book.again("anna", EXERCISE, A, OLD, handed(submitted="2026-11-18T10:00:00+01:00", late=False))
    assert book.rows("SELECT submitted, late, source FROM attempt") == [("2026-11-18T10:00:00+01:00", 0, b"source a")]


def test_attempts_of_others_and_of_other_exercises_are_not_touched(book: Book) -> None:
    book.keep("ben", EXERCISE, handed(), kept(A, 5.0))
    book.keep("anna", "exercise10_linear", handed(), kept(A, 6.0))
    book.keep("anna", EXERCISE, handed(), kept(A, 7.0))
    book.again("anna", EXERCISE, A, OLD, handed())
    assert book.rows("SELECT counts, turn FROM grading JOIN attempt USING (learner, exercise, digest)") == [(1, 1)] * 3
    assert (entry(book).score, entry(book, "ben").score) == (7.0, 5.0)
    assert book.known(EXERCISE, OLD) == {"anna": [(A, "isolated")], "ben": [(A, "isolated")]}


# Trouble.


def test_a_grading_ends_the_trouble_and_a_trouble_leaves_the_grading(book: Book) -> None:
    book.note_trouble("anna", EXERCISE, "refused", "No softmax.py.", "now")
    assert entry(book).state == "not_graded"
    book.keep("anna", EXERCISE, handed(), kept())
    assert (entry(book).state, entry(book).why) == ("graded", "")
    book.note_trouble("anna", EXERCISE, "refused", "No softmax.py.", "now")
    assert (entry(book).state, entry(book).score) == ("graded", 7.0)
    book.again("anna", EXERCISE, A, OLD, handed())
    assert entry(book).why == ""


def test_a_trouble_can_be_forgotten(book: Book) -> None:
    book.note_trouble("anna", EXERCISE, "refused", "No softmax.py.", "now")
    book.forget_trouble("ben", EXERCISE)
    assert entry(book).state == "not_graded"
    book.forget_trouble("anna", EXERCISE)
    assert entry(book).state == "missing"


# Which grading counts.


def test_what_is_proposed_counts_when_it_is_accepted(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, 3.0))
    book.propose("anna", EXERCISE, kept(A, 9.0, setting=NEW))
    assert counted(book) == {A: 3.0}
    assert len(book.rows(STANDS_BACK, EXERCISE, NEW)) == 1
    assert book.accept(EXERCISE, NEW) == 1
    assert counted(book) == {A: 9.0}
    assert book.rows(STANDS_BACK, EXERCISE, NEW) == []
    assert book.accept(EXERCISE, NEW) == 0, "once is enough"


def test_a_setting_that_counted_before_can_count_again(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, 3.0))
    book.propose("anna", EXERCISE, kept(A, 9.0, setting=NEW))
    book.accept(EXERCISE, NEW)
    assert [row[0] for row in book.rows(STANDS_BACK, EXERCISE, OLD)] == ["anna"]
    assert book.accept(EXERCISE, OLD) == 1
    assert counted(book) == {A: 3.0}


def test_proposing_what_counts_takes_nothing_away(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, 3.0))
    book.propose("anna", EXERCISE, kept(A, 9.0))
    assert counted(book) == {A: 3.0}
    book.propose("anna", EXERCISE, kept(A, 1.0, setting=NEW))
    book.propose("anna", EXERCISE, kept(A, 2.0, setting=NEW))
    book.accept(EXERCISE, NEW)
    assert counted(book) == {A: 2.0}, "of two proposals the last one stands"


def test_only_the_exercise_and_setting_that_are_named_are_accepted(book: Book) -> None:
    for exercise in (EXERCISE, "exercise10_linear"):
        book.keep("anna", exercise, handed(), kept(A, 3.0))
        book.propose("anna", exercise, kept(A, 9.0, setting=NEW))
        book.propose("anna", exercise, kept(A, 1.0, setting="newest"))
    assert book.accept(EXERCISE, NEW) == 1
    assert entry(book).score == 9.0
    assert [row[0] for row in book.rows(STANDS_BACK, "exercise10_linear", NEW)] == ["anna"]


def test_keeping_again_counts_and_replaces_what_was_under_its_setting(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, 3.0))
    book.keep("anna", EXERCISE, handed(), kept(A, 9.0, setting=NEW))
    book.keep("anna", EXERCISE, handed(), kept(A, 4.0, failures=()))
    assert counted(book) == {A: 4.0}
    assert sorted(book.rows("SELECT setting, score FROM grading")) == [(NEW, 9.0), (OLD, 4.0)]
    assert len(book.rows("SELECT * FROM failure")) == 1, "those of what was replaced went with it"


def test_again_under_a_setting_lets_its_grading_count(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept(A, 3.0))
    book.propose("anna", EXERCISE, kept(A, 9.0, setting=NEW))
    book.again("anna", EXERCISE, A, NEW, handed())
    assert counted(book) == {A: 9.0}
    book.again("anna", EXERCISE, A, OLD, handed())
    assert counted(book) == {A: 3.0}


def test_a_proposal_for_what_was_never_graded_changes_no_score(book: Book) -> None:
    book.propose("anna", EXERCISE, kept(C, 9.0, setting=NEW))
    assert book.rows(STANDS_BACK, EXERCISE, NEW) == []
    assert entry(book).state == "missing"


def test_a_report_with_its_smallest_cases_changes_nothing_else(book: Book) -> None:
    book.keep("anna", EXERCISE, handed(), kept())
    before = dump(book)
    book.show(1, b"another report")
    after = dump(book)
    assert [one for one in before if before[one] != after[one]] == ["grading"]
    assert book.rows("SELECT report, explained, score FROM grading") == [(b"another report", 1, 7.0)]


@pytest.mark.parametrize(
    ("failures", "explained"), [((), 1), ((("c", "s", False, ""),), 1), ((("c", "s", True, ""),), 0)]
)
def test_only_what_may_shrink_waits_for_an_explanation(
    book: Book, failures: tuple[tuple[str, str, bool, str], ...], explained: int
) -> None:
    book.keep("anna", EXERCISE, handed(), kept(failures=failures))
    assert book.rows("SELECT explained FROM grading") == [(explained,)]


def test_enrolling_keeps_what_is_known_and_not_told_again(book: Book) -> None:
    book.enrol([Learner("anna", "", "anna@uni.edu", {"canvas": "4711"})])
    book.enrol([Learner("anna", "Anna K.", "", {"moodle": "12"})])
    assert book.rows("SELECT name, email, ids FROM learner WHERE id = 'anna'") == [
        ("Anna K.", "anna@uni.edu", '{"canvas": "4711", "moodle": "12"}')
    ]
    assert book.rows("SELECT count(*) FROM learner") == [(2,)]
