"""The report for a terminal: what to do next at a glance, and nothing that rests on colour alone."""

from collections.abc import Sequence
from itertools import zip_longest

from grader.report import words
from grader.report.grids import MARK, Line, Window, kind, printed, worst_entry, wrong_entries
from grader.report.page import Page, Span
from grader.report.record import CaseReport, CheckReport, Report, ValueReport

STYLES = {"good": "green", "bad": "bold red", "todo": "yellow", "quiet": "dim", "fault": "bold magenta"}
DIM, STRONG, WRONG, HINT = "dim", "bold", "bold red", "cyan"
INDENT = 4
OUTPUT_LINES, OUTPUT_LINES_VERBOSE = 8, 200
OUTPUT_COLUMNS = 400  # of one line of output: a learner may print a whole array on one
WINDOWS = (Window(), Window(columns=6, rows=6), Window(columns=3, rows=6, blocks=3), Window(2, 3, 2))
INPUT_WINDOW = Window(columns=6, rows=4, blocks=2)
BETWEEN = 3  # columns between two arrays side by side

Lead = Sequence[Span]


def _sign(page: Page, verdict_of: CheckReport | Report) -> words.Sign:
    sign = words.SIGNS[verdict_of.verdict]
    return words.Sign(sign.plain, sign.plain, sign.word, sign.tone) if page.ascii_only else sign


def _spans(line: Line) -> list[Span]:
    return [(piece.text, WRONG if piece.wrong else "") for piece in line]


def _cells(page: Page, lines: Sequence[Line]) -> int:
    return max((page.cells("".join(piece.text for piece in line)) for line in lines), default=0)


def _arrays(page: Page, value: ValueReport, indent: int) -> None:
    """The learner's array beside the expected one; below each other where the page is too narrow."""
    grids = [grid for grid in (value.got, value.expected) if grid is not None]
    if not grids:
        return
    titles = [f"{name}  {kind(grid)}" for name, grid in (("yours", value.got), ("expected", value.expected)) if grid]
    wrong = wrong_entries(value) if value.got is not None else frozenset[int]()
    room = page.width - indent
    for window in WINDOWS:
        columns = printed(grids, window, wrong, worst_entry(value))
        widths = [max(page.cells(title), _cells(page, lines)) for title, lines in zip(titles, columns, strict=True)]
        beside = sum(widths) + BETWEEN * (len(widths) - 1) <= room
        if beside or max(widths) <= room:
            break
    blocks = [[((title, DIM),), *map(_spans, lines)] for title, lines in zip(titles, columns, strict=True)]
    for rows in zip_longest(*blocks, fillvalue=()) if beside else [(row,) for block in blocks for row in block]:
        page.whole((" " * indent, ""), *_side_by_side(page, rows, widths))
    if wrong:
        page.write((f"{MARK} differs", DIM), lead=[(" " * indent, "")])


def _side_by_side(page: Page, rows: Sequence[Sequence[Span]], widths: Sequence[int]) -> list[Span]:
    spans: list[Span] = []
    for row, width in zip(rows, widths, strict=False):
        spans += [*row, (" " * (width - sum(page.cells(text) for text, _ in row) + BETWEEN), "")]
    return spans


def _value(page: Page, value: ValueReport, indent: int) -> None:
    sign = words.value_sign(value)
    mark, style = sign.plain if page.ascii_only else sign.mark, STYLES[sign.tone]
    text = words.value_sentence(value)
    said = text.lstrip("`").startswith(value.label)
    name: list[Span] = [] if said else [(f"{value.label}: ", STRONG)]
    page.write(*name, (text, DIM if sign.tone == "quiet" else ""), lead=[(" " * indent, ""), (f"{mark} ", style)])
    if not value.right:
        _arrays(page, value, indent + 2)


def _inputs(page: Page, case: CaseReport, indent: int) -> None:
    for name, grid in case.inputs.items():
        (lines,) = printed([grid], INPUT_WINDOW)
        front = f"{name} = "
        for position, line in enumerate(lines):
            page.whole((" " * indent, ""), (" " * page.cells(front) if position else front, DIM), *_spans(line))


def _case(page: Page, check: CheckReport, case: CaseReport, indent: int) -> None:
    page.gap()
    page.write((words.case_title(check, case), DIM), lead=[(" " * indent, "")])
    inside = indent + 2
    for call in case.calls:
        page.write((call, ""), lead=[(" " * inside, "")])
    _inputs(page, case, inside)
    for value in case.values:
        _value(page, value, inside)
    if case.traceback:
        page.gap()
        page.write(("In your code", DIM), lead=[(" " * indent, "")])
        for line in "\n".join(case.traceback).split("\n"):
            page.write((line, ""), lead=[(" " * indent, ""), ("│ ", DIM)], repeat_lead=True)


def _headline(page: Page, check: CheckReport, width: int, *, verbose: bool) -> None:
    """The line of one check: mark, points, claim, name."""
    sign = _sign(page, check)
    style = STYLES[sign.tone]
    worth = words.worth(check)
    quiet = DIM if sign.tone == "quiet" else ""
    told = check.verdict in {"passed", "failed", "blocked"}
    word: list[Span] = [] if told else [(f"{sign.word}: ", style)]
    time: list[Span] = [(f" · {check.seconds:.2f}s", DIM)] if verbose else []
    lead: Lead = [(f"{sign.mark} ", style), (f"{worth:>{width}}  ", quiet)]
    page.write(*word, (check.claim, quiet), (f" ({check.name})", DIM), *time, lead=lead)


def _diagnoses(page: Page, report: Report, check: CheckReport) -> None:
    """What was concluded of the failure, above its numbers; in full where it is told first."""
    for one, first in words.diagnoses_of(check, report):
        margin = [(" " * INDENT, "")]
        page.write((one.sentence, STRONG), lead=[*margin, (f"{words.DIAGNOSES[one.kind]}: ", "bold yellow")])
        if not first:
            continue
        if one.hint:
            page.write((one.hint, ""), lead=[*margin, ("Hint: ", HINT)])
        page.write((one.how, DIM), lead=margin)
    if check.diagnoses:
        page.gap()


def _check(page: Page, report: Report, check: CheckReport, width: int, *, verbose: bool) -> None:
    if check.verdict not in {"passed", "blocked"}:
        page.gap()
    _headline(page, check, width, verbose=verbose)
    if check.verdict == "passed":
        if check.message:
            page.write((check.message, DIM), lead=[(" " * (width + 4), "")])
        return
    if check.verdict == "blocked":
        margin = [(" " * (width + 4), "")]
        waits = words.waits_for(check, report)
        named = ", ".join(other.name for other in waits) or ", ".join(check.needs)
        page.write((f"Waits for {named}." if named else check.message, DIM), lead=margin)
        return
    earlier = words.follows_from(check, report)
    if earlier is not None and not verbose:
        page.write((f"Follows from {earlier[1].name}, above: look there first.", DIM), lead=[(" " * INDENT, "")])
        page.gap()
        return
    _diagnoses(page, report, check)
    if check.message:
        page.write((check.message, STRONG), lead=[(" " * INDENT, "")])
    if check.case is not None:
        _case(page, check, check.case, INDENT)
    hint = words.hint_of(check, report)
    if hint:
        page.gap()
        page.write((hint, ""), lead=[(" " * INDENT, ""), ("Hint: ", HINT)])
    if check.repeat:
        page.gap()
        page.whole((" " * INDENT, ""), ("Again: ", DIM), (check.repeat, ""))
    page.gap()


def _output(page: Page, name: str, text: str, limit: int) -> None:
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if not text.strip():
        return
    page.gap()
    left_out = len(lines) - limit
    rest = f", the last {limit} of {words.count(len(lines), 'line')}" if left_out > 0 else ""
    page.write((f"What your code wrote to {name}{rest}", DIM))
    for line in lines[-limit:]:
        short = line[:OUTPUT_COLUMNS] + ("…" if len(line) > OUTPUT_COLUMNS else "")
        page.write((short, ""), lead=[("│ ", DIM)], repeat_lead=True)


def _origin(page: Page, report: Report) -> None:
    """With `verbose`: what was graded, by what, and when."""
    facts = {
        "submission": f"{report.submission} ({report.submission_digest})",
        "recording": report.recording_digest,
        "seed": report.seed,
        "judged by": ", ".join(f"{name} {version}" for name, version in report.versions.items()),
        "started": f"{report.started}, took {report.seconds:.2f} s",
    }
    for name, fact in facts.items():
        page.write((fact, DIM), lead=[(f"{name:<12}", DIM)])


def _foot(page: Page, report: Report, *, verbose: bool) -> None:
    page.gap()
    for note in report.notes:
        page.write((note, ""), lead=[("Note: ", HINT)])
    where = f"{words.ISOLATION[report.isolation.level]} ({report.isolation.level}, {report.isolation.start})"
    page.write((f"Your code ran {where}, {report.flavour} on {report.device}.", DIM))
    for note in report.isolation.notes:
        page.write((note, DIM), lead=[("  ", "")])
    if verbose:
        _origin(page, report)
    if report.repeat:
        page.whole(("Again: ", DIM), (report.repeat, ""))


def render(report: Report, *, width: int, color: bool, verbose: bool = False, ascii: bool = False) -> str:  # noqa: A002
    """The report as lines of at most `width` cells (commands to copy and arrays are not broken), newline at the end.

    Args:
        report: What to show.
        width: Columns of the terminal; below 40 it is written for 40.
        color: Whether to write ANSI colours; without, no escape sequence is written at all.
        verbose: Whether to add times, versions, digests, and more of what was printed.
        ascii: Whether the encoding has nothing but ASCII.
    """
    page = Page(width, color=color, ascii_only=ascii)
    sign = _sign(page, report)
    page.write((report.title, STRONG), (f" · {report.exercise}", DIM))
    score, style = words.score(report), STYLES[sign.tone]
    verdict: list[Span] = [] if report.verdict == "fault" else [(f" · {sign.word}", style)]
    page.write((score, f"bold {style}"), *verdict, lead=[(f"{sign.mark} ", style)])
    page.write((words.summary(report), DIM))
    if report.message:
        page.write((report.message, STRONG))
    page.gap()
    shares = [words.worth(check) for check in report.checks]
    for check in report.checks:
        _check(page, report, check, max(map(len, shares)), verbose=verbose)
    limit = OUTPUT_LINES_VERBOSE if verbose else OUTPUT_LINES
    _output(page, "standard output", report.stdout, limit)
    _output(page, "standard error", report.stderr, limit)
    _foot(page, report, verbose=verbose)
    return page.text()


__all__ = ["render"]
