"""The grade book for GitHub Actions: annotations of files, the summary of a step, and output that gives no orders.

GitHub takes every line of a log that begins with `::name` for an order, so nothing of a submission is written but
escaped, or between the two lines that switch orders off. Of a step's annotations it shows ten; the summary has all.

See https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import PurePosixPath

from grader.book.record import Entry, View
from grader.report import words
from grader.report.neutral import for_terminal, visible
from grader.report.record import CheckReport, Report

MOST_ANNOTATIONS = 10
LARGEST_SUMMARY = 1024 * 1024  # bytes; GitHub refuses the whole summary above it
LONGEST = 4_000  # characters of one text, in an annotation and in the summary
QUIET = ("passed", "blocked")  # a check that waits is told of by the one that it waits for

_LINE = re.compile(r'\s*(?:File "(?P<quoted>[^"]+)"|(?P<plain>[^"\n]+?)), line (?P<line>\d+)(?=[,:]|\s*\Z)', re.ASCII)


def annotations(view: View, *, workspace: str = "") -> str:
    """The first ten things that went wrong as `::error` commands, a line each, and how many there are besides.

    The file is named where the learner's code raised and the line is known. Its path is taken from the top of the
    repository, which is where the command runs, or else at `workspace`.
    """
    found = _troubles(view)
    lines = [_annotation(*trouble, workspace) for _, trouble in zip(range(MOST_ANNOTATIONS), found, strict=False)]
    left = sum(1 for _ in found)
    if left:
        lines.append(f"::notice title=dlgrade::{words.count(left, 'more finding')} in the summary of this step.")
    return "".join(f"{line}\n" for line in lines)


def _troubles(view: View) -> Iterator[tuple[Entry, Report | None, CheckReport | None]]:
    """What did not go right, one thing at a time: reports are read as they are reached, and not kept."""
    for entry in view.entries:
        report = view.report(entry)
        if entry.state == "not_graded":
            yield entry, report, None
        elif report is not None:
            yield from ((entry, report, check) for check in report.checks if check.verdict not in QUIET)


def _annotation(entry: Entry, report: Report | None, check: CheckReport | None, workspace: str) -> str:
    place = _place(report, check, workspace) if report is not None and check is not None else None
    said = _said(entry, check)
    title = f"{entry.learner}: {entry.exercise}{f', {check.name}' if check else ''}"
    properties = {**({"file": place[0], "line": place[1]} if place else {}), "title": title}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {listed}::{_data(said)}"


def _said(entry: Entry, check: CheckReport | None) -> str:
    if check is None:
        return entry.why or "This submission could not be graded."
    worth = f"{words.earned(check)} of {words.points(check.max_points)} points"
    message = check.message or f"{words.SIGNS[check.verdict].word.capitalize()}."
    return f"{check.claim} ({worth})\n{message}" + (f"\nHint: {check.hint}" if check.hint else "")


def _data(text: str) -> str:
    escaped = _shown(text).replace("%", "%25")
    return escaped.replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _place(report: Report, check: CheckReport, workspace: str) -> tuple[str, str] | None:
    """The learner's line that raised: the last one of the traceback, which is where it happened."""
    found = [match for line in (check.case.traceback if check.case else ()) if (match := _LINE.match(line))]
    if not found:
        return None
    path = _path(report.submission, found[-1]["quoted"] or found[-1]["plain"], workspace)
    return (path, found[-1]["line"]) if path else None


def _path(submission: str, file: str, workspace: str) -> str:
    """The path of a submission's file from the top of the repository; empty where it is not in there."""
    whole = PurePosixPath(submission)
    single = whole.suffix == ".py" and whole.name == PurePosixPath(file).name
    if not file.endswith(".py") or (whole.suffix and not single):
        return ""  # a notebook or an archive: its lines are not lines of a file of the repository
    path = whole if single else whole / file
    if path.is_absolute():
        if not workspace or not path.is_relative_to(workspace):
            return ""
        path = path.relative_to(workspace)
    return "" if ".." in path.parts else str(path)


def quoted(text: str, token: str) -> str:
    """The text between the lines that switch GitHub's orders off and on again.

    Whoever knows the token can switch them on, so it is to be random, and made anew for each text. One that occurs in
    the text is replaced by another.
    """
    if len(token) < 16 or not token.isalnum() or not token.isascii():
        raise ValueError("The token is to be 16 or more random letters and digits, as secrets.token_hex() gives them.")
    shown = visible(text, multiline=True)
    while token.casefold() in shown.casefold():  # GitHub does not look at case
        token = hashlib.sha256(f"{token}\n{shown}".encode()).hexdigest()
    ending = "" if shown.endswith("\n") or not shown else "\n"
    return f"::stop-commands::{token}\n{shown}{ending}::{token}::\n"


def summary(view: View) -> str:
    """The book in Markdown: the scores, and everything that went wrong, in at most 1 MiB.

    All that a learner chose stands escaped within blocks of HTML, where Markdown is not read, and within `code` and
    `pre`, where GitHub links no names and addresses.
    """
    head = f"<h2>{_code(view.course)}</h2>\n\n" if view.course else ""
    pieces = [head, _scores(view)]
    size = sum(len(piece.encode()) for piece in pieces)
    left = 0
    for entry, _, check in _troubles(view):
        section = "" if left else _section(entry, check)
        size += len(section.encode())
        if left or size > LARGEST_SUMMARY - 1_000:
            left += 1
        else:
            pieces.append(section)
    if left:
        pieces.append(f"\n{words.count(left, 'more finding')} did not fit here. The reports have them all.\n")
    return "".join(pieces)


def _scores(view: View) -> str:
    heads = "".join(f"<th>{_code(text)}</th>" for text in ("learner", *(one.id for one in view.exercises)))
    entries = {(entry.learner, entry.exercise): entry for entry in view.entries}
    rows = [f"<table>\n<tr>{heads}</tr>\n"]
    size = 0
    for at, learner in enumerate(view.learners):
        cells = "".join(f"<td>{_score(entries.get((learner.id, one.id)))}</td>" for one in view.exercises)
        row = f"<tr><td>{_code(learner.id)}</td>{cells}</tr>\n"
        size += len(row.encode())
        if size > LARGEST_SUMMARY // 2:
            rest = len(view.learners) - at
            return "".join(rows) + f"</table>\n\n{words.count(rest, 'more learner')} did not fit here.\n\n"
        rows.append(row)
    return "".join(rows) + "</table>\n\n"


def _score(entry: Entry | None) -> str:
    if entry is None or entry.score is None:
        return "missing" if entry is None or entry.state == "missing" else "not graded"
    return f"{words.points(entry.score)} of {words.points(entry.maximum)}"


def _section(entry: Entry, check: CheckReport | None) -> str:
    title = f"{entry.learner}: {entry.exercise}{f', {check.name}' if check else ''}"
    case = check.case if check else None
    lines: Iterable[str] = (*case.calls, *case.traceback) if case else ()
    text = "\n".join((_said(entry, check), *lines))
    return f"<details><summary>{_code(title)}</summary>\n<pre>{_html(text)}</pre>\n</details>\n\n"


def _code(text: str) -> str:
    return f"<code>{_html(text)}</code>"


def _html(text: str) -> str:
    """The text in HTML, on one line of the source: an empty line would end the block, and Markdown would begin."""
    return escape(_shown(text)).replace("\n", "&#10;")


def _shown(text: str) -> str:
    shown = for_terminal(text, multiline=True)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]} (the rest is left out)"


__all__ = ["annotations", "quoted", "summary"]
