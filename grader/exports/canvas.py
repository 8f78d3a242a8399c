"""Canvas's gradebook file, with the scores of the book in the columns of their assignments.

Canvas takes every column that it does not know for a new assignment, and an empty cell for a score that is to be taken
away. So nothing is written but what the instructor's own export already named: the columns that say who a student is,
those of the assignments that were filled in, each under its heading with the id in brackets, and the points possible.
A cell that the book has no score for stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grader.book.record import Entry, Listed, View
from grader.exports.common import ExportError, Filled, called, differ, known, named, number, parsed, plain
from grader.exports.sheet import Row, Sheet, scan, written
from grader.learners import Learner
from grader.report.neutral import for_terminal

IDENTITY = (
    "Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account",
    "Section",
)  # fmt: skip
PLACES = 2  # decimal places that Canvas shows, writes and compares
KEPT = ("EX", "N/A")  # excused, and not assigned to this student

EXCUSED = "Left as they were, since they are excused or were not given the assignment"
NO_SCORE = "Left as they were, since the book has no score for them"
NOBODY = "Left as they were, since nobody in the book belongs to them"
ELSEWHERE = "Graded in the book, and not in this file"

_TITLED = re.compile(r"(?P<title>.*\S)\s*\((?P<id>\d+)\)", re.DOTALL)


@dataclass(slots=True)
class _Work:
    """A gradebook while it is filled in: the new text of each cell, and what is to be said of whom."""

    table: Sheet
    identity: dict[str, int]
    possible: Row
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def say(self, sentence: str, name: str) -> None:
        """Count the name among those of whom the sentence is true."""
        names = self.said.setdefault(sentence, [])
        if name not in names:
            names.append(name)

    def cell(self, row: Row, at: int | None) -> str:
        """What a cell says; nothing where the row ends before it."""
        return row[at].text.strip() if at is not None and at < len(row) else ""


def render(template: bytes, view: View, exercise_columns: Mapping[str, str] | None = None) -> Filled:
    """The gradebook to import: the students of the template, and a column for each exercise that has one there.

    A student is found by the ID, or else by the SIS ids, or else by the name. A score is written in the points that
    Canvas has for the assignment.

    Args:
        template: The gradebook as Canvas exported it.
        view: The grade book.
        exercise_columns: The column of an exercise, by its heading, its title, or the id in brackets. An exercise that
            is not named goes to the column that has its id or its title.

    Raises:
        ExportError: The template is none that can be filled in; the message says what to do.
    """
    work = _opened(template)
    columns = _columns(work, view, exercise_columns or {})
    rows = _matched(work, view.learners)
    entries = {(entry.learner, entry.exercise): entry for entry in view.entries}
    for one, column in columns.items():
        for at, learner in rows.items():
            _fill_cell(work, (at, column), entries.get((learner.id, one.id)), one, learner)
    _say_the_rest(work, view, columns, rows)
    said = (f"{sentence} ({len(names)}): {named(names)}." for sentence, names in work.said.items())
    return Filled(_written(work, sorted(columns.values())), len(work.texts), (*work.notes, *said))


def _opened(template: bytes) -> _Work:
    table = scan(template)
    header = [cell.text.strip() for cell in table.rows[0]] if table.rows else []
    identity = {name: header.index(name) for name in IDENTITY if name in header}
    if "ID" not in identity or not {"Student", "LastName"} & identity.keys() or "Section" not in identity:
        raise ExportError(
            "This is not a gradebook that Canvas exported, whose columns begin with Student, ID and Section: "
            "export it again in Canvas, and give that file."
        )
    possible = next((row for row in table.rows[1:] if row and "Points Possible" in row[0].text), None)
    if possible is None:
        raise ExportError(
            "This gradebook has no row of Points Possible: export it again in Canvas, and give that file."
        )
    return _Work(table, identity, possible)


def _columns(work: _Work, view: View, chosen: Mapping[str, str]) -> dict[Listed, int]:
    """The column of each exercise that has one."""
    headings = {at: cell.text.strip() for at, cell in enumerate(work.table.rows[0])}
    assignments = {at: found for at, text in headings.items() if (found := _assignment(work, at, text))}
    unknown = [name for name in chosen if name not in {one.id for one in view.exercises}]
    if unknown:
        raise ExportError(f"The grade book has no exercise {for_terminal(unknown[0])}.")
    columns: dict[Listed, int] = {}
    for one in view.exercises:
        wanted = chosen.get(one.id)
        names = {plain(name) for name in ((wanted,) if wanted is not None else _names(one))}
        places = [at for at, found in assignments.items() if names & set(map(plain, (headings[at], *found.groups())))]
        if len(places) == 1:
            columns[one] = places[0]
        elif wanted is not None or places:
            problem = "More than one column" if places else "No column"
            raise ExportError(f"{problem} of this gradebook is {_quoted(wanted or one.title)}: {_choice(assignments)}")
        else:
            work.notes.append(f"No column of this gradebook is called {_quoted(one.title)} or {_quoted(one.id)}.")
    if not columns:
        raise ExportError(f"No exercise of the book has a column in this gradebook: {_choice(assignments)}")
    if len(set(columns.values())) < len(columns):
        raise ExportError(f"Two exercises go to the same column of this gradebook: {_choice(assignments)}")
    return columns


def _assignment(work: _Work, at: int, heading: str) -> re.Match[str] | None:
    """The title and the id of an assignment's heading, if it is one that may be written."""
    read_only = "read only" in work.cell(work.possible, at).casefold()
    return None if read_only or heading in IDENTITY else _TITLED.fullmatch(heading)


def _names(one: Listed) -> Iterable[str]:
    return (one.id, one.title, one.id.partition("_")[0])


def _choice(assignments: Mapping[int, re.Match[str]]) -> str:
    listed = ", ".join(_quoted(found[0]) for found in assignments.values())
    return f"name one of its assignments, {listed}." if listed else "it has no assignment; make one in Canvas first."


def _quoted(text: str) -> str:
    return f'"{for_terminal(text)}"'


def _students(work: _Work) -> Iterable[tuple[int, Row]]:
    """The rows of students: not the headings, the points possible, or the row that says how grades are posted."""
    for at, row in enumerate(work.table.rows[1:], start=1):
        if row and row is not work.possible and any(work.cell(row, place) for place in work.identity.values()):
            yield at, row


def _matched(work: _Work, learners: Sequence[Learner]) -> dict[int, Learner]:
    """The learner of each row. Nobody gets two rows, and no row two learners."""

    def cells(*names: str) -> Callable[[Row], list[str]]:
        return lambda row: [plain(work.cell(row, work.identity.get(name))) for name in names]

    lookups = (
        (_unambiguous(learners, lambda one: (one.ids.get("canvas", ""),)), cells("ID")),
        (_unambiguous(learners, lambda one: (one.id,) if "canvas" not in one.ids else ()), cells("ID")),
        (
            _unambiguous(learners, lambda one: (one.id, one.email, *_others(one))),
            cells("SIS User ID", "SIS Login ID", "Integration ID"),
        ),
        (_unambiguous(learners, lambda one: _forms(one.name)), lambda row: [plain(_student(work, row))]),
    )
    matched: dict[int, Learner] = {}
    taken: set[str] = set()
    for lookup, keys in lookups:
        for at, row in _students(work):
            one = _first(lookup, keys(row))
            if one is None or one.id in taken or at in matched:
                continue
            # Numbers that are not Canvas's own may be somebody else's there.
            if "canvas" in one.ids or not differ(one.name, _student(work, row)):
                matched[at] = one
                taken.add(one.id)
    return dict(sorted(matched.items()))


def _others(one: Learner) -> Iterable[str]:
    return (text for system, text in one.ids.items() if system != "canvas")


def _first(lookup: Mapping[str, Learner], keys: Iterable[str]) -> Learner | None:
    return next((lookup[key] for key in keys if key in lookup), None)


def _unambiguous(learners: Sequence[Learner], keys: Callable[[Learner], Iterable[str]]) -> dict[str, Learner]:
    found: dict[str, dict[str, Learner]] = {}
    for one in learners:
        for key in keys(one):
            found.setdefault(plain(key), {})[one.id] = one
    return {key: next(iter(ones.values())) for key, ones in found.items() if key and len(ones) == 1}


def _student(work: _Work, row: Row) -> str:
    if "Student" in work.identity:
        return work.cell(row, work.identity["Student"])
    return f"{work.cell(row, work.identity.get('FirstName'))} {work.cell(row, work.identity['LastName'])}"


def _forms(name: str) -> Iterable[str]:
    """A name as people write it, `Anna Ek`, and as Canvas sorts it, `Ek, Anna`, whichever of them it is."""
    yield name
    last, comma, first = name.partition(",")
    if comma:
        yield f"{first} {last}"
    else:
        parts = name.split()
        yield from (f"{' '.join(parts[at:])}, {' '.join(parts[:at])}" for at in range(1, len(parts)))


def _fill_cell(work: _Work, place: tuple[int, int], entry: Entry | None, one: Listed, learner: Learner) -> None:
    old = work.cell(work.table.rows[place[0]], place[1])
    if old.upper() in KEPT:
        work.say(EXCUSED, called(learner))
    elif (known_score := known(entry)) is None:
        work.say(NO_SCORE, called(learner))
    else:
        possible = work.cell(work.possible, place[1])
        worth = parsed(possible) or 0.0
        score = known_score * worth / one.maximum if worth > 0 and one.maximum > 0 else known_score
        if number(parsed(old), PLACES) != number(score, PLACES):
            text = number(score, PLACES)
            work.texts[place] = text.replace(".", ",") if "," in possible else text


def _say_the_rest(work: _Work, view: View, columns: Mapping[Listed, int], rows: Mapping[int, Learner]) -> None:
    for one, column in columns.items():
        worth = parsed(work.cell(work.possible, column)) or 0.0
        if worth > 0 and one.maximum > 0 and number(worth) != number(one.maximum):
            work.notes.append(
                f"The book counts {for_terminal(one.id)} to {number(one.maximum)} points and Canvas to "
                f"{number(worth)}: each score was multiplied by their ratio."
            )
    for at, row in _students(work):
        if at not in rows:
            work.say(NOBODY, for_terminal(_student(work, row) or work.cell(row, work.identity["ID"])))
    there = {learner.id for learner in rows.values()}
    filled = {one.id for one in columns}
    graded = {entry.learner for entry in view.entries if entry.exercise in filled and known(entry) is not None}
    for learner in view.learners:
        if learner.id in graded - there:
            work.say(ELSEWHERE, called(learner))


def _written(work: _Work, columns: Sequence[int]) -> bytes:
    """The rows that go back, cells that did not change in the bytes that they had."""
    table = work.table
    kept = [*sorted(work.identity.values()), *columns]
    possible = next(at for at, row in enumerate(table.rows) if row is work.possible)
    lines = []
    for at in (0, possible, *(at for at, _ in _students(work))):
        row = table.rows[at]
        cells = []
        for column in kept:
            if (at, column) in work.texts:
                quoted = column < len(row) and row[column].quoted
                cells.append(written(work.texts[at, column], table.delimiter, quoted=quoted))
            else:
                cells.append(table.raw(row[column]) if column < len(row) else b"")
        lines.append(table.delimiter.encode().join(cells) + table.newline)
    return table.mark + b"".join(lines)


__all__ = ["IDENTITY", "render"]
