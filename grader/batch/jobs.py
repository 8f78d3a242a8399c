"""What a worker does: grade one submission, explain one kind of failure, show it on one submission's own code.

Each is a function from one frozen record to another. What is expensive is the worker's business, not the command's:
reading sources, judging, packing the report.
"""

from msgspec import Struct, structs

from grader.author import AuthorError
from grader.batch.again import run_again
from grader.batch.signature import Failure, signatures
from grader.batch.workshop import workshop
from grader.book.packed import pack, unpack
from grader.course import Exercise
from grader.experiment.expectation import Example
from grader.experiment.message import Flavour, Level
from grader.explain.smallest import run_live
from grader.graded import Graded, Options
from grader.grading import Ask, grade
from grader.judge.verdict import Verdict
from grader.learners import Handed
from grader.recording import versions
from grader.report.build import build, with_cases
from grader.report.record import Report
from grader.rerun import Answer, Job
from grader.sandbox.levels import LEVELS
from grader.submission.take import AbsentError, Submission, SubmissionError, UnreadableError, take_handed
from grader.supervisor.launch import Plan, usual_start


class Task(Struct, frozen=True):
    """An exercise under the options of a run: the same for every submission of it.

    `recording` is a path, and so is `known`, what the known mistakes answer; empty where there is none.
    """

    course: str
    exercise: str
    recording: str
    options: Options
    sole: bool = False  # the only exercise that is graded
    known: str = ""


class GradeJob(Struct, frozen=True):
    """Grade a submission: as it lies on the disk, or as it was kept.

    One whose digest is `known` is not graded again. Where it is `gated`, one in a flavour that is not `proved` waits.
    `told` is what to call its path.
    """

    task: Task
    handed: Handed | None = None
    kept: bytes = b""
    known: tuple[str, ...] = ()
    gated: bool = False
    proved: tuple[Flavour, ...] = ()
    told: str = ""


class Scored(Struct, frozen=True, tag="scored"):
    """A submission that was graded. `report` and `source` are packed; `failures` maps checks to how they fail."""

    digest: str
    score: float | None
    maximum: float
    verdict: Verdict
    level: Level
    seconds: float
    message: str
    report: bytes
    source: bytes
    failures: dict[str, Failure]


class Known(Struct, frozen=True, tag="known"):
    """It was graded before."""

    digest: str


class Unproved(Struct, frozen=True, tag="unproved"):
    """It is written in a flavour whose reference solution was not graded yet."""

    flavour: Flavour


class Absent(Struct, frozen=True, tag="absent"):
    """There is nothing of this exercise."""

    why: str


class Refused(Struct, frozen=True, tag="refused"):
    """What was handed in cannot be graded."""

    why: str


class Trouble(Struct, frozen=True, tag="trouble"):
    """This machine cannot grade it: not the learner's fault."""

    why: str


Result = Scored | Known | Unproved | Absent | Refused | Trouble


def grade_one(job: GradeJob) -> Result:
    """Grade one submission."""
    course = workshop().course(job.task.course)
    exercise = course.find(job.task.exercise)
    try:
        submission = _submission(job, exercise)
    except AbsentError as error:
        return Absent(_told(str(error), job))
    except UnreadableError as error:
        return Trouble(_told(str(error), job))
    except SubmissionError as error:
        return Refused(_told(str(error), job))
    if submission.digest in job.known:
        return Known(submission.digest)
    options = structs.replace(job.task.options, shrink=False)  # once for a class, and not for each: see `explaining`
    trouble = _impossible(submission, options)
    if trouble:
        return Trouble(trouble)
    if job.gated and submission.flavour not in job.proved:
        return Unproved(submission.flavour)
    graded = grade(
        workshop().launcher(Plan(submission.flavour, options.device, options.limits, options.isolation), options.start),
        workshop().recording(job.task.recording), course, exercise, submission, options, _nothing,
        _ask, lambda: workshop().known(job.task.known),
    )  # fmt: skip
    return scored(graded, build(graded, course))


def _submission(job: GradeJob, exercise: Exercise) -> Submission:
    if job.handed is None:
        return unpack(job.kept, Submission)
    submission = take_handed(job.handed, exercise, sole=job.task.sole)
    notes = (*job.handed.notes, *submission.notes)
    path = submission.path.replace(job.handed.path, job.told, 1) if job.told else submission.path
    return structs.replace(submission, path=path, notes=notes)


def _told(message: str, job: GradeJob) -> str:
    """The message, with what the user knows in place of a scratch folder."""
    return message.replace(job.handed.path, job.told) if job.handed is not None and job.told else message


def _impossible(submission: Submission, options: Options) -> str:
    """Why this machine cannot run a submission of this flavour; empty where it can."""
    if submission.flavour == "torch" and "torch" not in versions():
        return "It is written in PyTorch, which is not installed here: pip install torch==2.13.0."
    if submission.flavour == "numpy" and options.device != "cpu":
        return f"It is written in NumPy, and {options.device} is for PyTorch submissions: grade it without --device."
    return ""


def scored(graded: Graded, report: Report) -> Scored:
    """What the grade book keeps of a grading."""
    return Scored(
        digest=report.submission_digest, score=report.score, maximum=report.max_score, verdict=report.verdict,
        level=report.isolation.level if graded.ran else LEVELS[-1],  # what was never run was let out nowhere
        seconds=report.seconds, message=_message(report), report=pack(report),
        source=pack(graded.submission), failures=signatures(graded),
    )  # fmt: skip


def _message(report: Report) -> str:
    """What is wrong, in a sentence: the common one, or that of the worst check."""
    worst = [check.message for check in report.checks if check.verdict == report.verdict]
    return report.message or (worst[0] if worst else "")


class ExplainJob(Struct, frozen=True):
    """Run some checks live on a submission that fails them, to find smaller cases."""

    task: Task
    kept: bytes
    checks: tuple[str, ...]
    number: int = 0  # the caller's


class Explained(Struct, frozen=True):
    """The smallest failing example of each check, where one was found; what kept it from being looked for."""

    examples: dict[str, Example]
    trouble: str = ""


def explain_one(ask: Ask, job: ExplainJob) -> Explained:
    """Look for the smallest cases, once for all submissions that fail alike. `ask` speaks to an author's process."""
    course, options = workshop().course(job.task.course), job.task.options
    submission = unpack(job.kept, Submission)
    start = options.start or usual_start()
    try:
        live = run_live(
            course, course.find(job.task.exercise), submission, job.checks, seed=options.seed, limits=options.limits,
            device=options.device, start=start, isolation=options.isolation, ask=ask,
        )  # fmt: skip
    except AuthorError as error:
        return Explained({}, str(error))
    return Explained({name: one.example for name, one in live.items() if one.example is not None})


class ShowJob(Struct, frozen=True):
    """Show a submission's own answers on the smallest examples of what it fails."""

    task: Task
    kept: bytes
    report: bytes
    examples: dict[str, Example]
    number: int = 0  # the caller's


def show_one(job: ShowJob) -> bytes:
    """The report of a submission, packed, with the smallest cases that it fails too."""
    options = job.task.options
    exercise = workshop().course(job.task.course).find(job.task.exercise)
    submission, report = unpack(job.kept, Submission), unpack(job.report, Report)
    plan = Plan(submission.flavour, options.device, options.limits, options.isolation)
    processes = workshop().launcher(plan, options.start)
    cases = run_again(processes, submission, exercise.refused, options, job.examples)
    return pack(with_cases(report, cases))


def _ask(job: Job) -> Answer:
    return workshop().author.ask(job)


def _nothing(_: str) -> None:
    """Nobody watches a worker."""


__all__ = [
    "Absent", "ExplainJob", "Explained", "GradeJob", "Known", "Refused", "Result", "Scored", "ShowJob", "Task",
    "Trouble", "Unproved", "explain_one", "grade_one", "scored", "show_one",
]  # fmt: skip
