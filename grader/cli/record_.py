"""`dlgrade record`."""

import json
from pathlib import Path

import click

from grader.cli.output import say
from grader.cli.problems import EXIT_USAGE, Problem
from grader.course import open_course


@click.command("record")
@click.argument("exercises", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Record every exercise.")
@click.option("--seed", metavar="TEXT", help="Draw the examples from this seed.")
@click.option(
    "--output", metavar="DIR", help="Write there, and not into the cache; recordings/ of a course is shipped."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(
    course: str | None,
    exercises: tuple[str, ...],
    everything: bool,
    seed: str | None,
    output: str | None,
    as_json: bool,
) -> None:
    """Draw the examples of exercises once, so that checking needs neither PyTorch nor time.

    What the known mistakes answer to them is kept beside, so that a failure can be explained.
    """
    from grader import recordings
    from grader.explain import known

    opened = open_course(Path(course) if course else None)
    if bool(exercises) == everything:
        raise Problem("Name exercises, or say --all: dlgrade record exercise07.", EXIT_USAGE)
    found = opened.exercises if everything else tuple(opened.find(name) for name in exercises)
    folder = Path(output) if output else recordings.cache_folder() / "recordings"
    rows = []
    for exercise in found:
        path = recordings.path_for(exercise, seed or opened.seed, folder)
        recording, digest = recordings.make(opened, exercise, seed or opened.seed, path)
        mistakes = known.record(opened, exercise, (recording, digest), seed or opened.seed, path)
        examples = sum(len(check.examples) for check in recording.checks)
        live = [check.name for check in recording.checks if check.live]
        rows.append({
            "exercise": exercise.id, "checks": len(recording.checks), "examples": examples, "live": live,
            "bytes": path.stat().st_size, "digest": digest, "path": str(path), "mistakes": mistakes,
        })  # fmt: skip
        if not as_json:
            note = f", of which {', '.join(live)} can only be run live" if live else ""
            known_too = f", {mistakes} known mistakes" if mistakes else ""
            say(f"{exercise.id}: {len(recording.checks)} checks, {examples} examples{note}{known_too}. {path}")
    if as_json:
        say(json.dumps(rows, indent=2))
