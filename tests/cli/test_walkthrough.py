"""The walk of docs/write-an-exercise.md, done as it is written: its files, its commands, and what they print."""

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.terminal import dlgrade
from tests.harness import ROOT

PAGE = ROOT / "docs" / "write-an-exercise.md"
STEP = re.compile(
    r"^`(?P<path>[^`\n]+)`:\n\n```\w*\n(?P<text>.*?)^```$"
    r"|^ {4}\$ dlgrade (?P<words>[^\n]*)\n(?P<printed>(?: {4}(?!\$)[^\n]*\n|\n(?= {4}))*)",
    flags=re.MULTILINE | re.DOTALL,
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class File(NamedTuple):
    """A file to write."""

    path: str
    text: str


class Command(NamedTuple):
    """A command to type, and what it prints."""

    words: str
    printed: str


def walk() -> Iterator[File | Command]:
    """The steps, in the order of the page."""
    text = PAGE.read_text(encoding="utf-8").partition("## A walk")[2].partition("\n## The manifest\n")[0]
    for step in STEP.finditer(text):
        yield File(step["path"], step["text"]) if step["path"] else Command(step["words"], step["printed"])


def do(step: File | Command, folder: Path) -> None:
    """Write the file; or run the command, which must print what the page says."""
    if isinstance(step, File):
        (folder / step.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / step.path).write_text(step.text, encoding="utf-8")
        return
    done = dlgrade(*shlex.split(step.words), cwd=folder)
    told = f"$ dlgrade {step.words}\n{done.stdout}{done.stderr}"
    assert doctest.OutputChecker().check_output(step.printed, done.stdout, FLAGS), told


def test_the_walk_is_found_whole() -> None:
    steps = list(walk())
    files = {step.path for step in steps if isinstance(step, File)}
    assert sum(path.startswith("solutions/mistakes/") for path in files) >= 4
    assert {path.partition("/")[0] for path in files} == {"exercises", "solutions", "suites"}
    assert isinstance(steps[0], Command)
    assert steps[0].words.endswith("new 13 penalty")
    last = [step for step in steps if isinstance(step, Command) and step.words.endswith("validate")][-1]
    assert "Everything holds" in last.printed


@pytest.mark.slow
def test_whoever_follows_the_walk_has_an_exercise_of_which_everything_holds(tmp_path: Path) -> None:
    folder = tmp_path / "penalties"
    folder.mkdir()
    for step in walk():
        do(step, folder)
    assert "FILL_IN" not in "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())
