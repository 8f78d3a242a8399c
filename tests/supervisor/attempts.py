"""Submissions of a few lines, and what comes of them in real processes."""

import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import structs

from grader.experiment.message import Flavour
from grader.experiment.program import Call, Lookup, Observation, Program, Raised, Returned
from grader.experiment.values import List, Tuple, Value
from grader.sandbox.limits import Limits
from grader.submission.take import Submission
from grader.supervisor.ending import Ending
from grader.supervisor.launch import Launcher
from grader.supervisor.session import NotLoaded, Session

# Loads, and never stops working.
BUSY = "import threading\nthreading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()\n"
LIMITS = Limits(message_seconds=10.0, memory_mib=512)


def submission(source: str, flavour: Flavour = "numpy", **helpers: str) -> Submission:
    """A submission whose module is `source`, with helpers beside it."""
    files = {f"{name}.py": textwrap.dedent(text) for name, text in {"attempt": source, **helpers}.items()}
    return Submission("attempt.py", "attempt", files, flavour, "")


@contextmanager
def attempt(
    processes: Launcher,
    source: str,
    *,
    refused: tuple[str, ...] = (),
    helpers: dict[str, str] | None = None,
    flavour: Flavour = "numpy",
    **limits: float,
) -> Iterator[Session]:
    """A session of a submission."""  # fmt: skip
    with Session(
        processes, submission(source, flavour, **helpers or {}), structs.replace(LIMITS, **limits), refused=refused
    ) as session:
        yield session


def calling(name: str, *args: Value) -> Program:
    """Look a function up, call it, and ask for what it gave."""
    return Program((Lookup(name), Call(0, args)), (1,))


def outcome(session: Session, name: str, *args: Value) -> Observation | Ending | NotLoaded:
    """What calling a function came to, as a check of its own."""
    ran = session.run([calling(name, *args)])
    return ran if isinstance(ran, Ending | NotLoaded) else ran[0].observations[1]


def value(session: Session, name: str, *args: Value) -> Value:
    """What a function returned."""
    found = outcome(session, name, *args)
    assert isinstance(found, Returned), found
    return found.value


def items(session: Session, name: str, *args: Value) -> tuple[Any, ...]:
    """The items of the list or tuple that a function returned."""
    found = value(session, name, *args)
    assert isinstance(found, List | Tuple), found
    return found.items


def error(session: Session, name: str, *args: Value) -> Raised:
    """What a function raised."""
    found = outcome(session, name, *args)
    assert isinstance(found, Raised), found
    return found


def ending(session: Session, name: str, *args: Value) -> Ending:
    """How the process ended when a function was called."""
    found = outcome(session, name, *args)
    assert isinstance(found, Ending), found
    return found


def runs(pid: int) -> bool:
    """Whether a process is there and is more than an entry that waits to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process is gone, or goes soon."""
    deadline = time.monotonic() + seconds
    while runs(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def children(pid: int) -> set[int]:
    """The children of a process, zombies among them."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return {int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()}


def descendants(pid: int) -> set[int]:
    """A process and all that descend from it."""
    return {pid}.union(*(descendants(child) for child in children(pid)))
