"""What the documents tell people to type exists: every command, every option."""

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from grader.cli import COMMANDS, dlgrade

ROOT = Path(__file__).parents[2]
OTHERS = ("README.md", "CONTRIBUTING.md", "examples/course-ci.yml")
DOCUMENTS = (*(ROOT / name for name in OTHERS), *sorted((ROOT / "docs").glob("*.md")))
TYPED = re.compile(r"(?:^ {4}(?:\$ )?|`|run: )(dlgrade [^`\n#]*)", re.MULTILINE)


def typed() -> list[tuple[str, str]]:
    """Every command line in a document."""
    texts = ((path.name, path.read_text(encoding="utf-8")) for path in DOCUMENTS)
    return [(name, line.strip()) for name, text in texts for line in TYPED.findall(text)]


def known(words: list[str]) -> list[str]:
    """The words of a command line that nothing knows."""
    command: click.Command = dlgrade
    unknown: list[str] = []
    context = click.Context(dlgrade)
    while words:
        word = words.pop(0)
        options = {name: one for one in command.params for name in (*one.opts, *one.secondary_opts)}
        options |= {"--help": None, "-h": None}  # type: ignore[dict-item]
        name = word.partition("=")[0]
        if word.startswith("-") and name not in options:
            unknown.append(word)
        elif name in options:
            option = options[name]
            if isinstance(option, click.Option) and not option.is_flag and "=" not in word and words:
                words.pop(0)
        elif isinstance(command, click.Group):
            inner = command.get_command(context, word)
            if inner is None:
                return [word]
            command = inner
    return unknown


def test_there_is_something_to_look_at() -> None:
    assert len(typed()) > 30
    commands = {line.split()[1] for _, line in typed() if len(line.split()) > 1}
    assert commands >= {"grade", "check", "gradebook", "regrade", "report"}


@pytest.mark.parametrize(("document", "line"), typed())
def test_what_a_document_says_to_type_exists(document: str, line: str) -> None:
    words = shlex.split(line.replace("...", ""))[1:]
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        pytest.skip("no command line")  # prose that begins with the program's name
    assert known(words) == []


def test_the_workflow_runs_what_a_course_needs() -> None:
    workflow = yaml.safe_load((ROOT / "examples" / "course-ci.yml").read_text(encoding="utf-8"))
    runs = [step.get("run", "") for step in workflow["jobs"]["solutions"]["steps"]]
    assert any("validate --html validation.html" in run for run in runs)
    (grade,) = (run for run in runs if "grade solutions" in run)
    for word in ("--expect full", "--junit junit.xml", "--github", "--report pages"):
        assert word in grade
    kept = workflow["jobs"]["solutions"]["steps"][-1]["with"]["path"].split()
    assert kept == ["validation.html", "junit.xml", "pages/", "grades.sqlite"]
