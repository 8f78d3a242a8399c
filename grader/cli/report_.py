"""`dlgrade report`."""

from pathlib import Path

import click

from grader.cli.gradebook_ import book_option, read_view
from grader.cli.progress import Watcher


@click.command("report")
@click.option("--into", default="report", metavar="DIR", show_default=True, help="The folder of the pages.")
@click.option("--exercise", multiple=True, metavar="NAME", help="Only this exercise. Repeatable.")
@click.option("--anonymous", is_flag=True, help="Call everybody by a number that does not tell who it is.")
@book_option
@click.pass_obj
def command(course: str | None, /, into: str, exercise: tuple[str, ...], anonymous: bool, book: str) -> int:
    """Write the pages of a grade book: an index, a page for each learner, a page for each exercise of the class."""
    from grader.book.store import Book
    from grader.report.classroom import write

    with Book.read(Path(book)) as opened, Watcher(as_json=False) as watcher:
        view = read_view(opened, course, exercise, ())
        watcher.begin("Writing", len(view.entries))
        write(view, Path(into), anonymous=anonymous, salt=opened.fact("salt"), progress=watcher.step)
    click.echo(f"Wrote {Path(into) / 'index.html'}.", err=True)
    return 0
