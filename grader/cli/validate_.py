"""`dlgrade validate`."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.output import colourful, say, speaks_unicode, terminal_width
from grader.cli.problems import EXIT_NOT_YET, EXIT_USAGE, Problem
from grader.cli.running import cores, exercises_of
from grader.course import open_course
from grader.report.neutral import for_terminal

if TYPE_CHECKING:
    from grader.validate.record import Validation


@click.command("validate")
@click.argument("exercises", nargs=-1)
@click.option("--quick/--full", "quick", default=True, help="For every push (default), or everything there is.")
@click.option("--seeds", type=click.IntRange(1, 10_000), metavar="N", help="Seeds under which solutions are graded.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Workers; as many as cores without it.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--html", "html", metavar="FILE", help="Write the result as a page that stands on its own.")
@click.pass_obj
def command(
    course: str | None, exercises: tuple[str, ...], quick: bool, seeds: int | None, jobs: int | None, as_json: bool,
    html: str | None,
) -> int:  # fmt: skip
    """Prove exercises: statements, solutions, stubs, known mistakes and mutants.

    Without EXERCISES, all of the course. Exits with 1 where something does not hold.
    """
    from grader.author import INSTALL, missing

    page = Path(html) if html else None
    if page is not None and not page.parent.is_dir():
        raise Problem(f"There is no folder {page.parent}. Make it, or name another file with --html.", EXIT_USAGE)
    if missing():
        raise Problem(f"{' and '.join(missing())} must be installed for this: {INSTALL}.", EXIT_USAGE)
    opened = open_course(Path(course) if course else None)
    found = exercises_of(opened, exercises)
    from grader.batch.pool import Pool
    from grader.cli.progress import Watcher
    from grader.validate.run import validate

    workers = jobs or cores()
    with tempfile.TemporaryDirectory(prefix="dlgrade-", ignore_cleanup_errors=True) as scratch:
        Path(scratch).chmod(0o711)  # whoever a learner's process becomes must get to its own folder
        pool = Pool(workers, environment={"TMPDIR": scratch})
        try:
            with Watcher(as_json=False) as watcher:
                result = validate(opened, found, "quick" if quick else "full", seeds, pool, workers, watcher)
        except BaseException:
            pool.kill()
            raise
        pool.shutdown()
    _print(result, as_json=as_json)
    if page is not None:
        from grader.recording import write_whole
        from grader.report import validation

        write_whole(page, validation.html(result).encode(), shared=True)
        click.echo(f"Wrote {for_terminal(str(page))}.", err=True)
    return 0 if result.holds else EXIT_NOT_YET


def _print(result: "Validation", *, as_json: bool) -> None:
    if as_json:
        import msgspec

        document = msgspec.to_builtins(result) | {"holds": result.holds}
        say(msgspec.json.format(msgspec.json.encode(document), indent=2))
        return
    from grader.report import validation

    text = validation.terminal(result, width=terminal_width(), color=colourful(), ascii_only=not speaks_unicode())
    say(text, nl=False)
