"""The report as one HTML file that needs nothing else: no script, no request, the same bytes for the same record.

A submission chooses many of the texts. Each is made visible before a template sees it, and escaped by Jinja2 where it
is written; the page's own policy forbids scripts and requests, should both ever fail.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from grader.report import words
from grader.report.grids import Line, Window, kind, magnitude, numbers, place, printed, worst_entry, wrong_entries
from grader.report.heat import heat_map
from grader.report.neutral import visible
from grader.report.record import CheckReport, Grid, Report, ValueReport

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

WINDOW = Window(columns=8, rows=10, blocks=4)
ROWS = 100  # of the table of entries that differ
OUTPUT = 20_000  # characters of what was printed, from the end
_CODE = re.compile("`([^`\n]+)`")


def readable(value: object) -> object:
    """The value with every string in it made visible; newlines and tabs stay."""
    if isinstance(value, str):
        return visible(value, multiline=True)
    if isinstance(value, dict):
        return {readable(key): readable(item) for key, item in value.items()}
    return [readable(item) for item in value] if isinstance(value, (list, tuple)) else value


def _arrays(value: ValueReport) -> list[tuple[str, str, list[Line]]]:
    """The learner's array and the expected one: title, kind, lines."""
    named = [(name, grid) for name, grid in (("Yours", value.got), ("Expected", value.expected)) if grid is not None]
    wrong = wrong_entries(value) if value.got is not None else frozenset[int]()
    blocks = printed([grid for _, grid in named], WINDOW, wrong, worst_entry(value))
    return [(name, kind(grid), lines) for (name, grid), lines in zip(named, blocks, strict=True)]


def _array(grid: Grid) -> list[Line]:
    return printed([grid], WINDOW)[0]


def _differences(value: ValueReport) -> list[tuple[str, str, str, str]]:
    """The entries that differ, at most `ROWS` of them: index, the learner's, the expected one, the difference."""
    if value.got is None or value.expected is None or value.error is None:
        return []
    positions = sorted(wrong_entries(value))[:ROWS]
    shown = frozenset(positions)
    mine, theirs = numbers((value.got, value.expected), shown, (shown, shown))
    errors = [value.error.entries[at] for at in positions]
    off = [f"{magnitude(entry):.3g}" if isinstance(entry, (int, float)) else entry for entry in errors]
    places = [str(list(place(at, value.error.shape))) for at in positions]
    return [(where, mine[at], theirs[at], by) for where, at, by in zip(places, positions, off, strict=True)]


def _differences_title(value: ValueReport) -> str:
    total = len(wrong_entries(value))
    if total == 1:
        return "The entry that differs, as numbers"
    first = f"first {ROWS} of {total:,}" if total > ROWS else f"{total}"
    return f"The {first} entries that differ, as numbers"


def _prose(text: str) -> "Markup":
    """A sentence as HTML: escaped, what stands between backticks as code."""
    from markupsafe import Markup

    pieces = _CODE.split(text)  # every second one is code
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if at % 2 else Markup.escape(piece) for at, piece in enumerate(pieces)
    )


def _start(report: Report) -> int | None:
    """The number, from 1, of the check to look at first: one that went wrong, else one still to be written."""
    for tone in ("bad", "todo"):
        for number, check in enumerate(report.checks, start=1):
            if words.SIGNS[check.verdict].tone == tone:
                return number
    return None


def _ending(text: str) -> str:
    """The end of what was printed, from the beginning of a line on where there is one."""
    if len(text) <= OUTPUT:
        return text
    cut = text[-OUTPUT:]
    return cut.partition("\n")[2] or cut


@cache
def environment() -> "Environment":
    """The templates of all reports, with what they call."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("grader.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(points=words.points, earned=words.earned, array=_array, kind=kind, ending=_ending, prose=_prose)
    made.globals.update(
        signs=words.SIGNS,
        isolation_words=words.ISOLATION,
        case_title=words.case_title,
        diagnosis_words=words.DIAGNOSES,
        diagnoses_of=words.diagnoses_of,
        follows_from=words.follows_from,
        value_sign=words.value_sign,
        value_sentence=words.value_sentence,
        count=words.count,
        arrays=_arrays,
        differences=_differences,
        differences_title=_differences_title,
        heat_map=heat_map,
    )
    return made


def _waits(report: Report) -> dict[str, list[tuple[int, CheckReport]]]:
    """For each check that is blocked, the number and record of those it waits for."""
    number = {check.name: at for at, check in enumerate(report.checks, start=1)}
    blocked = [check for check in report.checks if check.verdict == "blocked"]
    return {check.name: [(number[other.name], other) for other in words.waits_for(check, report)] for check in blocked}


def render(report: Report) -> str:
    """The report as a whole HTML document."""
    shown = msgspec.convert(readable(msgspec.to_builtins(report)), Report)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=shown,
            score=words.score(shown),
            summary=words.summary(shown),
            start=_start(shown),
            waits=_waits(shown),
            numbers={check.name: at for at, check in enumerate(shown.checks, start=1)},
        )
    )


__all__ = ["environment", "readable", "render"]
