"""Writes what an export gives: to a file, a folder, or standard output."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.output import say
from grader.cli.problems import EXIT_USAGE, Problem

if TYPE_CHECKING:
    from grader.book.record import View

SHEETS = {"moodle": "its grading worksheet", "canvas": "its gradebook"}


def export(view: "View", kind: str, into: Path | None, sheet: Path | None, columns: dict[str, str]) -> None:
    """Export a view in a format. Raises Problem where something is missing that the format needs."""
    if sheet is not None and kind not in SHEETS:
        raise Problem(f"--sheet is for moodle and canvas; {kind} needs none.", EXIT_USAGE)
    if columns and kind not in SHEETS:
        raise Problem(f"--column is for moodle and canvas; {kind} has columns of its own.", EXIT_USAGE)
    if kind == "gradescope":
        _gradescope(view, into)
        return
    _write(into, _filled(view, kind, sheet, columns) if kind in SHEETS else _rendered(view, kind))


def _rendered(view: "View", kind: str) -> bytes:
    if kind == "junit":
        from grader.exports import junit

        return junit.render(view).encode()
    if kind == "json":
        from grader.exports import json_

        return json_.render(view).encode()
    from grader.exports import csv_

    return (csv_.wide(view) if kind == "wide" else csv_.render(view)).encode("utf-8-sig")  # Excel asks for the mark


def _filled(view: "View", kind: str, sheet: Path | None, columns: dict[str, str]) -> bytes:
    """A sheet of the other system with the grades in it; what was passed over is told."""
    if sheet is None:
        raise Problem(f"Download {SHEETS[kind]} from {kind.title()}, and name it with --sheet FILE.", EXIT_USAGE)
    if not sheet.is_file():
        raise Problem(f"There is no file {sheet}. Name the sheet that was downloaded with --sheet FILE.", EXIT_USAGE)
    data = sheet.read_bytes()
    if kind == "canvas":
        from grader.exports import canvas

        filled = canvas.render(data, view, columns or None)
    else:
        from grader.exports import moodle

        if len(view.exercises) != 1:
            raise Problem("A sheet of Moodle's holds one assignment: name its exercise with --exercise.", EXIT_USAGE)
        filled = moodle.fill(data, view, view.exercises[0].id, columns=columns or None)
    for note in filled.notes:
        click.echo(note, err=True)
    click.echo(f"{filled.changed} cells were filled in.", err=True)
    return filled.data


def _gradescope(view: "View", into: Path | None) -> None:
    """A results.json for each submission: one to standard output, or each in a folder of the learner's own."""
    from grader.exports import gradescope
    from grader.recording import write_whole
    from grader.report.classroom.slugs import slugs

    found = [(entry, report) for entry in view.entries if (report := view.report(entry)) is not None]
    if into is None:
        if len(found) != 1:
            raise Problem(f"There are {len(found)} results: name a folder for them with --into DIR.", EXIT_USAGE)
        entry, report = found[0]
        say(gradescope.results(report, entry).encode(), nl=False)
        return
    named = slugs(learner.id for learner in view.learners)
    for entry, report in found:
        path = into / named[entry.learner] / entry.exercise / "results.json"
        write_whole(path, gradescope.results(report, entry).encode(), shared=True)
    click.echo(f"Wrote {len(found)} results.json into {into}.", err=True)


def _write(into: Path | None, data: bytes) -> None:
    from grader.recording import write_whole

    if into is None:
        say(data, nl=False)
        return
    if into.is_dir():
        raise Problem(f"{into} is a folder. Name a file with --into.", EXIT_USAGE)
    write_whole(into, data, shared=True)
    click.echo(f"Wrote {into}.", err=True)
