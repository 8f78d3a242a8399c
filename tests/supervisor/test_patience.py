"""What did not come back costs its whole time once; whatever cannot be why keeps its whole time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.experiment.program import Call, Get, Lookup, Program, Returned
from grader.supervisor.ending import Ending
from grader.supervisor.launch import Launcher, Plan, launcher
from grader.supervisor.session import Session
from tests.supervisor.attempts import LIMITS, attempt, calling, ending, outcome, value

SECONDS = 1.0
# `slow` takes longer than a tenth of what a check may take, and less than all of it.
SOURCE = """
import time

def one(): return 1
def slow():
    time.sleep(0.4)
    return 2
def brief():
    time.sleep(0.02)
    return 6
def loop():
    while True: pass
class Layer:
    def forward(self):
        while True: pass
    def backward(self): return 4
    def slow(self):
        time.sleep(0.4)
        return 5
"""
WHOLE = "it did not answer within 1 s"
SHORT = "it did not answer within 0.1 s, and no more was allowed since {} ran out of time before"


@pytest.fixture(scope="module")
def forked() -> Iterator[Launcher]:
    with launcher(Plan("numpy", "cpu", LIMITS)) as made:
        yield made


@contextmanager
def impatient(processes: Launcher, source: str = SOURCE) -> Iterator[Session]:
    with attempt(processes, source, message_seconds=SECONDS, restarts=20) as session:
        assert session.load() is None
        yield session


def method(name: str) -> Program:
    """Make a layer and call a method of it."""
    return Program((Lookup("Layer"), Call(0), Get(1, name), Call(2)), (3,))


def check(session: Session, *programs: Program) -> list[object] | str:
    """What a check of some programs returned, or how it ended."""
    ran = session.run(programs)
    if isinstance(ran, Ending):
        assert ran.verdict == "timed_out"
        return ran.detail
    assert isinstance(ran, tuple), ran
    last = [one.observations[-1] for one in ran]
    return [one.value if isinstance(one, Returned) else one for one in last]


def test_what_ran_out_of_time_gets_a_tenth_and_the_sentence_says_so(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert ending(session, "loop") == Ending("timed_out", WHOLE)
        assert ending(session, "loop") == Ending("timed_out", SHORT.format("`loop`"))
        for _ in range(2):  # after a second time it is less, and never less than what is needed to be quick
            shortest = SHORT.replace("0.1 s", "0.05 s")
            assert ending(session, "loop") == Ending("timed_out", shortest.format("`loop`"))


def test_what_calls_only_other_names_keeps_its_whole_time(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert ending(session, "loop").detail == WHOLE
        assert value(session, "slow") == 2
        assert check(session, method("slow")) == [5]


def test_a_check_that_calls_one_of_them_among_others_gets_a_tenth(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert check(session, calling("one"), calling("loop")) == WHOLE
        assert check(session, calling("slow"), calling("loop")) == SHORT.format("`loop`")


def test_what_came_back_before_is_no_suspect(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert value(session, "slow") == 2
        assert check(session, calling("slow"), calling("loop")) == WHOLE
        assert value(session, "slow") == 2
        assert check(session, calling("loop"), calling("slow")) == SHORT.format("`loop`")


def test_what_never_came_back_before_is_a_suspect_with_the_rest(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert check(session, calling("slow"), calling("loop")) == WHOLE
        assert check(session, calling("slow")) == SHORT.format("`slow`")


def test_a_suspect_that_comes_back_in_time_is_one_no_longer(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert check(session, calling("one"), calling("loop")) == WHOLE
        assert check(session, calling("one")) == [1]
        assert value(session, "slow") == 2
        assert check(session, calling("one"), calling("slow")) == [1, 2]


def test_starting_again_is_not_on_the_clock(forked: Launcher) -> None:
    """A new process imports its module again: here in longer than the tenth that a suspect gets, as with PyTorch."""
    with impatient(forked, f"{SOURCE}\ntime.sleep(0.3)\n") as session:
        assert check(session, calling("brief"), calling("loop")) == WHOLE
        assert check(session, calling("brief")) == [6]


def test_methods_and_classes_are_names_too(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert check(session, method("backward")) == [4]
        assert check(session, method("forward")) == WHOLE
        assert check(session, method("backward")) == [4]
        assert check(session, method("forward")) == SHORT.format("`forward`")
        assert check(session, method("slow")) == [5]


def test_what_ends_otherwise_makes_nobody_impatient(forked: Launcher) -> None:
    source = f"{SOURCE}\nimport os\ndef leaves(number=0):\n    if not number: os._exit(3)\n    return slow()\n"
    with attempt(forked, source, message_seconds=SECONDS) as session:
        assert ending(session, "leaves").kind == "exited"
        found = outcome(session, "leaves", 1)
        assert isinstance(found, Returned)
        assert found.value == 2


def test_another_submission_starts_with_all_the_patience_there_is(forked: Launcher) -> None:
    with impatient(forked) as session:
        assert ending(session, "loop").detail == WHOLE
    with impatient(forked) as session:
        assert ending(session, "loop").detail == WHOLE
