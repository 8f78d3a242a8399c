"""`dlgrade start`."""

from pathlib import Path

import click

from grader.cli.problems import EXIT_USAGE, Problem
from grader.course import FLAVOURS, open_course


@click.command("start")
@click.argument("exercise")
@click.option("--flavour", type=click.Choice(FLAVOURS), default="numpy", show_default=True, help="NumPy or PyTorch.")
@click.pass_obj
def command(course: str | None, exercise: str, flavour: str) -> None:
    """Write an exercise's stub and statement into the working folder; what is there already is left alone."""
    found = open_course(Path(course) if course else None).find(exercise)
    folder = Path(found.id)
    stub, given = found.stub(flavour), found.given(flavour)
    if not stub.is_file():
        raise Problem(f"{found.id} has no stub for {flavour}. Leave out --flavour.", EXIT_USAGE)
    folder.mkdir(exist_ok=True)
    sources = [stub, found.statement] + ([given] if given else [])
    written = [name.name for name in sources if _write(folder / name.name, name.read_bytes())]
    kept = [source.name for source in sources if source.name not in written]
    if written:
        click.echo(f"Wrote {', '.join(written)} into {folder}/.")
    if kept:
        click.echo(f"Left {', '.join(kept)} as {'it is' if len(kept) == 1 else 'they are'}.")
    click.echo(f"Read {folder / 'README.md'}, fill in {folder / found.module}, then: dlgrade check {found.name}")


def _write(path: Path, data: bytes) -> bool:
    """Write a new file; False where there is one already, which is never touched."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    except OSError:
        path.unlink(missing_ok=True)  # a file cut short by a full disk would pass for the learner's own work
        raise
    return True
