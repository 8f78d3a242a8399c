"""The command line: parse, call, print, exit code. Nothing is decided here.

Each command lives in a module of its own that is imported when the command is run, so that `dlgrade --help` and
`dlgrade list` start as quickly as click does.

Exit codes: 0 done and passed, 1 the learner's work is not there yet, 2 usage, 3 the grader's own fault, 130 Ctrl-C.
"""

import gc
import importlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from grader import __version__
from grader.cli.output import abandon, colourful
from grader.cli.problems import EXIT_INTERRUPTED, Problem, told
from grader.report.neutral import for_terminal

COMMANDS = {
    "list": "Show the exercises, their points, and the state of your own work.",
    "start": "Write an exercise's stub, statement and figures into the working folder.",
    "show": "Show the statement of an exercise.",
    "check": "Check your work on an exercise.",
    "grade": "Grade a class into a grade book.",
    "gradebook": "Read a grade book: show, history, export, adjust.",
    "regrade": "Grade a class again after a suite changed, and show who gains and who loses.",
    "report": "Write the pages of a grade book: one for each learner, one for each class.",
    "new": "Write the skeleton of a new exercise.",
    "validate": "Prove exercises: statements, solutions, stubs, known mistakes, mutants.",
    "record": "Draw the examples of exercises once, so that checking is quick.",
    "doctor": "Say what this machine offers: versions, platform, protections.",
}

STOPS = ("SIGINT", "SIGTERM", "SIGHUP")


class Commands(click.Group):
    """A group that knows its commands' names and imports them on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a learner meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"grader.cli.{cmd_name}_").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest a command where there is none of the name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            hint = f"Did you mean `dlgrade {near[0]}`?" if near else "`dlgrade --help` shows them all."
            raise click.UsageError(f"There is no command {for_terminal(repr(args[0]))}. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="An exercise is named by its number, its name, or both: 7, softmax, exercise07, exercise07_softmax.",
)
@click.version_option(__version__, "-V", "--version", message="dlgrade %(version)s")
@click.option("--course", metavar="DIR", envvar="DLGRADE_COURSE", help="The course's folder.")
@click.pass_context
def dlgrade(ctx: click.Context, course: str | None) -> None:
    """Grade deep learning written from scratch, with PyTorch as the judge."""
    ctx.obj = course
    ctx.color = colourful()  # click knows terminals, and NO_COLOR not


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for name in STOPS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup asks for that
            signal.signal(number, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that the terminal does not have is no reason to fail
    sys.exit(run(arguments))


def _stop(*_: object) -> NoReturn:
    """Unwind, so that processes are ended and scratch folders removed; a second Ctrl-C does not disturb that."""
    for name in STOPS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise KeyboardInterrupt


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Every problem becomes one sentence on standard error."""
    collects = gc.isenabled()
    gc.disable()  # no command of today lives long enough to gain by it, and imports leave much to look through
    try:
        return _run(arguments)
    finally:
        if collects:
            gc.enable()


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = dlgrade.main(args=arguments, prog_name="dlgrade", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted. Nothing of yours was changed.", err=True)
        return EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):  # `dlgrade --help | head -1`; click makes a SystemExit of it
        abandon()
        return 0
    except Exception as error:
        if os.environ.get("DLGRADE_DEBUG") and not isinstance(error, Problem):
            raise
        problem = told(error)
        click.echo(f"dlgrade: {for_terminal(problem.message)}", err=True)  # it may quote a path, or what was raised
        return problem.exit_code
    return code if isinstance(code, int) else 0
