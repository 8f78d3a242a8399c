"""What goes to standard output: whether it may be coloured, and a reader that leaves before the end."""

import os
import shutil
import sys

import click


def say(text: str | bytes = "", *, nl: bool = True) -> None:
    """Write to standard output. Where its reader left (`dlgrade list | head -1`), write nothing more, and go on.

    The command then ends as it would have, so that its exit code still tells what it found.
    """
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError:
        abandon()


def abandon() -> None:
    """Send the rest of standard output nowhere, its last flush at the end of the interpreter included."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def terminal_width() -> int:
    """The columns of the terminal, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def colourful() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR says no; FORCE_COLOR says yes anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def speaks_unicode() -> bool:
    """Whether the encoding of standard output has the marks of a report."""
    try:
        "✓✗─│".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
