"""Moodle's own grading worksheet, filled in. Only grades and feedback comments change, and no other byte.

Moodle passes over a row whose grade is empty, equal, negative, above the maximum or locked, and says nothing; but it
takes the comment of such a row. So a row that Moodle would pass over is left as it is, and a note says why.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from grader.book.record import Entry, Listed, View
from grader.exports.common import Filled, called, differ, entries_of, known, listed, named, number, parsed, plain
from grader.exports.moodle_columns import NO, Columns, find, participant
from grader.exports.sheet import Row, Sheet, filled, scan
from grader.learners import Learner
from grader.report import words
from grader.report.neutral import for_csv, for_terminal, visible
from grader.report.record import Report

PLACES = 5  # decimal places that Moodle keeps of a grade
MARK = "dlgrade: "  # what a comment begins with that may be written anew
LONGEST = 8_000  # characters of a comment

# A spreadsheet program set to semicolons parts the sheet at them, quoted or not, and what begins with a sign is then a
# formula. As an entity the sign looks the same in Moodle.
_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\u2212"
_BEHIND = re.compile(rf'(?<=;)["\s{re.escape(_SIGNS)}]+')

NO_GRADE = "Left as they were, since the book has no grade for them"
LOCKED = "Left as they were, since their grade is locked in Moodle"
CAPPED = "Given the maximum grade, since Moodle takes no more"
COMMENTED = "Comments left as they were, since a person wrote them"
RAGGED = "Left as they were, since they do not have as many cells as there are headings"
NOBODY = "Left as they were, since nobody in the book belongs to them"
OTHERS = "Left as they were, since the book knows the number or the id under another name or address"
ELSEWHERE = "Graded in the book, and not in this sheet"


@dataclass(slots=True)
class _Work:
    """A sheet while it is filled in: the texts that go into it, and what is to be said of whom."""

    columns: Columns
    comma: bool
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: set[tuple[int, int]] = field(default_factory=set)
    said: dict[str, list[str]] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)

    def say(self, sentence: str, name: str) -> None:
        """Count the name among those of whom the sentence is true."""
        self.said.setdefault(sentence, []).append(name)


def fill(
    sheet: bytes, view: View, exercise: str, *, feedback: bool = True, columns: Mapping[str, str] | None = None
) -> Filled:
    """The worksheet with the grades of one exercise in it.

    A row belongs to the learner whose Moodle id is the number of its participant, or else to the one whose id stands in
    it, or else to the one whose email address does. Grades are written in the sheet's own scale and with its own
    decimal sign. A comment that a person wrote is never replaced.

    Args:
        sheet: The worksheet as Moodle gave it.
        view: The grade book.
        exercise: The id of the exercise.
        feedback: Whether to write feedback comments as well.
        columns: The headings of columns that are not found by themselves, by what they hold: `{"grade": "Puntos"}`.

    Raises:
        ExportError: The sheet is none that can be filled in; the message says what to do.
    """
    one = listed(view, exercise)
    table = scan(sheet)
    found = find(table.rows, columns)
    work = _Work(found, comma=_has_comma(table, found))
    entries = entries_of(view, exercise)
    rows = _matched(table, view.learners, work)
    for at, learner in rows.items():
        entry = entries.get(learner.id)
        if entry is None or known(entry) is None:
            work.say(NO_GRADE, called(learner))
        elif _row_is_open(table.rows[at], found, learner, work):
            _fill_row(table, at, entry, learner, work)
            if feedback:
                _comment_row(table, at, comment(entry, view.report(entry)), learner, work)
    _say_the_rest(table, view, entries, rows, work)
    notes = tuple(_notes(table, one, work, feedback=feedback))
    return Filled(filled(table, work.texts, work.comments), len(work.texts), notes)


def comment(entry: Entry, report: Report | None) -> str:
    """The feedback for one learner, in HTML since Moodle reads it as that, on one line.

    It holds what the report tells the learner, and neither the reasons for adjustments nor output.
    """
    lines = [f"{MARK}{words.points(entry.score or 0.0)} of {words.points(entry.maximum)} points{_made_of(entry)}."]
    lines += [remark for remark in (entry.why, entry.note) if remark]
    if report is not None:
        lines += [words.summary(report), *([report.message] if report.message else [])]
        lines += [_line(check.name, words.SIGNS[check.verdict].word, check.message, check.hint)
                  for check in report.checks if check.verdict != "passed"]  # fmt: skip
    text = ""
    for line in lines:
        more = ("<br>" if text else "") + escape(visible(line))
        if len(text) + len(more) > LONGEST:
            text += "<br>The rest is in the full report."
            break
        text += more
    return _BEHIND.sub(_as_entities, text)


def _as_entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(letter)};" if letter in _SIGNS else letter for letter in match[0])


def _made_of(entry: Entry) -> str:
    """What the score is made of, where it is not simply what the work earned."""
    days = f"{words.count(entry.days_late, 'day')} late" if entry.days_late else "lateness"
    parts = [f"{words.points(entry.penalty)} off for {days}"] if entry.penalty else []
    parts += [f"{words.points(entry.adjusted)} added by the instructors"] if entry.adjusted > 0 else []
    parts += [f"{words.points(-entry.adjusted)} taken off by the instructors"] if entry.adjusted < 0 else []
    return f" ({words.points(entry.raw or 0.0)} for the work, {', '.join(parts)})" if parts else ""


def _line(name: str, word: str, message: str, hint: str) -> str:
    said = f"{name}: {word}." + (f" {message}" if message else "")
    return f"{said} Hint: {hint}" if hint else said


def _has_comma(table: Sheet, columns: Columns) -> bool:
    """Whether the sheet writes `100,00`: seen at the maximum, and where there is none at the grades."""
    at = columns.grade if columns.maximum is None else columns.maximum
    return any("," in row[at].text for row in table.rows[1:] if len(row) > at and parsed(row[at].text) is not None)


def _matched(table: Sheet, learners: Sequence[Learner], work: _Work) -> dict[int, Learner]:
    """The learner of each row. Nobody gets two rows, and no row two learners."""
    lookups = (
        _unambiguous((participant(one.ids.get("moodle", "")), one) for one in learners),
        _unambiguous((one.id, one) for one in learners),
        _unambiguous((plain(one.email), one) for one in learners),
    )
    matched: dict[int, Learner] = {}
    doubtful: set[int] = set()
    taken: set[str] = set()
    for lookup, keys in zip(lookups, (_participants, _ids, _emails), strict=True):
        for at, row in enumerate(table.rows[1:], start=1):
            if at in matched or len(row) != len(table.rows[0]):
                continue
            one = next((lookup[key] for key in keys(row, work.columns) if key in lookup), None)
            if one is not None and _is_another(row, work.columns, one):
                doubtful.add(at)
            elif one is not None and one.id not in taken:
                matched[at] = one
                taken.add(one.id)
    work.doubtful = doubtful - matched.keys()
    return dict(sorted(matched.items()))


def _unambiguous(pairs: Iterable[tuple[str, Learner]]) -> dict[str, Learner]:
    found: dict[str, list[Learner]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: ones[0] for key, ones in found.items() if key and len(ones) == 1}


def _text(row: Row, at: int | None) -> str:
    return "" if at is None else row[at].text.strip()


def _participants(row: Row, columns: Columns) -> tuple[str, ...]:
    return (participant(_text(row, columns.identifier)),)


def _ids(row: Row, columns: Columns) -> tuple[str, ...]:
    return (_text(row, columns.identifier), _text(row, columns.number))


def _emails(row: Row, columns: Columns) -> tuple[str, ...]:
    return (plain(_text(row, columns.email)),)


def _is_another(row: Row, columns: Columns, one: Learner) -> bool:
    """Whether the row says of itself that it is somebody else's.

    Moodle numbers the participants of each assignment anew, so that the number of one is somebody else's in the next.
    """
    email = plain(_text(row, columns.email))
    return email != plain(one.email) if email and one.email else differ(_text(row, columns.name), one.name)


def _row_is_open(row: Row, columns: Columns, learner: Learner, work: _Work) -> bool:
    if columns.changeable is None or row[columns.changeable].text.strip().casefold() not in NO:
        return True
    work.say(LOCKED, called(learner))
    return False


def _fill_row(table: Sheet, at: int, entry: Entry, learner: Learner, work: _Work) -> None:
    row = table.rows[at]
    assert entry.score is not None
    maximum = parsed(row[work.columns.maximum].text) if work.columns.maximum is not None else None
    grade = entry.score
    if maximum is not None and entry.maximum > 0:
        grade = entry.score * maximum / entry.maximum
    if maximum is not None and grade > maximum:
        work.say(CAPPED, called(learner))
        grade = maximum
    old = parsed(row[work.columns.grade].text)
    if old is None or number(old, PLACES) != number(grade, PLACES):
        work.texts[at, work.columns.grade] = _grade(grade, comma=work.comma)


def _grade(grade: float, *, comma: bool) -> str:
    """The grade as Moodle writes one: `15.00`, with more places where it has more."""
    whole, _, places = number(grade, PLACES).partition(".")
    return f"{whole}{',' if comma else '.'}{places:0<2}"


def _comment_row(table: Sheet, at: int, text: str, learner: Learner, work: _Work) -> None:
    column = work.columns.feedback
    if column is None:
        return
    old = table.rows[at][column].text
    # An editor of Moodle wraps what it saves, so our mark may stand behind a tag.
    if old.strip() and not old.strip().removeprefix("<p>").startswith(MARK):
        work.say(COMMENTED, called(learner))
    elif old != for_csv(text):
        work.texts[at, column] = for_csv(text)
        work.comments.add((at, column))


def _say_the_rest(
    table: Sheet, view: View, entries: Mapping[str, Entry], rows: Mapping[int, Learner], work: _Work
) -> None:
    """Who is in the sheet and not in the book, and who is graded and not in the sheet."""
    for at, row in enumerate(table.rows[1:], start=1):
        if row and len(row) != len(table.rows[0]):
            work.say(RAGGED, f"row {at + 1}")
        elif row and at not in rows:
            work.say(OTHERS if at in work.doubtful else NOBODY, _row_name(row, work.columns))
    there = {learner.id for learner in rows.values()}
    for learner in view.learners:
        if known(entries.get(learner.id)) is not None and learner.id not in there:
            work.say(ELSEWHERE, called(learner))


def _row_name(row: Row, columns: Columns) -> str:
    texts = [row[columns.identifier].text, "" if columns.name is None else row[columns.name].text]
    return for_terminal(" ".join(text.strip() for text in texts if text.strip()) or "a row without an identifier")


def _notes(table: Sheet, one: Listed, work: _Work, *, feedback: bool) -> Iterable[str]:
    columns = work.columns
    body = [row for row in table.rows[1:] if len(row) == len(table.rows[0])]
    maxima = {parsed(row[columns.maximum].text) for row in body} if columns.maximum is not None else set()
    for maximum in sorted(maximum for maximum in maxima if maximum is not None):
        if one.maximum > 0 and number(maximum) != number(one.maximum):
            yield (
                f"The book counts to {number(one.maximum)} points and the sheet to {number(maximum)}: each grade was "
                "multiplied by their ratio."
            )
    if columns.maximum is None and body:
        yield "The sheet names no maximum grade, so the points are written as they stand in the book."
    if feedback and columns.feedback is None:
        yield "The column for comments could not be found, so none were written: name it, as in feedback=HEADING."
    for sentence, names in work.said.items():
        yield f"{sentence} ({len(names)}): {named(names)}."


__all__ = ["LONGEST", "MARK", "comment", "fill"]
