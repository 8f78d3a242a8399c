r"""The grade book as CSV: a line for each learner and exercise, or a line for each learner.

Every text goes through `for_csv`, so that no program computes it, and every cell is quoted. Where a spreadsheet program
takes semicolons for what parts cells, as in half of the world, that is not enough: it sees a comma behind the first
closing mark, takes the rest for bare text, and parts it at any semicolon. So an apostrophe stands behind a semicolon as
well, if a formula would begin there.

Lines end in `\r\n`: RFC 4180 asks for it, every reader takes it, and some older ones take nothing else. Written as
`utf-8-sig`, the file shows its letters in Excel as well.
"""

import csv
import io
import re
from collections.abc import Iterable

from grader.book.record import Entry, View
from grader.exports.common import number
from grader.learners import Learner
from grader.report.neutral import for_csv

COLUMNS = (
    "learner", "name", "email", "exercise", "state", "score", "max_score", "raw_score", "penalty", "days_late",
    "adjusted", "verdict", "attempts", "submitted", "why",
)  # fmt: skip
_FORMULA_BEHIND = re.compile('(?<=;)(?=["\\s]*[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212])')


def render(view: View) -> str:
    """A line for each learner and exercise; what is not known is an empty cell."""
    learners = {learner.id: learner for learner in view.learners}
    return _written([COLUMNS, *(_line(learners.get(entry.learner), entry) for entry in view.entries)])


def wide(view: View) -> str:
    """A line for each learner, a column for each exercise, and the total.

    The total is the points so far: what was not handed in adds nothing. It is left empty where an exercise was handed
    in and could not be graded, since nobody knows then what it is.
    """
    entries = {(entry.learner, entry.exercise): entry for entry in view.entries}
    rows = [("learner", "name", "email", *(one.id for one in view.exercises), "total")]
    for learner in view.learners:
        row = [entries.get((learner.id, one.id)) for one in view.exercises]
        scores = [number(entry.score if entry else None) for entry in row]
        rows.append((learner.id, learner.name, learner.email, *scores, number(_total(row))))
    return _written(rows)


def _line(learner: Learner | None, entry: Entry) -> tuple[str, ...]:
    return (
        entry.learner,
        learner.name if learner else "",
        learner.email if learner else "",
        entry.exercise,
        entry.state,
        number(entry.score),
        number(entry.maximum),
        number(entry.raw),
        number(entry.penalty),
        str(entry.days_late),
        number(entry.adjusted),
        entry.verdict or "",
        str(entry.attempts),
        entry.submitted,
        entry.why,
    )


def _total(row: Iterable[Entry | None]) -> float | None:
    entries = [entry for entry in row if entry is not None]
    scores = [entry.score for entry in entries if entry.score is not None]
    unknown = any(entry.score is None and entry.state != "missing" for entry in entries)
    return None if unknown or not scores else sum(scores)


def _written(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(map(_harmless, row) for row in rows)
    return text.getvalue()


def _harmless(text: str) -> str:
    return _FORMULA_BEHIND.sub("'", for_csv(text))


__all__ = ["COLUMNS", "render", "wide"]
