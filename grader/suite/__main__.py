"""The author's process, `python -m grader.suite SOCKET`: does jobs, and leaves when nobody asks any more.

Each job comes with a socket of its own. On Linux it is done in a fork, which finds the libraries imported and leaves
nothing behind; several may run at a time. Either way it is left by `os._exit`: tearing down an interpreter with PyTorch
in it takes a third of a second, for nothing.
"""

import contextlib
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from grader import frames
from grader.course import CourseError, open_course
from grader.judge.compare import Setting
from grader.recording import Recording, save, suite_digest, versions
from grader.rerun import Answer, Broken, DrawJob, Drawn, Job, LiveCheck, LiveDone, LiveJob, Recorded, RecordJob
from grader.sandbox import kernel

if TYPE_CHECKING:
    from grader.suite.live import Live

FORKS = sys.platform == "linux"  # elsewhere the system's libraries do not survive it


def main() -> None:
    """Do the jobs that come, one after the other."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    if FORKS:
        kernel.die_with_parent()
        import grader.suite.live
        import grader.suite.recorder  # noqa: F401 -- and with them PyTorch, Hypothesis and pytest
    while True:
        said, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
        if not said:
            os._exit(0)
        with socket.socket(fileno=descriptors[0]) as mine:
            _serve(mine)


def _serve(channel: socket.socket) -> None:
    """Do a job, in a fork where that is possible. One that dies closes its socket, and is known by that."""
    while FORKS and _reaped():
        pass
    if FORKS and os.fork():
        return
    if FORKS:
        kernel.die_with_parent()
    try:
        with contextlib.suppress(OSError):  # nobody waits for an answer any more
            body = frames.receive(channel)
            if body is not None:
                frames.send(channel, answer(msgspec.msgpack.decode(body, type=Job)))
    except BaseException:
        if not FORKS:
            raise
        sys.excepthook(*sys.exc_info())
    if FORKS:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _reaped() -> bool:
    """Whether a job had ended and was waited for just now."""
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    return False


def answer(job: Job) -> Answer:
    """The answer to a job; what is wrong with the suite or the course comes back as Broken."""
    from grader.suite.conduct import SuiteError

    try:
        match job:
            case RecordJob():
                return _record(job)
            case DrawJob():
                return _draw(job)
            case LiveJob():
                return _live(job)
    except (SuiteError, CourseError) as error:
        return Broken(str(error))
    except OSError as error:
        return Broken(f"{error.filename or 'a file'}: {error.strerror or error}")


def _record(job: RecordJob) -> Recorded:
    from grader.suite.conduct import SuiteError
    from grader.suite.recorder import record

    exercise = open_course(Path(job.course)).find(job.exercise)
    checks = record(exercise.suite, exercise.stub("numpy"), job.seed)
    total = sum(check.points for check in checks)
    if total != exercise.points:
        raise SuiteError(f"{exercise.id}: the checks are worth {total:g} points, the manifest says {exercise.points:g}")
    digest = suite_digest(exercise.suite, Path(__file__).parent)
    save(Recording(exercise.id, digest, job.shown_seed, versions(), checks), Path(job.path))
    return Recorded(len(checks), sum(len(check.examples) for check in checks))


def _draw(job: DrawJob) -> Drawn:
    from grader.suite.recorder import record

    exercise = open_course(Path(job.course)).find(job.exercise)
    only = frozenset(job.checks)
    return Drawn(record(exercise.suite, exercise.stub("numpy"), job.seed, only=only, examples=job.examples))


def _live(job: LiveJob) -> LiveDone:
    from grader.suite.conduct import SuitePlugin, signatures_of
    from grader.suite.live import Live
    from grader.suite.recorder import run_pytest
    from grader.supervisor.launch import Plan, launcher
    from grader.supervisor.session import Session

    exercise = open_course(Path(job.course)).find(job.exercise)
    plan = Plan(job.submission.flavour, job.device, job.limits, job.isolation)
    with launcher(plan, job.start) as processes:
        session = Session(processes, job.submission, job.limits, refused=exercise.refused, device=job.device)
        with session:
            live = Live(session, Setting(job.submission.flavour, job.device))
            signatures = signatures_of(exercise.stub("numpy"))
            plugin = SuitePlugin(lambda _: (live, signatures), job.seed, frozenset(job.checks))
            run_pytest(exercise.suite, [plugin]).check()
    return LiveDone(tuple(_check(live, name) for name in job.checks))


def _check(live: "Live", name: str) -> LiveCheck:
    failing = live.smallest.get(name)
    return LiveCheck(
        name, live.outcome(name), failing.example if failing else None, failing.transcript if failing else None
    )


if __name__ == "__main__":
    main()
