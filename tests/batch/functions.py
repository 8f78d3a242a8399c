"""What the tests of the pool have workers do. Paths are where they leave word of it."""

import os
import signal
import time
from pathlib import Path

from grader.batch.workshop import workshop
from grader.sandbox.limits import Limits
from grader.supervisor.launch import Plan
from tests.supervisor.attempts import descendants


def double(number: int) -> int:
    return 2 * number


def sleep_then(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def join(first: str, second: str = "b", *, third: str = "c") -> str:
    return first + second + third


def fail(text: str) -> None:
    raise LookupError(text)


def answer_what_no_message_can_hold() -> complex:
    return 1j


def answer_something_else() -> int:
    return "no number"  # type: ignore[return-value]


def try_it(tries: str) -> int:
    """Note that somebody tries; how many did."""
    with Path(tries).open("a", encoding="ascii") as file:
        file.write("x")
    return len(Path(tries).read_text(encoding="ascii"))


def kill_unless_even(number: int, tries: str) -> int:
    """The double of an even number; an odd one is deadly each time."""
    if number % 2:
        try_it(tries)
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def end_once(tries: str, number: int) -> str:
    """Send itself a signal when it is first called."""
    if try_it(tries) == 1:
        os.kill(os.getpid(), number)
    return "done"


def leave(status: int) -> None:
    os._exit(status)


def never_end(tries: str) -> None:
    try_it(tries)
    while True:
        time.sleep(0.01)


def with_template() -> set[int]:
    """Fork a learner's process from a template; the processes of this worker then."""
    workshop().launcher(Plan("numpy", "cpu", Limits()), None).start().ready(60)
    return descendants(os.getpid())


def unannotated(number):
    return number
