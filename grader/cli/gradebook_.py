"""`dlgrade gradebook`."""

import datetime as dt
import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.output import colourful, say, speaks_unicode, terminal_width
from grader.cli.problems import EXIT_USAGE, Problem
from grader.cli.running import BOOK, exercises_of
from grader.course import Course, open_course

if TYPE_CHECKING:
    from grader.book.record import View
    from grader.book.store import Book

book_option = click.option("--book", default=BOOK, metavar="FILE", show_default=True, help="The grade book.")
FORMATS = ("csv", "wide", "json", "moodle", "canvas", "gradescope", "junit")


@click.group("gradebook")
def command() -> None:
    """Read a grade book: show, history, export, adjust."""


@command.command("show")
@click.argument("learner", nargs=-1)
@book_option
@click.option("--exercise", multiple=True, metavar="NAME", help="Only this exercise. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def show(course: str | None, /, learner: tuple[str, ...], book: str, exercise: tuple[str, ...], as_json: bool) -> int:
    """Show what everybody's work comes to, by the course's policy; or that of some LEARNERs."""
    from grader.book.store import Book

    with Book.read(Path(book)) as opened:
        view = read_view(opened, course, exercise, learner)
        if as_json:
            from grader.exports import json_

            say(json_.render(view).encode(), nl=False)
            return 0
        from grader.report import table

        untold = [entry for entry in view.entries if entry.why]
        text = table.render(
            view, _counts(view), untold, width=terminal_width(), color=colourful(), ascii=not speaks_unicode()
        )
        say(text, nl=False)
    return 0


@command.command("history")
@click.argument("learner")
@click.argument("exercise", required=False)
@book_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def history(course: str | None, /, learner: str, exercise: str | None, book: str, as_json: bool) -> int:
    """Show every attempt of a LEARNER, every grading of it, and every adjustment, in their order."""
    from grader.book import history as told
    from grader.book.store import Book
    from grader.report.neutral import for_terminal

    found = open_course(Path(course) if course else None).find(exercise).id if exercise else None
    with Book.read(Path(book)) as opened:
        _must_know(opened, learner)
        events = told.history(opened, learner, found)
    if as_json:
        import msgspec

        say(msgspec.json.format(msgspec.json.encode(events), indent=2) + b"\n", nl=False)
        return 0
    for event in events:
        say(for_terminal(told.sentence(event)))
    if not events:
        say(f"{for_terminal(learner)} handed in nothing.")
    return 0


@command.command("export")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="csv", show_default=True, help="For whom.")
@click.option("--into", metavar="FILE", help="Write there, and not to standard output; a folder for gradescope.")
@click.option("--sheet", metavar="FILE", help="Moodle's grading worksheet, or Canvas's gradebook, that is filled in.")
@click.option("--exercise", multiple=True, metavar="NAME", help="Only this exercise. Repeatable.")
@click.option("--column", multiple=True, metavar="WHAT=HEADING", help="A heading of the sheet, where it is not found.")
@book_option
@click.pass_obj
def export(
    course: str | None, /, kind: str, into: str | None, sheet: str | None, exercise: tuple[str, ...],
    column: tuple[str, ...], book: str,
) -> int:  # fmt: skip
    """Write the grade book for another system.

    Moodle and Canvas take only their own sheets back: download one there, and name it with --sheet. Nothing but grades
    and feedback is changed in it.
    """
    from grader.book.store import Book
    from grader.cli import exporting

    columns = _columns(column)
    with Book.read(Path(book)) as opened:
        view = read_view(opened, course, exercise, ())
        exporting.export(view, kind, Path(into) if into else None, Path(sheet) if sheet else None, columns)
    return 0


@command.command("adjust")
@click.argument("learner")
@click.argument("exercise")
@click.argument("points", type=float)
@click.option("--reason", required=True, help="Why; it stands in the book and in the learner's report.")
@click.option("--author", metavar="NAME", help="Who gives or takes the points; you without it.")
@book_option
@click.pass_obj
def adjust(
    course: str | None, /, learner: str, exercise: str, points: float, reason: str, author: str | None, book: str
) -> int:
    """Give or take POINTS by hand (`-- -2` takes two). The graded score stays as it is beside it."""
    import math

    from grader.book.store import Book
    from grader.report.neutral import for_terminal

    found = open_course(Path(course) if course else None).find(exercise)
    if not math.isfinite(points) or not points:
        raise Problem("The points are a number other than 0, like 1.5 or -2.", EXIT_USAGE)
    if not reason.strip():
        raise Problem("Say why with --reason: whoever reads the book later wants to know.", EXIT_USAGE)
    with Book.write(_there(book)) as opened:
        _must_know(opened, learner)
        opened.adjust(
            learner, found.id, points, reason, author or getpass.getuser(),
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        )  # fmt: skip
    click.echo(for_terminal(f"{points:+g} points for {learner} in {found.id}: {reason}"), err=True)
    return 0


def _there(book: str) -> Path:
    """The path of a book that must be there: what only changes one does not make one."""
    from grader.book.store import Book

    Book.read(Path(book)).close()
    return Path(book)


def _must_know(book: "Book", learner: str) -> None:
    import difflib

    known = [str(row[0]) for row in book.rows("SELECT id FROM learner")]
    if learner not in known:
        near = difflib.get_close_matches(learner, known, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]!r}?" if near else "`dlgrade gradebook show` names everybody."
        raise Problem(f"There is no learner {learner!r} in {book.path}. {hint}", EXIT_USAGE)


def read_view(book: "Book", course: str | None, exercises: tuple[str, ...], learners: tuple[str, ...]) -> "View":
    """A grade book as the course's policy reads it."""
    from grader.book.policy import policy_of
    from grader.book.view import view

    opened: Course = open_course(Path(course) if course else None)
    ids = [one.id for one in exercises_of(opened, exercises)] if exercises else []
    for learner in learners:
        _must_know(book, learner)
    return view(book, policy_of(opened), str(opened.settings.get("name", "")), ids, learners)


def _counts(view: "View") -> dict[str, int]:
    states: list[str] = [entry.state for entry in view.entries]
    names = {"graded": "graded", "not_graded": "not_graded", "absent": "missing"}
    return {name: states.count(state) for name, state in names.items()}


def _columns(words: tuple[str, ...]) -> dict[str, str]:
    pairs = [word.partition("=") for word in words]
    for name, equals, heading in pairs:
        if not (name and equals and heading):
            raise Problem("--column is written like grade=Bewertung, or softmax='Softmax (4711)'.", EXIT_USAGE)
    return {name: heading for name, _, heading in pairs}
