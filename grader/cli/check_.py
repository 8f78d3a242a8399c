"""`dlgrade check`."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import can_use_cuda, limits_for, typed_seed
from grader.cli.output import colourful, say, speaks_unicode, terminal_width
from grader.cli.problems import EXIT_FAULT, EXIT_NOT_YET, EXIT_USAGE, Problem
from grader.cli.work import digest, remember
from grader.course import open_course
from grader.report.neutral import for_terminal

if TYPE_CHECKING:
    from grader.experiment.message import Level
    from grader.report.record import Report
    from grader.supervisor.launch import Start


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
@click.option(
    "--isolation",
    type=click.Choice(["process", "confined", "isolated"]),
    default="process",
    help="The least that your code must be confined; without it, as much as this machine offers.",
)
@click.option("--start", type=click.Choice(["fork", "spawn"]), help="How learner processes are started.")
@click.pass_obj
def command(
    course: str | None, exercise: str, path: str | None, only: tuple[str, ...], as_json: bool, html: str | None,
    device: str, seed: str | None, shrink: bool, timeout: float | None, isolation: "Level",
    start: "Start | None",
) -> int:  # fmt: skip
    """Check your work on an exercise.

    PATH is the module, a notebook, a zip or tar archive, a folder that holds the module, or one that holds
    exerciseNN_name/; without it, the working folder.
    """
    from grader.submission.guess import likely_flavour
    from grader.supervisor.launch import Plan, launcher

    page = Path(html) if html else None
    if page is not None:
        _may_be_written(page)
    opened = open_course(Path(course) if course else None)
    found = opened.find(exercise)
    where = Path(path or "")
    limits = limits_for(found, timeout)
    flavour = "torch" if device != "cpu" else likely_flavour(where, found)
    plan = Plan(flavour, device, limits, isolation)
    with launcher(plan, start) as processes:  # its start-up runs beside what follows
        from grader.graded import Options
        from grader.grading import check
        from grader.submission.take import find, take

        module = find(where, found)
        before = digest(module)
        submission = take(where, found)
        if submission.flavour == "torch":
            _has_torch(found.name)
        if device != "cpu":
            can_use_cuda(submission.flavour)
        options = Options(typed_seed(seed) or opened.seed, limits, device, start, shrink, only, isolation)
        report = check(processes, opened, found, submission, options, _tell, lambda: _prepare(as_json=as_json))
    if not only:
        remember(module, before, found, report.verdict, report.score)
    _print(report, as_json=as_json)
    if page is not None:
        _write_html(report, page)
    return {"passed": 0, "fault": EXIT_FAULT}.get(report.verdict, EXIT_NOT_YET)


def _has_torch(name: str) -> None:
    """A PyTorch submission needs PyTorch, and a NumPy one does not."""
    from grader.recording import versions

    if "torch" not in versions():
        raise Problem(
            "This submission is written in PyTorch, which is not installed here: pip install torch==2.13.0. "
            f"(`dlgrade start {name}` writes a stub in NumPy.)",
            EXIT_USAGE,
        )


def _tell(text: str) -> None:
    click.echo(for_terminal(text), err=True)


def _prepare(*, as_json: bool) -> None:
    """Import what will print, while there is nothing else to do: 20 ms of a check's 200."""
    names = ("grader.report.json",) if as_json else ("grader.report.terminal", "rich.console", "rich.text")
    for name in names:
        importlib.import_module(name)


def _print(report: "Report", *, as_json: bool) -> None:
    if as_json:
        from grader.report import json

        say(json.render(report).encode(), nl=False)  # JSON is UTF-8, whatever the terminal speaks
        return
    from grader.report import terminal

    text = terminal.render(report, width=terminal_width(), color=colourful(), ascii=not speaks_unicode())
    say(text, nl=not text.endswith("\n"))


def _may_be_written(page: Path) -> None:
    """Refuse, before anything is graded, a page that would overwrite what is no report, or that has no folder."""
    if not page.parent.is_dir():
        raise Problem(f"There is no folder {page.parent}. Make it, or name another file with --html.", EXIT_USAGE)
    if page.is_dir():
        raise Problem(f"{page} is a folder. Name a file with --html, such as {page / 'report.html'}.", EXIT_USAGE)
    if page.exists() and page.suffix.lower() not in (".html", ".htm"):
        raise Problem(f"{page} is there already, and no page. Name another file with --html.", EXIT_USAGE)


def _write_html(report: "Report", page: Path) -> None:
    from grader.recording import write_whole
    from grader.report import html

    write_whole(page, html.render(report).encode(), shared=True)
    _tell(f"Wrote {page}.")
