"""Processes are started, limited and replaced; what goes wrong in starting them is the grader's own trouble."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from msgspec import structs

from grader.experiment.message import Ready
from grader.experiment.values import Dict
from grader.sandbox.limits import MIB, SHARED_PROCESSES, Limits, limits_of
from grader.supervisor import interpreter, launch, template
from grader.supervisor.launch import ForkLauncher, FreshLauncher, LaunchError, Plan, SpawnLauncher, Start, launcher
from tests.supervisor.attempts import (
    BUSY,
    LIMITS,
    attempt,
    descendants,
    ending,
    ends,
    error,
    items,
    outcome,
    runs,
    value,
)

ROOT = Path(__file__).parents[2]
PLAN = Plan("numpy", "cpu", LIMITS)
UNCONFINED = Plan("numpy", "cpu", LIMITS, at_most="process")
ONE = "import os\ndef one(): return 1\ndef pid(): return os.getpid()\n"
STARTS = pytest.mark.parametrize("start", ["fork", "spawn"])


def template_of(processes):
    """The process number of a launcher's template."""
    return processes._template.popen.pid


def test_linux_forks_and_other_systems_spawn(monkeypatch):
    kinds: list[tuple[str, Start | None, type]] = [
        ("linux", None, ForkLauncher),
        ("linux", "spawn", FreshLauncher),
        ("darwin", None, SpawnLauncher),
    ]
    for platform, start, kind in kinds:
        monkeypatch.setattr(sys, "platform", platform)
        with launcher(PLAN, start) as made:
            assert type(made) is kind


def test_a_template_that_died_between_submissions_is_replaced():
    with ForkLauncher(PLAN) as processes:
        for _ in range(2):
            with attempt(processes, ONE) as session:
                assert value(session, "one") == 1
            first = template_of(processes)
            family = descendants(first)
            os.kill(first, signal.SIGKILL)
            assert all(map(ends, family))
        with attempt(processes, ONE) as session:
            assert value(session, "one") == 1
        assert template_of(processes) != first


def test_a_template_that_died_under_a_check_costs_that_check():
    source = ONE + "import signal, time\ndef f():\n    os.kill(os.getppid(), signal.SIGKILL)\n    time.sleep(60)\n"
    with ForkLauncher(UNCONFINED) as processes, attempt(processes, source) as session:
        assert ending(session, "f").verdict == "crashed"
        assert value(session, "one") == 1


def test_a_learner_that_outlives_its_template_is_killed_all_the_same():
    source = """
        import ctypes, os, signal, time
        def pid(): return os.getpid()
        def f():
            ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(300)
    """
    with ForkLauncher(UNCONFINED) as processes, attempt(processes, source, message_seconds=0.5) as session:
        pid = value(session, "pid")
        assert isinstance(pid, int)
        assert ending(session, "f").kind == "timed_out"
        assert ends(pid)


@pytest.mark.parametrize("level", ["process", "confined", "isolated"])
def test_closing_a_launcher_ends_its_template_and_all_that_it_forked(level):
    processes = ForkLauncher(structs.replace(PLAN, at_most=level))
    process = processes.start()
    ready = process.ready(30.0)
    assert isinstance(ready, Ready)
    family = descendants(template_of(processes))
    assert len(family) == (3 if ready.level == "isolated" else 2)  # a keeper, then
    processes.close()
    assert all(map(ends, family))
    process.close()


@pytest.mark.parametrize("level", ["process", "confined", "isolated"])
def test_nothing_outlives_a_command_that_is_killed(level):
    """Here the template's first process is killed, as the kernel does when the command dies."""
    processes = ForkLauncher(structs.replace(PLAN, at_most=level))
    with attempt(processes, BUSY) as session:
        assert session.load() is None
        family = descendants(template_of(processes))
        os.kill(template_of(processes), signal.SIGKILL)
        assert all(map(ends, family))
    processes.close()


def test_a_template_outlives_no_command():
    """The kernel is asked to kill it; here the closed control socket alone tells it."""
    processes = ForkLauncher(PLAN)
    with attempt(processes, ONE) as session:
        value(session, "one")
    assert processes._template is not None
    template = processes._template.popen
    processes._template.control.close()
    assert template.wait(10) == 0
    processes.close()


def test_sessions_may_run_in_several_threads():
    found: list[object] = []

    def work():
        for _ in range(4):
            with attempt(processes, ONE) as session:
                found.append(outcome(session, "one"))

    with ForkLauncher(PLAN) as processes:
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 16
    assert {getattr(one, "value", one) for one in found} == {1}


@pytest.mark.parametrize("level", ["process", "isolated"])
def test_a_template_outlives_the_thread_that_started_it(level):
    """Linux would kill it with that thread, if it asked to be killed with its parent."""
    started: list[ForkLauncher] = []
    thread = threading.Thread(target=lambda: started.append(ForkLauncher(structs.replace(PLAN, at_most=level))))
    thread.start()
    thread.join()
    with started[0] as processes:
        for _ in range(3):
            with attempt(processes, ONE) as session:
                assert value(session, "one") == 1
            assert runs(template_of(processes))
            time.sleep(0.05)


def test_a_command_that_is_killed_takes_its_processes_along(tmp_path):
    """The kernel closes its sockets, and that is all that its templates hear of it."""
    script = """
import sys, time
from grader.supervisor.launch import ForkLauncher, Plan
from tests.supervisor.attempts import BUSY, LIMITS, attempt
processes = ForkLauncher(Plan("numpy", "cpu", LIMITS, at_most=sys.argv[1]))
with attempt(processes, BUSY) as session:
    assert session.load() is None
    print("ready", flush=True)
    time.sleep(60)
"""
    for level in ("process", "confined", "isolated"):
        words = [sys.executable, "-c", script, level]
        with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | {"TMPDIR": "/tmp"}) as command:
            assert command.stdout is not None
            assert command.stdout.readline() == b"ready\n"
            family = descendants(command.pid) - {command.pid}
            assert len(family) >= 2
            command.kill()
            assert all(map(ends, family))


@STARTS
def test_an_interpreter_that_cannot_start_is_the_grader_s_own_trouble(start, monkeypatch, tmp_path):
    script = tmp_path / "bootstrap.py"
    script.write_text("raise SystemExit('no such library')\n", encoding="utf-8")
    monkeypatch.setattr(interpreter, "BOOTSTRAP", script)
    with launcher(PLAN, start) as processes, attempt(processes, ONE) as session:
        problem = session.load()
    assert problem is not None
    assert problem.ending is not None
    assert problem.ending.verdict == "fault"
    assert "no such library" in problem.ending.detail


@STARTS
def test_a_missing_interpreter_is_the_grader_s_own_trouble(start, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(LaunchError, match="could not be started"), launcher(PLAN, start) as processes:
        processes.start()


@STARTS
def test_a_full_disk_is_the_grader_s_own_trouble(start, monkeypatch):
    def full(parent: str | None = None) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(launch, "scratch_folder", full)
    monkeypatch.setattr(template, "scratch_folder", full)
    with pytest.raises(LaunchError, match="No space left"), launcher(PLAN, start) as processes:
        processes.start()


def test_the_environment_of_the_command_is_not_seen(processes, monkeypatch):
    monkeypatch.setenv("DLGRADE_SEED", "a secret")
    monkeypatch.setenv("API_KEY", "another")
    names = "PYTHONPATH", "PATH", "PWD", "USER"
    with SpawnLauncher(PLAN) as spawned, ForkLauncher(PLAN) as forked:
        for started in (processes, spawned, forked):
            with attempt(started, "import os\ndef f(): return dict(os.environ)\n") as session:
                seen = value(session, "f")
            assert isinstance(seen, Dict)
            assert "secret" not in str(seen)
            assert not {"DLGRADE_SEED", "API_KEY", *names} & set(seen.items)
            assert seen.items["HOME"] != os.environ.get("HOME")


def test_only_its_own_descriptors_are_open(processes):
    """Its channel, output and error, and what reads nothing as its input."""
    source = """
        import os, stat
        def f():
            kinds = []
            for number in range(64):
                try: mode = os.fstat(number).st_mode
                except OSError: continue
                for kind in ("SOCK", "FIFO", "CHR", "REG", "DIR"):
                    if getattr(stat, f"S_IS{kind}")(mode): kinds.append(kind)
            return kinds
    """
    with attempt(processes, source) as session:
        kinds = items(session, "f")
    assert kinds.count("SOCK") == 1
    assert kinds.count("FIFO") == 2
    assert set(kinds) <= {"SOCK", "FIFO", "CHR"}


SEEN = """
import resource
def f(name): return list(resource.getrlimit(getattr(resource, name)))
"""


@STARTS
@pytest.mark.parametrize(("name", "soft"), [
    ("RLIMIT_CORE", 0), ("RLIMIT_CPU", 33), ("RLIMIT_FSIZE", 3 * MIB), ("RLIMIT_NOFILE", 40), ("RLIMIT_NPROC", 500),
])  # fmt: skip
def test_a_limit_is_seen_from_inside(start, name, soft):
    limits = structs.replace(LIMITS, cpu_seconds=33, scratch_mib=3, open_files=40, processes=500)
    with launcher(Plan("numpy", "cpu", limits), start) as processes, attempt(processes, SEEN) as session:
        soft_seen, _ = items(session, "f", name)
        assert session.ready is not None
    if name == "RLIMIT_NPROC" and session.ready.level != "isolated" and os.geteuid() != 0:
        soft = SHARED_PROCESSES  # its user has others
    ceiling = resource.getrlimit(getattr(resource, name))[1]
    wanted = soft if ceiling == resource.RLIM_INFINITY else min(soft, ceiling)
    assert soft_seen == wanted


@STARTS
def test_memory_is_limited_beyond_what_the_libraries_took(start):
    source = "import numpy as np\ndef f(mib): return np.ones(mib << 17).nbytes >> 20\n"
    limits = structs.replace(LIMITS, memory_mib=200)
    with launcher(Plan("numpy", "cpu", limits), start) as processes, attempt(processes, source) as session:
        assert value(session, "f", 100) == 100
        assert "MemoryError" in error(session, "f", 300).types
        assert value(session, "f", 100) == 100


LIMITED = """
import os, sys
def writes():
    with open("file", "wb") as file:
        for _ in range(4): file.write(bytes(1 << 20))
def opens():
    kept = [open(os.devnull) for _ in range(100)]
def burns():
    while True: pass
"""


@STARTS
def test_files_are_limited_in_size_and_number(start):
    limits = structs.replace(LIMITS, scratch_mib=2, open_files=30)
    with launcher(Plan("numpy", "cpu", limits), start) as processes, attempt(processes, LIMITED) as session:
        assert "OSError" in error(session, "writes").types
        assert "Too many open files" in error(session, "opens").message


@STARTS
def test_processor_time_is_limited(start):
    limits = structs.replace(LIMITS, cpu_seconds=1)
    with launcher(Plan("numpy", "cpu", limits), start) as processes, attempt(processes, LIMITED) as session:
        bad = ending(session, "burns")
    assert bad.verdict == "timed_out"
    assert bad.detail == "it used all of its processor time"


@pytest.mark.parametrize(
    "settings", [{"memory": 1}, {"memory_mib": 0}, {"cpu_seconds": -1}, {"scratch_mib": float("nan")}]
)
def test_a_limit_that_makes_no_sense_is_refused(settings):
    with pytest.raises(ValueError, match="limit"):
        limits_of(settings)


def test_limits_keep_what_the_manifest_does_not_name():
    assert limits_of({"message_seconds": 2, "memory_mib": 64.0}) == Limits(message_seconds=2.0, memory_mib=64)


def test_a_process_that_is_gone_is_seen_as_gone():
    """The claims above rest on it."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    assert ends(child)
    os.waitpid(child, 0)
    assert not runs(child)
    assert runs(os.getpid())
