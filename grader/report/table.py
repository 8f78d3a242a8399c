"""The last word of a run in a terminal: a line for each learner, who was not graded and why, and the sums."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Protocol

from grader.book.record import Entry, View
from grader.report.neutral import for_terminal
from grader.report.words import count, points

if TYPE_CHECKING:
    from rich.table import Table

LARGEST = 1000  # learners of whom a table is printed; more are a page's business
MOST_REASONS = 20
WIDEST = 28  # cells of an id or a name


class Untold(Protocol):
    """Something that was not graded."""

    @property
    def learner(self) -> str: ...
    @property
    def exercise(self) -> str: ...
    @property
    def why(self) -> str: ...


def render(
    view: View, counts: Mapping[str, int], untold: Sequence[Untold], *, width: int, color: bool, ascii: bool  # noqa: A002
) -> str:  # fmt: skip
    """The text, which ends with a newline."""
    from rich.console import Console

    console = Console(
        file=StringIO(), width=max(width, 60), force_terminal=color, color_system="standard" if color else None,
        legacy_windows=False, _environ={},
    )  # fmt: skip
    with console.capture() as captured:
        console.print(table(view, ascii=ascii))
    text = "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
    scores = [entry.score for entry in view.entries if entry.score is not None]
    mean = sum(scores) / len(scores) if scores and len(view.exercises) == 1 else None
    text += brief(len(view.learners), counts, untold, mean)
    return text.encode("ascii", "backslashreplace").decode() if ascii else text


def brief(learners: int, counts: Mapping[str, int], untold: Sequence[Untold], mean: float | None) -> str:
    """Who was not graded and why, and the sums: what is said of a class that is too large for a table."""
    return "\n".join([*_reasons(untold), _sums(learners, counts, mean), ""])


def table(view: View, *, ascii: bool) -> "Table":  # noqa: A002
    """A line for each learner, a column for each exercise, and the total where there are several."""
    from rich import box
    from rich.table import Table

    shown = Table(box=box.ASCII2 if ascii else box.SIMPLE_HEAD, pad_edge=False, safe_box=True)
    named = any(one.name for one in view.learners)
    shown.add_column("Learner", no_wrap=True, overflow="ellipsis", max_width=WIDEST)
    if named:
        shown.add_column("Name", no_wrap=True, overflow="ellipsis", max_width=WIDEST)
    for exercise in view.exercises:
        shown.add_column(f"{exercise.id.partition('_')[0]}\n/{points(exercise.maximum)}", justify="right")
    several = len(view.exercises) > 1
    if several:
        total = sum(one.maximum for one in view.exercises)
        shown.add_column(f"Total\n/{points(total)}", justify="right")
    entries = {(entry.learner, entry.exercise): entry for entry in view.entries}
    for learner in view.learners:
        mine = [entries[learner.id, exercise.id] for exercise in view.exercises]
        cells = [_text(learner.id), *([_text(learner.name)] if named else []), *(_cell(entry) for entry in mine)]
        if several:
            cells.append(points(sum(entry.score or 0.0 for entry in mine)))
        shown.add_row(*cells)
    return shown


def _text(text: str) -> str:
    from rich.markup import escape

    return escape(for_terminal(text))


def _cell(entry: Entry) -> str:
    """The score; a dash where nothing was handed in; a question mark where something was, and is not graded."""
    if entry.score is None:
        return "?" if entry.state == "not_graded" else "-"
    late = f" ({entry.days_late} d late)" if entry.days_late else ""
    return f"{points(entry.score)}{late}"


def _reasons(untold: Sequence[Untold]) -> list[str]:
    lines = [f"{for_terminal(one.learner)}, {one.exercise}: {for_terminal(one.why)}" for one in untold[:MOST_REASONS]]
    if len(untold) > MOST_REASONS:
        lines.append(f"and {len(untold) - MOST_REASONS} more: `dlgrade gradebook show` names them all.")
    return ["Not graded:", *(f"  {line}" for line in lines), ""] if lines else []


def _sums(learners: int, counts: Mapping[str, int], mean: float | None) -> str:
    told = f" The mean score is {mean:.3g}." if mean is not None else ""
    parts = [f"{counts['graded']:,} graded"]
    parts += [f"{counts['kept']:,} graded before"] if counts.get("kept") else []
    parts += [f"{counts['not_graded']:,} not graded"] if counts.get("not_graded") else []
    parts += [f"{counts['absent']:,} not handed in"] if counts.get("absent") else []
    return f"{count(learners, 'learner')}: {', '.join(parts)}.{told}"


__all__ = ["LARGEST", "brief", "render", "table"]
