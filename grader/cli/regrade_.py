"""`dlgrade regrade`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.output import say
from grader.cli.problems import EXIT_FAULT
from grader.cli.running import RunOptions, exercises_of, patience, run_options, workers_in
from grader.course import open_course

if TYPE_CHECKING:
    from grader.batch.regrade import Change, CheckChange


@click.command("regrade")
@click.argument("exercise", nargs=-1)
@run_options
@click.option("--accept", is_flag=True, help="Let the new gradings count.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.pass_obj
def command(
    course: str | None, /, exercise: tuple[str, ...], book: str, accept: bool, as_json: bool, **options: Any
) -> int:
    """Grade a class again after a suite changed, and show who gains and who loses.

    What was handed in is in the grade book. The new gradings do not count before --accept, which grades nothing again
    that this command has graded: until then show and export give the old scores.
    """
    from grader.batch.scratch import run_folder
    from grader.book.store import Book

    opened = open_course(Path(course) if course else None)
    chosen = exercises_of(opened, exercise)
    asked = RunOptions(**options)
    settings = asked.of(opened, chosen)
    Book.read(Path(book)).close()  # one that is not there is not made
    with run_folder() as folder, workers_in(folder, asked, patience(settings)) as pool, Book.write(Path(book)) as kept:
        from grader.batch.regrade import Regrade
        from grader.batch.tasks import Preparation
        from grader.cli.progress import Watcher

        with Watcher(as_json=False) as watcher:
            preparation = Preparation(opened, chosen, settings, pool, folder / "recordings", watcher.tell)
            regrade = Regrade(preparation, kept, pool, asked.workers, watcher)
            changes = regrade.all()
        _print(changes, as_json=as_json)
        for learner, name, why in regrade.troubles:
            click.echo(f"{learner}, {name}: not graded again: {why}", err=True)
        if accept:
            click.echo(f"{regrade.accept()} new gradings count now.", err=True)
        elif changes:
            click.echo("Nothing counts yet: run the same command with --accept, or leave it.", err=True)
        return EXIT_FAULT if regrade.troubles else 0


def _print(changes: "list[Change]", *, as_json: bool) -> None:
    from grader.report.neutral import for_terminal

    if as_json:
        import msgspec

        say(msgspec.json.format(msgspec.json.encode([_told(one) for one in changes]), indent=2) + b"\n", nl=False)
        return
    for one in sorted(changes, key=lambda one: (one.exercise, one.gained, one.learner)):
        of = f"{one.before:g} of {one.maximum_before:g} -> {one.after:g} of {one.maximum_after:g}"
        say(for_terminal(f"{one.gained:+g}  {one.learner}  {one.exercise}  {of}"))
        for check in one.checks:
            say(for_terminal(f"      {check.gained:+g}  {_check(check)}"))
    gains, loses = (sum(sign * one.gained > 0 for one in changes) for sign in (1, -1))
    same = len(changes) - gains - loses
    rest = f", {same} keep their score with other verdicts" if same else ""
    say(f"{gains} gain and {loses} lose points{rest}." if changes else "Nobody's score or verdict changes.")


def _told(one: "Change") -> dict[str, Any]:
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(one)
    return found | {"gained": one.gained}


def _check(check: "CheckChange") -> str:
    if not check.before or not check.after:
        return f"{check.name}: {'new, ' + check.after if check.after else 'is gone, was ' + check.before}"
    return f"{check.name}: {check.before} -> {check.after}"
