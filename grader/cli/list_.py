"""`dlgrade list`."""

import json
from pathlib import Path

import click

from grader.cli.output import say
from grader.cli.work import Work, read_work
from grader.course import Exercise, open_course


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(course: str | None, as_json: bool) -> None:
    """Show the exercises, their points, and the state of your own work."""
    exercises = open_course(Path(course) if course else None).exercises
    work = read_work(Path(), exercises)
    if as_json:
        say(json.dumps([_row(exercise, work[exercise.id]) for exercise in exercises], indent=2))
        return
    width = max((len(exercise.title) for exercise in exercises), default=0)
    part = ""
    for exercise in exercises:
        if exercise.part != part:
            part = exercise.part
            say(click.style(part, bold=True))
        mine = work[exercise.id]
        state = click.style(mine.text(exercise.points), fg=mine.colour)
        say(f"  {exercise.number:02d}  {exercise.title:<{width}}  {exercise.points:>4g} points  {state}")
    if exercises:
        say(f"\n`dlgrade start {exercises[0].name}` writes a stub, `dlgrade check {exercises[0].name}` checks it.")
    else:
        say("This course has no exercises yet.")


def _row(exercise: Exercise, work: Work) -> dict[str, object]:
    return {
        "exercise": exercise.id,
        "number": exercise.number,
        "title": exercise.title,
        "part": exercise.part,
        "summary": exercise.summary,
        "points": exercise.points,
        "state": work.state,
        "score": work.score,
    }
