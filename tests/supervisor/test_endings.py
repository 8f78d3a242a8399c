"""A check that ends badly costs that check, and no other; what runs is killed with everything it started."""

import os
import time
from pathlib import Path

import pytest

from grader.experiment.program import Raised, Returned
from grader.experiment.values import Array, List
from grader.supervisor.ending import Ending
from grader.supervisor.session import NotLoaded
from tests.supervisor.attempts import attempt, children, ending, ends, error, outcome, runs, value

BAD = """
import ctypes, os, signal, sys, time
import numpy as np

def one(): return 1
def exits(): os._exit(3)
def leaves(): sys.exit(3)
def loops():
    while True: pass
def sleeps(): time.sleep(60)
def segfaults(): ctypes.string_at(0)
def aborts(): os.abort()
def kills(): os.kill(os.getpid(), signal.SIGKILL)
def terminates(): os.kill(os.getpid(), signal.SIGTERM)
def closes():
    os.closerange(3, 64)
    time.sleep(60)
def floods():
    while True: os.write(1, b"x" * 65536)
def recurses(): return recurses()
def takes_memory(): return np.ones(1 << 40)
def hoards():
    kept = []
    while True: kept.append(bytearray(16 << 20))
def nonce(): return os.getcwd()
"""


@pytest.mark.parametrize(("name", "kind", "words"), [
    ("exits", "exited", "exit status 3"),
    ("segfaults", "killed", "segmentation fault"),
    ("closes", "killed", "it closed its connection"),
])  # fmt: skip
def test_a_crash_costs_one_check(processes, name, kind, words):
    with attempt(processes, BAD) as session:
        assert value(session, "one") == 1
        bad = ending(session, name)
        assert (bad.kind, bad.verdict) == (kind, "crashed")
        assert words in bad.detail
        assert value(session, "one") == 1
        assert session.starts == 2


@pytest.mark.parametrize(("name", "words"), [
    ("aborts", "it aborted"), ("kills", "was killed"), ("terminates", "SIGTERM"),
])  # fmt: skip
def test_a_signal_to_itself_costs_one_check(processes, name, words):
    """In a pid namespace of its own the kernel would let a process ignore these, so there the filter ends it."""
    with attempt(processes, BAD) as session:
        bad = ending(session, name)
        assert session.ready is not None
        confined = session.ready.level != "process"
        assert (bad.kind, bad.verdict) == ("killed", "crashed")
        assert ("it sent itself a signal that ends a process" if confined else words) in bad.detail
        assert value(session, "one") == 1


def test_a_flood_costs_one_check(processes):
    with attempt(processes, BAD) as session:
        bad = ending(session, "floods")
        assert bad.verdict == "over_limit"
        assert bad.detail == "it wrote more than 65536 KiB to its standard output or error"
        assert value(session, "one") == 1


@pytest.mark.parametrize("name", ["loops", "sleeps"])
def test_a_loop_costs_one_check_and_its_deadline(processes, name):
    with attempt(processes, BAD, message_seconds=0.4) as session:
        assert value(session, "one") == 1
        began = time.monotonic()
        bad = ending(session, name)
        assert 0.4 <= time.monotonic() - began < 3.0
        assert bad == Ending("timed_out", "it did not answer within 0.4 s")
        assert bad.verdict == "timed_out"
        assert value(session, "one") == 1


@pytest.mark.parametrize(("name", "kind"), [
    ("takes_memory", "MemoryError"), ("hoards", "MemoryError"), ("recurses", "RecursionError"),
    ("leaves", "SystemExit"),
])  # fmt: skip
def test_what_python_can_tell_is_an_exception_and_not_an_end(processes, name, kind):
    with attempt(processes, BAD) as session:
        assert kind in error(session, name).types
        assert value(session, "one") == 1
        assert session.starts == 1


def test_a_process_is_started_again_up_to_the_stated_number_of_times(processes):
    with attempt(processes, BAD, restarts=2) as session:
        for _ in range(3):
            assert ending(session, "exits").kind == "exited"
        assert outcome(session, "one") == NotLoaded(ending=Ending("exited", "it was started again 2 times already"))
        assert session.starts == 3


def test_a_process_that_behaves_is_started_once(processes):
    with attempt(processes, BAD, restarts=0) as session:
        assert len({value(session, "nonce") for _ in range(5)}) == 1
        assert session.starts == 1


def test_nothing_that_ran_before_an_end_is_there_after_it(processes):
    source = "import os\nseen = []\ndef f(): seen.append(1); return len(seen)\ndef exits(): os._exit(1)\n"
    with attempt(processes, source) as session:
        assert [value(session, "f"), value(session, "f")] == [1, 2]
        ending(session, "exits")
        assert value(session, "f") == 1


def test_submissions_share_no_process(processes):
    with attempt(processes, BAD) as first, attempt(processes, BAD) as second:
        assert value(first, "nonce") != value(second, "nonce")


def test_the_submission_s_time_is_the_sum_over_its_messages(processes):
    source = "import time\ndef f(): time.sleep(0.2); return 1\n"
    with attempt(processes, source, submission_seconds=0.5) as session:
        found = [outcome(session, "f") for _ in range(4)]
    assert isinstance(found[0], Returned)
    assert found[-1] == NotLoaded(ending=Ending("timed_out", "the submission used up its 0.5 s"))


def test_a_module_that_loops_on_import_is_ended(processes):
    with attempt(processes, "while True: pass\n", message_seconds=0.4) as session:
        problem = session.load()
    assert problem == NotLoaded(ending=Ending("timed_out", "it did not answer within 0.4 s"))


def test_a_module_that_exits_on_import_is_told(processes):
    with attempt(processes, "import os\nos._exit(4)\n") as session:
        problem = session.load()
    assert problem == NotLoaded(ending=Ending("exited", "it left with exit status 4 instead of answering"))


def test_a_module_that_raises_on_import_is_told_with_its_line(processes):
    with attempt(processes, "x = 1\ny = 1 / 0\n") as session:
        problem = session.load()
    assert problem is not None
    assert isinstance(problem.raised, Raised)
    assert problem.raised.types[0] == "ZeroDivisionError"
    assert [(line.file, line.number, line.text) for line in problem.raised.lines] == [("attempt.py", 2, "y = 1 / 0")]


FAMILY = """
import os, signal, time

def grandchild(leave=False):
    reader, writer = os.pipe()
    if os.fork() == 0:
        if leave: os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.write(writer, str(os.getpid()).encode())
            time.sleep(300)
        os._exit(0)
    return int(os.read(reader, 32))

def loops():
    while True: pass
"""


def test_the_whole_group_is_killed_with_the_session(unconfined):
    with attempt(unconfined, FAMILY) as session:
        pid = value(session, "grandchild")
        assert isinstance(pid, int)
        assert runs(pid)
    assert ends(pid)


def test_the_whole_group_is_killed_after_a_bad_end(unconfined):
    with attempt(unconfined, FAMILY, message_seconds=0.4) as session:
        pid = value(session, "grandchild")
        assert isinstance(pid, int)
        assert ending(session, "loops").kind == "timed_out"
        assert ends(pid)


def test_what_left_the_group_is_killed_as_well(unconfined):
    with attempt(unconfined, FAMILY) as session:
        pid = value(session, "grandchild", True)
        assert isinstance(pid, int)
        assert runs(pid)
    assert ends(pid)


def test_no_zombie_is_left(processes):
    template = getattr(getattr(processes, "_template", None), "popen", None)
    parent = template.pid if template else os.getpid()
    before = children(parent)
    for name in ("one", "exits", "segfaults", "kills"):
        with attempt(processes, BAD) as session:
            outcome(session, name)
    assert children(parent) == before


def test_a_process_works_in_an_empty_folder_that_goes_with_it(processes):
    source = """
        import contextlib, os
        def f(): return os.listdir(), os.getcwd()
        def writes():
            os.mkdir("a")
            with open("a/b", "w") as file: file.write("x")
            with contextlib.suppress(PermissionError): os.chmod("a", 0o500)
        def exits(): os._exit(1)
    """
    with attempt(processes, source) as session:
        found = value(session, "f")
        assert found is not None
        listed, folder = found.items  # type: ignore[union-attr]
        assert listed == List(())
        assert Path(str(folder)).is_dir()
        outcome(session, "writes")
        ending(session, "exits")
        assert not Path(str(folder)).exists()


def test_a_large_array_goes_there_and_back(processes):
    array = Array("float64", (1 << 20,), bytes(8 << 20))
    with attempt(processes, "def f(x): return x + 1\n") as session:
        found = value(session, "f", array)
    assert isinstance(found, Array)
    assert found.shape == (1 << 20,)


def test_a_result_that_is_too_large_is_named_and_not_sent(processes):
    with attempt(processes, "import numpy as np\ndef f(): return np.zeros(7 << 20)\ndef one(): return 1\n") as session:
        assert "too large" in str(value(session, "f"))
        assert value(session, "one") == 1


def test_a_reply_that_cannot_be_told_costs_one_check(processes):
    """A lone surrogate as a key, and more text than a message may have."""
    source = 'def f(): return {"\\ud800": 1}\ndef g(): return ["x" * 65536] * 2000\ndef one(): return 1\n'
    with attempt(processes, source) as session:
        assert ending(session, "f").verdict == "crashed"
        assert ending(session, "g").verdict == "crashed"
        assert value(session, "one") == 1
