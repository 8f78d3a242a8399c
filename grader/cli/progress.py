"""How far a run is: a bar with rate and time left on a terminal, a line now and then elsewhere. On standard error."""

import json
import sys
import time
from typing import TYPE_CHECKING, Self

import click

from grader.batch.run import Event, Listener
from grader.cli.output import say
from grader.report.neutral import for_terminal

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LINE_SECONDS = 10.0  # between two lines in a log


class Watcher(Listener):
    """Shows progress, and prints each event as a line of JSON where that was asked for."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._what = ""
        self._total = self._done = 0
        self._began = self._told = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(compact=True), console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, what: str, total: int) -> None:
        """A part of the work begins."""
        self._what, self._total, self._done = what, total, 0
        self._began = self._told = time.monotonic()
        if self._bar is not None:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(what, total=total, rate="")

    def step(self) -> None:
        """One of its steps is done."""
        self._done += 1
        now = time.monotonic()
        rate = self._done / max(now - self._began, 1e-9)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, rate=f"{rate:.1f}/s")
        elif self._bar is None and now >= self._told + LINE_SECONDS:
            self._told = now
            left = (self._total - self._done) / rate
            click.echo(f"{self._what}: {self._done} of {self._total}, {rate:.1f}/s, {left:.0f} s left", err=True)

    def event(self, event: Event) -> None:
        """A submission is done."""
        if self.as_json:
            import msgspec

            say(json.dumps(msgspec.to_builtins(event)))
            sys.stdout.flush()

    def tell(self, text: str) -> None:
        """Something to know."""
        if self._bar is not None:
            self._bar.console.print(for_terminal(text), markup=False, highlight=False)
        else:
            click.echo(for_terminal(text), err=True)
