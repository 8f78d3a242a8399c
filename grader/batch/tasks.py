"""What an exercise needs before anybody is graded in it: its recording, and a reference solution with full marks."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

import msgspec
from msgspec import Struct

from grader import recordings
from grader.batch.jobs import GradeJob, Result, Scored, Task, grade_one
from grader.batch.pool import CallError, WorkerDiedError
from grader.course import Course, CourseError, Exercise
from grader.experiment.message import Flavour
from grader.explain import known as known_mistakes
from grader.explain.known import Known
from grader.graded import Options
from grader.learners import Handed, Learner
from grader.recording import Recording, save, versions
from grader.recordings import Tell
from grader.submission.take import SubmissionError
from grader.supervisor.launch import LaunchError

REFERENCE = "the reference solution"


class RunError(Exception):
    """The run cannot go on: grading would not be right here. The message says why."""


class Prepared(Struct, frozen=True):
    """A task whose recording is there, and the name of its setting."""

    task: Task
    setting: str
    maximum: float


class Preparation:
    """Makes exercises ready, each when it is first wanted, on the executor that grades."""

    def __init__(
        self, course: Course, exercises: Sequence[Exercise], options: Mapping[str, Options], executor: Executor,
        folder: Path, tell: Tell,
    ) -> None:  # fmt: skip
        self.course = course
        self.exercises = {one.id: one for one in exercises}
        self.options = options
        self.prepared: dict[str, Prepared] = {}
        self._executor = executor
        self._folder = folder
        self._tell = tell
        self._proved: dict[str, set[Flavour]] = {one.id: set() for one in exercises}

    def task(self, exercise: Exercise) -> Task:
        """The task of an exercise; before it is ready, one without a recording."""
        if exercise.id in self.prepared:
            return self.prepared[exercise.id].task
        sole = len(self.exercises) == 1
        return Task(str(self.course.root), exercise.id, "", self.options[exercise.id], sole)

    def proved(self, exercise: Exercise) -> tuple[Flavour, ...]:
        """The flavours whose reference solution got full marks."""
        return tuple(sorted(self._proved[exercise.id]))

    def usual(self, exercise: Exercise) -> Flavour:
        """The flavour that is most likely wanted."""
        return "numpy" if self.options[exercise.id].device == "cpu" else "torch"

    def ready(self, exercise: Exercise, flavour: Flavour) -> Prepared:
        """The exercise, with its recording made and its reference solution of a flavour graded.

        Raises:
            RunError: the reference solution is not there, or does not get full marks.
            RecordingError: there is no recording, and none can be made.
        """
        if exercise.id not in self.prepared:
            self.prepared[exercise.id] = self._recorded(exercise)
        prepared = self.prepared[exercise.id]
        if flavour not in self._proved[exercise.id]:
            job = reference(self.course, exercise, prepared, flavour)
            try:
                result = self._executor.submit(grade_one, job).result()
            except (CallError, WorkerDiedError) as error:
                raise RunError(str(error)) from None
            proves(exercise, flavour, result)
            self._proved[exercise.id].add(flavour)
        return prepared

    def _recorded(self, exercise: Exercise) -> Prepared:
        """Make the recording, once for all workers, and put it where they find it."""
        task = self.task(exercise)
        recording, _ = recordings.find(self.course, exercise, task.options.seed, self._tell)
        path = self._folder / f"{exercise.id}.dlrec"
        digest = save(recording, path)
        ready = msgspec.structs.replace(task, recording=str(path))
        known = self._known(exercise, (recording, digest)) if task.options.diagnose else None
        if known is not None:
            beside = path.with_suffix(known_mistakes.SUFFIX)
            known_mistakes.save(known, beside)
            ready = msgspec.structs.replace(ready, known=str(beside))
        setting = setting_of(digest, task.options, known.catalogue if known else "")
        return Prepared(ready, setting, sum(check.points for check in recording.checks))

    def _known(self, exercise: Exercise, recorded: tuple[Recording, str]) -> Known | None:
        """What the known mistakes answer, where there is a catalogue; one that is wrong stops nobody's grading."""
        try:
            return known_mistakes.find(self.course, exercise, recorded, self.options[exercise.id].seed, self._tell)
        except (CourseError, SubmissionError, LaunchError) as error:
            self._tell(f"The known mistakes of {exercise.id} could not be looked through: {error}")
            return None


def setting_of(recording: str, options: Options, catalogue: str = "") -> str:
    """A name for all that a grading depends on beside the submission; equal settings give equal gradings.

    The recording stands for suite, seed, and the versions that drew it, the catalogue for what is said of failures.
    What confines a submission is no part of it.
    """
    here = {name: version for name, version in versions().items() if name != "hypothesis"}
    told = [recording, sorted(here.items()), options.device, options.limits, catalogue]
    return hashlib.sha256(msgspec.msgpack.encode(told)).hexdigest()[:32]


def reference(course: Course, exercise: Exercise, prepared: Prepared, flavour: Flavour) -> GradeJob:
    """The job that grades the reference solution. Raises RunError where the course has none."""
    folder = course.root / "solutions" / flavour
    if not (folder / exercise.id / exercise.module).is_file():
        raise RunError(
            f"There is no reference solution {folder / exercise.id / exercise.module}. It is graded before anybody is, "
            "to be sure that this machine judges right: name a course that has it with --course DIR."
        )
    return GradeJob(prepared.task, Handed(Learner(REFERENCE), str(folder)))


def proves(exercise: Exercise, flavour: Flavour, result: Result) -> None:
    """Nothing, if the reference solution got full marks. Raises RunError otherwise."""
    if isinstance(result, Scored) and result.verdict == "passed":
        return
    if isinstance(result, Scored):
        score = "is not known" if result.score is None else f"is {result.score:g} of {result.maximum:g} points"
        why = f"its score {score}: {result.message}"
    else:
        why = getattr(result, "why", type(result).__name__)
    raise RunError(
        f"The reference solution of {exercise.id} ({flavour}) does not get full marks on this machine: {why} Nobody "
        "was graded in it, since nobody could be graded right. `dlgrade check` on that solution shows more."
    )


__all__ = ["REFERENCE", "Preparation", "Prepared", "RunError", "proves", "reference", "setting_of"]
