"""`dlgrade show`."""

import contextlib
import os
import sys
from pathlib import Path

import click

from grader.cli.output import say
from grader.course import open_course


@click.command("show")
@click.argument("exercise")
@click.pass_obj
def command(course: str | None, exercise: str) -> None:
    """Show the statement of an exercise: rendered on a terminal, as Markdown in a pipe."""
    found = open_course(Path(course) if course else None).find(exercise)
    text = found.statement.read_text(encoding="utf-8")
    if not sys.stdout.isatty():
        say(text, nl=not text.endswith("\n"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    os.environ.setdefault("LESS", "-FRX")  # as git does: less shows colours, and leaves where all fits
    console = Console()
    with console.pager(styles=True) if console.size.height < text.count("\n") else _nothing():
        console.print(Markdown(text), width=min(console.width, 100))


def _nothing() -> contextlib.AbstractContextManager[None]:
    return contextlib.nullcontext()
