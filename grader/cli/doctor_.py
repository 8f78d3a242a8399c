"""`dlgrade doctor`."""

import json

import click

from grader.cli.output import say
from grader.cli.problems import EXIT_FAULT


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(course: str | None, as_json: bool) -> int:
    """Say what this machine offers: versions, platform, protections; and try a learner process of each kind."""
    from grader.doctor import examine

    findings = examine(course)
    if as_json:
        say(json.dumps([{"name": one.name, "good": one.good, "text": one.text} for one in findings], indent=2))
    else:
        width = max(len(one.name) for one in findings)
        for one in findings:
            mark = {True: click.style("ok", fg="green"), False: click.style("no", fg="red"), None: "--"}[one.good]
            first, *others = one.text.splitlines()
            say(f"{mark}  {one.name:<{width}}  {first}")
            for line in others:
                say(f"    {'':<{width}}  - {line}")
    return EXIT_FAULT if any(one.good is False for one in findings) else 0
