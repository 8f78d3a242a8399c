"""What the corpus is tested with would notice: without a sandbox the same submissions find, reach and leave things."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import Course, open_course
from tests.harness import ROOT
from tests.hostile.bait import SHARED, called
from tests.hostile.corpus import attacks
from tests.hostile.harness import Arena, markers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is tried here, and confined, is Linux's")

BY_NAME = {entry.name: entry for entry in attacks(open_course(ROOT))}


def may_read_memory() -> bool:
    """Whether a process may read that of another of the same user, which some distributions forbid to all but root."""
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    return os.geteuid() == 0 or not scope.exists() or scope.read_text(encoding="ascii").strip() == "0"


@pytest.fixture
def open_arena(course: Course) -> Iterator[Arena]:
    """An arena whose bait and processes are not shared: here they come to harm."""
    with Arena(course) as made:
        yield made


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("reading_what_is_hidden/suites", "secret"),
        ("reading_what_is_hidden/recordings", "secret"),
        ("reading_what_is_hidden/grade_book", "gradebook"),
        ("reading_what_is_hidden/other_submissions", "softmax"),
        ("reading_what_is_hidden/environment", "environment"),
        ("reading_what_is_hidden/processes", "environment"),
        ("reading_what_is_hidden/memory_of_the_parent", "memory"),
        ("reading_what_is_hidden/memory_by_system_call", "memory"),
        ("reading_what_is_hidden/ways_to_a_file", "secret"),
        ("reading_what_is_hidden/whole_file_system", "secret"),
        ("leaving_the_box/executable_memory", "a socket"),
    ],
)
def test_without_a_sandbox_a_marker_is_found(name: str, found: str, open_arena: Arena) -> None:
    if found == "memory" and not may_read_memory():
        pytest.skip("this machine lets nobody but root read the memory of another process")
    graded = open_arena.grade(BY_NAME[name], "process")
    assert any(one.startswith(f"MARKER{{{found}") for one in markers(graded.report)), graded.report.checks[0].message


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("leaving_the_box/network_on_import", "was reached"),
        ("leaving_the_box/every_socket", "The abstract socket was reached"),
        ("leaving_the_box/raw_sockets", "was reached"),
        ("leaving_the_box/writes_outside", "was made or removed"),
        ("leaving_the_box/changes_what_files_say", "was changed"),
        ("leaving_the_box/meddles_with_others", "Another process"),
        ("leaving_the_box/deletes_its_neighbours", "was made or removed"),
    ],
)
def test_without_a_sandbox_harm_is_noticed(name: str, harm: str, open_arena: Arena) -> None:
    graded = open_arena.grade(BY_NAME[name], "process")
    for folder in SHARED:
        Path(folder, graded.token).unlink(missing_ok=True)
    assert any(harm in sentence for sentence in graded.harm), graded.harm


def test_what_is_left_running_is_noticed() -> None:
    token = f"left{os.getpid():x}"
    child = os.fork()
    if child == 0:
        Path("/proc/self/comm").write_text(token, encoding="ascii")
        signal.pause()
    try:
        assert _becomes(child, token)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert called(token) == []


def _becomes(child: int, token: str) -> bool:
    while not (found := called(token)):
        os.sched_yield()
    return found == [child]
