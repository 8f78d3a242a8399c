"""The author's process: takes one job on standard input, answers on standard output, and leaves at once.

It leaves by `os._exit`: tearing down an interpreter with PyTorch in it takes a third of a second, for nothing.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from grader.course import CourseError, open_course
from grader.judge.compare import Setting
from grader.recording import Recording, save, suite_digest, versions
from grader.rerun import Answer, Broken, Job, LiveCheck, LiveDone, LiveJob, Recorded, RecordJob

if TYPE_CHECKING:
    from grader.suite.live import Live


def main() -> None:
    """Do the job that standard input describes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints, prints elsewhere
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    answers.write(msgspec.msgpack.encode(answer(job)))
    answers.flush()
    os._exit(0)


def answer(job: Job) -> Answer:
    """The answer to a job; what is wrong with the suite or the course comes back as Broken."""
    from grader.suite.conduct import SuiteError

    try:
        return _record(job) if isinstance(job, RecordJob) else _live(job)
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
