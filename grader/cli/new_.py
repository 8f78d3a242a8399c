"""`dlgrade new`."""

import os
import shlex
from pathlib import Path

import click

from grader.cli.output import say
from grader.cli.problems import EXIT_USAGE, Problem
from grader.course import PACKAGE, open_course
from grader.report.neutral import for_terminal


@click.command("new")
@click.argument("exercise", nargs=-1, required=True)
@click.pass_obj
def command(course: str | None, exercise: tuple[str, ...]) -> None:
    """Write the skeleton of a new exercise: exercise13_penalty, or 13 penalty.

    It is a small exercise that runs, with gaps marked FILL_IN. It goes into the course that --course names, which may
    be an empty folder. What is there already is left alone.
    """
    from grader.skeleton.write import GAP, gaps, named, write

    opened = open_course(Path(course) if course else None)
    if opened.root.is_relative_to(PACKAGE):
        raise Problem(
            "The course that dlgrade brings is not yours to add to. Name a folder with --course DIR.", EXIT_USAGE
        )
    new = named(" ".join(exercise), opened)
    written = write(opened, new)
    say("Wrote")
    for path in written:
        say(f"  {for_terminal(_short(path))}")
    left = list(gaps(written))
    say(f"\nIt is a small exercise that runs, with {len(left)} gaps marked {GAP}:")
    for gap in left:
        say(f"  {for_terminal(_short(gap.path))}:{gap.line}")
    dlgrade = f"dlgrade --course {shlex.quote(course)}" if course else "dlgrade"
    say(f"\nFill them in, then: {dlgrade} validate {new.name}")
    say("Then put your own functions in place of scale; docs/write-an-exercise.md walks through one.")


def _short(path: Path) -> str:
    """The path as one would type it here."""
    short = os.path.relpath(path)
    return str(path) if short.startswith("..") else short
