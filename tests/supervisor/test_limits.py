"""Each limit is kept, has its own verdict and its own sentence, and costs one check."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from msgspec import structs

from grader.judge.compare import raised_kind
from grader.sandbox.levels import Level
from grader.sandbox.limits import Limits
from grader.supervisor.ending import Ending
from grader.supervisor.launch import Plan, launcher
from grader.supervisor.session import Session
from grader.supervisor.watch import Watch
from tests.supervisor.attempts import LIMITS, attempt, ending, error, value

GREEDY = """
import ctypes, mmap, os, signal, threading, time
import numpy as np

def one(): return 1
def memory():
    # Address space is limited, and so is what is resident; shared memory counts too.
    kept = []
    while True:
        kept.append(mmap.mmap(-1, 8 << 20))
        kept[-1].write(bytes(8 << 20))
def files():
    for number in range(10_000): open(f"file{number}", "w").close()
    time.sleep(60)
def folders():
    for number in range(100):
        os.mkdir("deeper")
        os.chdir("deeper")
    time.sleep(60)
def disk():
    for number in range(64):
        with open(f"file{number}", "wb") as file: file.write(bytes(1 << 20))
    time.sleep(60)
def sparse():
    with open("file", "wb") as file: file.truncate(1 << 40)
def large():
    with open("file", "wb") as file:
        for _ in range(64): file.write(bytes(1 << 20))
def links():
    os.symlink("/etc", "etc")
    os.symlink(".", "loop")
    return len(os.listdir())
def open_files():
    return [open(os.devnull) for _ in range(1000)]
def threads():
    started = [threading.Thread(target=time.sleep, args=(60,), daemon=True) for _ in range(1000)]
    for thread in started: thread.start()
    time.sleep(60)
def processor():
    signal.signal(signal.SIGXCPU, lambda *_: None)
    while True: pass
"""


LEVELS = pytest.mark.parametrize("level", ["process", "isolated"])


@contextmanager
def greedy(level: Level, **limits: float) -> Iterator[Session]:
    """A session of the submission above under some limits, which are the launcher's as well."""
    plan = Plan("numpy", "cpu", structs.replace(LIMITS, **limits), at_most=level)
    with launcher(plan) as processes, attempt(processes, GREEDY) as session:
        yield session


@LEVELS
@pytest.mark.parametrize(("name", "limits", "verdict", "words"), [
    ("files", {"scratch_files": 100}, "over_limit", "it made more than 100 files"),
    ("folders", {"scratch_files": 50}, "over_limit", "it made more than 50 files"),
    ("disk", {"scratch_mib": 16}, "over_limit", "it wrote more than 16 MiB to files"),
    ("processor", {"cpu_seconds": 1}, "timed_out", "it used all of its processor time"),
])  # fmt: skip
def test_a_breach_that_is_no_exception_ends_the_process(level, name, limits, verdict, words):
    with greedy(level, **limits) as session:
        bad = ending(session, name)
        assert (bad.verdict, bad.detail) == (verdict, words)
        assert value(session, "one") == 1


@LEVELS
@pytest.mark.parametrize(("name", "limits", "verdict", "words"), [
    ("memory", {"memory_mib": 128}, "out_of_memory", ""),
    ("sparse", {"scratch_mib": 2}, "over_limit", "File too large"),
    ("large", {"scratch_mib": 2}, "over_limit", "File too large"),
    ("open_files", {"open_files": 30}, "over_limit", "Too many open files"),
])  # fmt: skip
def test_a_breach_that_is_an_exception_has_its_verdict_too(level, name, limits, verdict, words):
    with greedy(level, **limits) as session:
        raised = error(session, name)
        assert raised_kind(raised) == verdict
        assert words in raised.message
        assert value(session, "one") == 1


def test_threads_are_limited():
    """By the kernel where the process is alone with its user; by the watch where it shares one."""
    with greedy("isolated", processes=20) as session:
        assert session.load() is None
        assert session.ready is not None
        if session.ready.level == "isolated":
            assert raised_kind(error(session, "threads")) == "over_limit"
    with greedy("process", processes=20, memory_mib=1 << 15) as session:
        assert ending(session, "threads") == Ending("over_limit", "it started more than 20 threads")


def test_memory_that_no_address_tells_of_is_seen(tmp_path):
    """As on a GPU, where the address space cannot be limited."""
    limits = Limits(memory_mib=64)
    child = os.fork()
    if child == 0:
        kept = bytearray(b"x") * (128 << 20)
        (tmp_path / "ready").write_bytes(kept[:1])
        signal.pause()
    watch = Watch(child, str(tmp_path), limits)
    while not (tmp_path / "ready").exists():
        time.sleep(0.01)
    assert watch.breach() == ("out_of_memory", "it took more than 64 MiB of memory")
    watch.begin()
    assert watch.breach() is None, "what was there at the beginning does not count"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert watch.breach() is None, "nor does what is gone"


def test_links_are_counted_and_not_followed():
    with greedy("isolated", scratch_files=10, scratch_mib=1) as session:
        assert value(session, "links") == 2
        assert value(session, "one") == 1
