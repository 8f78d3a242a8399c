"""`dlgrade grade`."""

import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import structs

from grader.cli.output import colourful, say, speaks_unicode, terminal_width
from grader.cli.problems import EXIT_FAULT, EXIT_NOT_YET, EXIT_USAGE, Problem
from grader.cli.running import RunOptions, exercises_of, patience, run_options, workers_in
from grader.course import Exercise, open_course
from grader.report.neutral import for_terminal

if TYPE_CHECKING:
    from grader.batch.run import Run
    from grader.book.record import View
    from grader.learners import Intake, System


@click.command("grade")
@click.argument("submissions")
@click.argument("exercise", nargs=-1)
@run_options
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Grade only the first N submissions.")
@click.option("--only", multiple=True, metavar="LEARNER", help="Grade only this learner; may hold * and ?. Repeatable.")
@click.option("--again", is_flag=True, help="Grade also what was graded before by the same suite, seed and versions.")
@click.option(
    "--from", "system", type=click.Choice(["plain", "moodle", "canvas", "gradescope", "classroom"]),
    help="Whose download it is, where the names do not tell.",
)  # fmt: skip
@click.option("--roster", metavar="FILE", help="A CSV file with id, and name, email, submitted: who is in the class.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each submission as it is done.")
@click.option("--report", "report", metavar="DIR", help="Write the pages of the class into this folder.")
@click.option("--expect", type=click.Choice(["full", "none"]), help="Exit with 1 unless every score is full, or 0.")
@click.option("--junit", metavar="FILE", help="Write JUnit XML.")
@click.option("--github", is_flag=True, help="Print annotations for GitHub Actions, and write its step summary.")
@click.pass_obj
def command(
    course: str | None, /, submissions: str, exercise: tuple[str, ...], book: str, limit: int | None,
    only: tuple[str, ...], again: bool, system: "System | None", roster: str | None, as_json: bool,
    report: str | None, expect: str | None, junit: str | None, github: bool, **options: Any,
) -> int:  # fmt: skip
    """Grade a class into a grade book.

    SUBMISSIONS is a folder of folders, of files or of archives, one for each learner, or one archive that holds such a
    thing: a download from Moodle, Canvas or Gradescope, or GitHub Classroom's repositories. Without EXERCISE, all are
    graded that somebody handed in.

    What was graded before is not graded again, so the same command goes on where it was stopped. Exit codes: 0 all were
    graded, 1 something handed in cannot be graded (or --expect does not hold), 3 the grader's own fault.
    """
    from grader.batch.scratch import run_folder
    from grader.book.policy import policy_of
    from grader.book.store import Book

    opened = open_course(Path(course) if course else None)
    chosen = exercises_of(opened, exercise)
    asked = RunOptions(**options)
    settings = asked.of(opened, chosen)
    policy = policy_of(opened)  # a mistake in the settings is told before anybody is graded
    with run_folder() as folder, workers_in(folder, asked, patience(settings)) as pool, Book.write(Path(book)) as kept:
        from grader.batch.run import Class, Run
        from grader.book.view import view
        from grader.cli.outputs import write_outputs
        from grader.cli.progress import Watcher
        from grader.learners import learners_of
        from grader.report import table

        intake, told = _taken_in(submissions, chosen, folder, system, roster, only, limit)
        work = Class(opened, chosen, settings, intake, bool(exercise), again, told)
        with Watcher(as_json=as_json) as watcher:
            for note in intake.notes:
                watcher.tell(note)
            run = Run(work, kept, pool, asked.workers, folder / "recordings", watcher)
            run.all()
        everybody = {one.id for one in learners_of(intake)}
        small = len(everybody) <= table.LARGEST
        if not as_json and not small:
            say(table.brief(len(everybody), run.counts, run.events, None), nl=False)
            say("`dlgrade gradebook show` prints everybody, `dlgrade report` writes the pages.")
        if small or report or junit or github or expect:
            name = str(opened.settings.get("name", ""))
            found = view(kept, policy, name, [one.id for one in chosen], sorted(everybody))
            if small and not as_json:
                _print(found, run)
            write_outputs(found, report=report, salt=kept.fact("salt"), junit=junit, github=github)
            if expect and _is_unexpected(found, chosen, expect):
                return EXIT_FAULT if any(event.fault for event in run.events) else EXIT_NOT_YET
        return _exit_code(run)


def _taken_in(
    submissions: str, chosen: tuple[Exercise, ...], folder: Path, system: "System | None", roster: str | None,
    only: tuple[str, ...], limit: int | None,
) -> "tuple[Intake, Any]":  # fmt: skip
    """Who handed in what, of those that were asked for; and what to call a path in a scratch folder."""
    from grader.intake.gather import intake
    from grader.learners import learners_of

    path, unpacked = Path(submissions), folder / "unpacked"
    found = intake(path, chosen, scratch=unpacked, system=system, roster=Path(roster) if roster else None)
    if only:
        ids = {one.id for one in learners_of(found) if any(fnmatch.fnmatchcase(one.id, pattern) for pattern in only)}
        if not ids:
            named = " or ".join(only)
            raise Problem(f"Nobody in {submissions} is called {named}; --only takes ids, with * and ?.", EXIT_USAGE)
        found = structs.replace(
            found, handed=tuple(one for one in found.handed if one.learner.id in ids),
            held=tuple(one for one in found.held if one.learner.id in ids), absent=(),
        )  # fmt: skip
    if limit is not None:
        found = structs.replace(found, handed=found.handed[:limit], held=(), absent=())
    return found, lambda name: name.replace(str(unpacked), submissions, 1) if name.startswith(str(unpacked)) else name


def _print(found: "View", run: "Run") -> None:
    from grader.report import table

    text = table.render(
        found, run.counts, run.events, width=terminal_width(), color=colourful(), ascii=not speaks_unicode()
    )
    say(text, nl=False)


def _exit_code(run: "Run") -> int:
    if any(event.fault for event in run.events):
        return EXIT_FAULT
    return EXIT_NOT_YET if run.events else 0


def _is_unexpected(found: "View", chosen: tuple[Exercise, ...], expect: str) -> bool:
    """Whether something is not as expected; each is told in a line."""
    lines = _unexpected(found, chosen, expect)
    for line in lines:
        click.echo(for_terminal(line), err=True)
    return bool(lines)


def _unexpected(found: "View", chosen: tuple[Exercise, ...], expect: str) -> list[str]:
    """What is not as expected, a line each."""
    entries = {(entry.learner, entry.exercise): entry for entry in found.entries}
    lines = []
    for learner in found.learners:
        for exercise in chosen:
            entry = entries.get((learner.id, exercise.id))
            wanted = (entry.maximum if expect == "full" else 0.0) if entry else None
            if entry is None or entry.raw is None:
                lines.append(f"{learner.id}, {exercise.id}: {entry.why if entry and entry.why else 'not handed in'}")
            elif entry.raw != wanted:
                lines.append(f"{learner.id}, {exercise.id}: {entry.raw:g} points, and {wanted:g} were expected")
    return lines
