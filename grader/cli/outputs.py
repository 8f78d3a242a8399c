"""Files that a run writes beside its grade book: pages, JUnit XML, what GitHub Actions reads."""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.output import say

MOST_PRINTED = 4096  # characters of one learner's output in a log

if TYPE_CHECKING:
    from grader.book.record import View


def write_outputs(view: "View", *, report: str | None, salt: str, junit: str | None, github: bool) -> None:
    """Write what was asked for."""
    from grader.recording import write_whole

    if report is not None:
        from grader.report.classroom import write

        write(view, Path(report), salt=salt)
        click.echo(f"Wrote {Path(report) / 'index.html'}.", err=True)
    if junit is not None:
        from grader.exports import junit as junit_xml

        write_whole(Path(junit), junit_xml.render(view).encode(), shared=True)
        click.echo(f"Wrote {junit}.", err=True)
    if github:
        from grader.exports import github as actions

        _say_what_was_printed(view)
        say(actions.annotations(view, workspace=os.environ.get("GITHUB_WORKSPACE", "")), nl=False)
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary:
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(actions.summary(view))


def _say_what_was_printed(view: "View") -> None:
    """Learners' own output, of those who did not pass: between words that nobody can know, it orders nothing."""
    from grader.exports.github import quoted
    from grader.report.neutral import for_terminal

    for entry in view.entries:
        report = view.report(entry) if entry.verdict not in (None, "passed") else None
        text = f"{report.stdout}{report.stderr}"[-MOST_PRINTED:] if report else ""
        if text:
            say(for_terminal(f"{entry.learner}, {entry.exercise} printed:"))
            say(quoted(text, secrets.token_hex(16)), nl=False)
