"""`dlgrade check`."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.problems import EXIT_FAULT, EXIT_NOT_YET, EXIT_USAGE, Problem
from grader.course import open_course

if TYPE_CHECKING:
    from grader.report.record import Report
    from grader.sandbox.limits import Limits


@click.command("check")
@click.argument("exercise")
@click.argument("path", required=False)
@click.option("--only", multiple=True, metavar="CHECK", help="Run only this check, and what it needs. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--html", "html", metavar="FILE", help="Write the report as a page that stands on its own.")
@click.option("--device", type=click.Choice(["cpu", "cuda"]), default="cpu", help="Where a PyTorch submission runs.")
@click.option("--seed", metavar="TEXT", help="Draw the examples from this seed.")
@click.option("--shrink/--no-shrink", default=True, help="Look for a smaller failing case, if PyTorch is installed.")
@click.option("--timeout", type=click.FloatRange(min=0.05), metavar="SECONDS", help="Time for each check.")
@click.option("--start", type=click.Choice(["fork", "spawn"]), help="How learner processes are started.")
@click.pass_obj
def command(
    course: str | None, exercise: str, path: str | None, only: tuple[str, ...], as_json: bool, html: str | None,
    device: str, seed: str | None, shrink: bool, timeout: float | None, start: str | None,
) -> int:  # fmt: skip
    """Check your work on an exercise.

    PATH is the module, a folder that holds it, or a folder that holds exerciseNN_name/; without it, the working folder.
    """
    from grader.grading import Options, check
    from grader.submission.take import take

    opened = open_course(Path(course) if course else None)
    found = opened.find(exercise)
    submission = take(Path(path) if path else Path(), found)
    if device != "cpu" and submission.flavour != "torch":
        raise Problem("--device cuda is for PyTorch submissions; this one is written in NumPy.", EXIT_USAGE)
    limits = _limits(found.limits, str(found.folder / "exercise.toml"), timeout)
    options = Options(seed or opened.seed, limits, device, start, shrink, only)  # type: ignore[arg-type]
    report = check(opened, found, submission, options, _tell)
    if path is None and not only:
        from grader.cli.work import remember

        remember(Path.cwd(), found, report.verdict, report.score)
    _print(report, as_json=as_json)
    if html:
        _write_html(report, Path(html))
    return {"passed": 0, "fault": EXIT_FAULT}.get(report.verdict, EXIT_NOT_YET)


def _limits(settings: dict[str, float], manifest: str, timeout: float | None) -> "Limits":
    from msgspec import structs

    from grader.sandbox.limits import limits_of

    try:
        limits = limits_of(settings)
    except ValueError as error:
        raise Problem(f"{manifest}: {error}.", EXIT_USAGE) from None
    return structs.replace(limits, message_seconds=timeout) if timeout else limits


def _tell(text: str) -> None:
    click.echo(text, err=True)


def _print(report: "Report", *, as_json: bool) -> None:
    if as_json:
        from grader.report import json

        click.echo(json.render(report), nl=False)
        return
    from grader.report import terminal

    width = shutil.get_terminal_size((80, 24)).columns
    text = terminal.render(report, width=width, color=colourful(), ascii=not _speaks_unicode())
    click.echo(text, nl=not text.endswith("\n"), color=True)


def colourful() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR says no; FORCE_COLOR says yes anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _speaks_unicode() -> bool:
    try:
        "✓✗─│".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _write_html(report: "Report", path: Path) -> None:
    from grader.report import html

    path.write_text(html.render(report), encoding="utf-8")
    _tell(f"Wrote {path}.")
