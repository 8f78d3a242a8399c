"""`dlgrade start`."""

from pathlib import Path

import click

from grader.cli.output import say
from grader.cli.problems import EXIT_USAGE, Problem
from grader.course import FLAVOURS, open_course


@click.command("start")
@click.argument("exercise")
@click.option("--flavour", type=click.Choice(FLAVOURS), default="numpy", show_default=True, help="NumPy or PyTorch.")
@click.pass_obj
def command(course: str | None, exercise: str, flavour: str) -> None:
    """Write an exercise's stub, statement and figures into the working folder; what is there already is left alone."""
    found = open_course(Path(course) if course else None).find(exercise)
    folder = Path(found.id)
    stub, given = found.stub(flavour), found.given(flavour)
    if not stub.is_file():
        raise Problem(f"{found.id} has no stub for {flavour}. Leave out --flavour.", EXIT_USAGE)
    if folder.exists() and not folder.is_dir():
        raise Problem(f"{folder} is there already, and no folder. Move it away, or start elsewhere.", EXIT_USAGE)
    folder.mkdir(exist_ok=True)
    sources = [stub, found.statement, *([given] if given else []), *found.figures]
    written = [name.name for name in sources if _write(folder / name.name, name.read_bytes())]
    kept = [source.name for source in sources if source.name not in written]
    if written:
        say(f"Wrote {', '.join(written)} into {folder}/.")
    if kept:
        say(f"Left {', '.join(kept)} as {'it is' if len(kept) == 1 else 'they are'}.")
    say(f"Read {folder / 'README.md'}, fill in {folder / found.module}, then: dlgrade check {found.name}")


def _write(path: Path, data: bytes) -> bool:
    """Write a new file; False where there is one already, which is never touched."""
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    try:  # from here on the file is ours
        with file:
            file.write(data)
    except BaseException as error:
        path.unlink(missing_ok=True)  # cut short by a full disk or by Ctrl-C, it would pass for the learner's own
        if isinstance(error, OSError):
            error.filename = str(path)  # a failed write does not know its file
        raise
    return True
