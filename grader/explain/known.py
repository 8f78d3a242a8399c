"""What every known mistake answers on the examples of a recording: made once beside it, and kept as it is.

Each mistake runs in a learner's process, as a submission would. Of its answers those are kept that are wrong, and the
places of these tell without a comparison which mistakes a submission cannot have made. Mistakes that no example tells
apart are run on more examples, drawn under other seeds, until one does; what that one asks is kept as a separator.
"""

import contextlib
import fcntl
import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from grader import catalogue, recordings
from grader import recording as recording_file
from grader.catalogue import Mistake
from grader.course import Course, Exercise
from grader.experiment.expectation import Example, Expectation
from grader.experiment.program import Observation, Transcript, Warned
from grader.explain.agree import Answer, agree
from grader.judge.check import judge_check
from grader.judge.compare import Setting
from grader.recording import RecordedCheck, Recording, RecordingError, file_name, versions, write_whole
from grader.sandbox.limits import Limits, limits_of
from grader.submission.take import Submission
from grader.supervisor.launch import Launcher, Plan, launcher
from grader.supervisor.session import Session

Tell = Callable[[str], None]
Place = tuple[int, int]  # an example and one of its expectations

FORMAT = 2
MAGIC = b"dlgrade mistakes %d\n" % FORMAT
DIGEST_BYTES = 32
SUFFIX = ".dlmis"
MORE_SEEDS = 3  # under which more examples are drawn for mistakes that are not told apart


class Wrong(Struct, frozen=True, array_like=True):
    """One wrong answer: which expectation of which example it fails, what was observed, what was warned of."""

    example: int
    expectation: int
    said: Observation
    warned: tuple[Warned, ...] = ()

    @property
    def answer(self) -> Answer:
        """What was observed."""
        return self.said, self.warned


class Behaviour(Struct, frozen=True, dict=True):
    """How a mistake behaves: the places of its wrong answers, check by check, and packed the answers themselves.

    `unknown` are the checks that ended it: of these nothing is known.
    """

    mistake: Mistake
    places: dict[str, tuple[Place, ...]]
    packed: bytes
    unknown: tuple[str, ...] = ()

    @cached_property
    def answers(self) -> dict[str, dict[Place, Wrong]]:
        """The wrong answers by their places; unpacked when they are first looked at."""
        found = msgspec.msgpack.decode(zlib.decompress(self.packed), type=dict[str, tuple[Wrong, ...]])
        return {name: {(one.example, one.expectation): one for one in wrong} for name, wrong in found.items()}


def pack(answers: Mapping[str, Sequence[Wrong]]) -> bytes:
    """The wrong answers of a mistake as they are kept; masks and zeros take a tenth of their size."""
    return zlib.compress(msgspec.msgpack.encode(answers), level=1)


class Separator(Struct, frozen=True):
    """An example on which mistakes differ that the recording does not tell apart, and the answers of each.

    `answers` maps a mistake to what it answered to each expectation, right or wrong.
    """

    check: str
    example: Example
    answers: dict[str, tuple[Wrong, ...]]


class Known(Struct, frozen=True):
    """All mistakes of an exercise, on one recording."""

    exercise: str
    recording: str
    catalogue: str
    versions: dict[str, str]
    behaviours: tuple[Behaviour, ...] = ()
    separators: tuple[Separator, ...] = ()


_cached: dict[tuple[str, str], Known] = {}


def find(course: Course, exercise: Exercise, recorded: tuple[Recording, str], seed: str, tell: Tell) -> Known | None:
    """What the mistakes answer on a recording: as it was shipped, or kept; otherwise they are run now.

    None where the course has no catalogue and nothing was shipped.
    """
    recording, digest = recorded
    mistakes = catalogue.catalogue(course, exercise)
    wanted = catalogue.digest(mistakes) if mistakes else ""
    if (digest, wanted) in _cached:
        return _cached[digest, wanted]
    name = _name(exercise, recording, seed)
    cached = recordings.cache_folder() / "recordings" / name

    def kept(*paths: Path) -> Known | None:
        found = (load(path) for path in paths)
        fitting = (one for one in found if one and one.recording == digest and wanted in ("", one.catalogue))
        return next(fitting, None)

    found = kept(course.recordings / name, cached)
    if found is not None:
        return _keep(found, wanted)
    if not mistakes:
        return None
    tell(f"Running the {len(mistakes)} known mistakes of {exercise.id}, once for this suite and seed ...")
    with _alone(cached):
        found = kept(cached)  # another process may have made them while this one waited
        if found is None:
            found = make(course, exercise, recorded, seed, mistakes)
            try:
                save(found, cached)
            except OSError:
                tell(
                    f"What they answered cannot be kept in {cached.parent}, so the next failing check runs them again."
                )
    return _keep(found, wanted)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time makes what belongs into a file; where nothing can be written, each makes its own."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context(path.with_suffix(".lock").open("ab"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def record(course: Course, exercise: Exercise, recorded: tuple[Recording, str], seed: str, beside: Path) -> int:
    """Run the known mistakes on a recording and keep what they answer beside its file; how many there are."""
    mistakes = catalogue.catalogue(course, exercise)
    if mistakes:
        save(make(course, exercise, recorded, seed, mistakes), beside.with_suffix(SUFFIX))
    return len(mistakes)


def _keep(known: Known, wanted: str) -> Known:
    while len(_cached) >= 8:
        del _cached[next(iter(_cached))]
    _cached[known.recording, wanted] = known
    return known


def _name(exercise: Exercise, recording: Recording, seed: str) -> str:
    return str(Path(file_name(exercise.id, recording.suite_digest, seed)).with_suffix(SUFFIX))


def save(known: Known, path: Path) -> None:
    """Write them, all or nothing."""
    body = msgspec.msgpack.encode(known)
    write_whole(path, MAGIC + hashlib.sha256(body).digest() + body)


def load(path: Path) -> Known | None:
    """What a file holds; None where there is none, or it is not whole: then it is made again."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = data[len(MAGIC) + DIGEST_BYTES :]
    if not data.startswith(MAGIC) or hashlib.sha256(body).digest() != data[len(MAGIC) : len(MAGIC) + DIGEST_BYTES]:
        return None
    try:
        return msgspec.msgpack.decode(body, type=Known)
    except msgspec.DecodeError:
        return None


def make(
    course: Course, exercise: Exercise, recorded: tuple[Recording, str], seed: str, mistakes: Sequence[Mistake]
) -> Known:
    """Run every mistake on the examples of a recording, and find what separates those that answer alike."""
    recording, digest = recorded
    right = catalogue.solution(course, exercise)
    limits = limits_of(exercise.limits)
    with launcher(Plan("numpy", "cpu", limits)) as processes:
        runner = _Runner(processes, right, limits, exercise.refused)
        behaviours = tuple(runner.behaviour(mistake, recording.checks) for mistake in mistakes)
        separators = tuple(_separate(course, exercise, seed, runner, behaviours, recording))
    return Known(exercise.id, digest, catalogue.digest(mistakes), versions(), behaviours, separators)


class _Runner:
    """Runs mistakes in learner processes, each in one of its own."""

    def __init__(self, processes: Launcher, right: Submission, limits: Limits, refused: tuple[str, ...]) -> None:
        self.processes = processes
        self.right = right
        self.limits = limits
        self.refused = refused

    def session(self, mistake: Mistake) -> Session:
        """A session on the solution with the mistake."""
        wrong = catalogue.with_mistake(self.right, mistake)
        return Session(self.processes, wrong, self.limits, refused=self.refused)

    def behaviour(self, mistake: Mistake, checks: Sequence[RecordedCheck]) -> Behaviour:
        """What the mistake answers wrong, check by check."""
        places: dict[str, tuple[Place, ...]] = {}
        answers: dict[str, tuple[Wrong, ...]] = {}
        unknown: list[str] = []
        with self.session(mistake) as session:
            for check in checks:
                if check.live:
                    continue
                ran = session.run([example.program for example in check.examples])
                if not isinstance(ran, tuple):
                    unknown.append(check.name)
                    continue
                places[check.name] = judge_check(check.examples, ran, Setting()).wrong
                answers[check.name] = tuple(
                    wrong_at(check.examples[at], ran[at], at, which) for at, which in places[check.name]
                )
        places = {name: found for name, found in places.items() if found}
        return Behaviour(mistake, places, pack(answers), tuple(unknown))


def wrong_at(example: Example, transcript: Transcript, at: int, which: int) -> Wrong:
    """The answer of a transcript to an expectation of an example."""
    step = example.expectations[which].step
    warned = tuple(one for one in transcript.warnings if one.step == step)
    return Wrong(at, which, transcript.observations[step], warned)


def _separate(
    course: Course, exercise: Exercise, seed: str, runner: _Runner, behaviours: Sequence[Behaviour],
    recording: Recording,
) -> Iterator[Separator]:  # fmt: skip
    """Separators for the mistakes that answer alike on the whole recording, as far as any can be found."""
    groups = [group for group in alike(behaviours, recording) if len(group) > 1]
    for number in range(MORE_SEEDS if groups else 0):
        more = _more(course, exercise, f"{seed}\nmore {number}")
        if more is None:
            return
        left: list[list[Behaviour]] = []
        for group in groups:
            found = _first_difference(runner, group, more)
            if found is not None:
                yield found
                tell_apart = _partition(found, group)
                left += [part for part in tell_apart if len(part) > 1]
            else:
                left.append(group)
        groups = left


def _more(course: Course, exercise: Exercise, seed: str) -> Recording | None:
    """More examples of the suite, where they can be drawn here."""
    try:
        data = recordings.draw(course, exercise, seed)
        return recording_file.read(data, Path("more examples"))[0]
    except (RecordingError, OSError):
        return None


def alike(behaviours: Sequence[Behaviour], recording: Recording) -> list[list[Behaviour]]:
    """The mistakes in groups of those that no recorded example tells apart."""
    checks = {check.name: check for check in recording.checks}
    groups: list[list[Behaviour]] = []
    for one in behaviours:
        for group in groups:
            other = group[0]
            if one.places == other.places and one.unknown == other.unknown and _answer_alike(one, other, checks):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _answer_alike(one: Behaviour, other: Behaviour, checks: Mapping[str, RecordedCheck]) -> bool:
    return all(
        agree(expectation_at(checks[name], place), wrong.answer, other.answers[name][place].answer)
        for name, answers in one.answers.items()
        for place, wrong in answers.items()
    )


def expectation_at(check: RecordedCheck, place: Place) -> Expectation:
    """The expectation at a place of a check."""
    return check.examples[place[0]].expectations[place[1]]


def _first_difference(runner: _Runner, group: Sequence[Behaviour], more: Recording) -> Separator | None:
    """The first of more examples, in the checks that the group loses, to which its members answer differently."""
    for check in more.checks:
        if check.name not in group[0].places or check.live:
            continue
        ran: dict[str, tuple[Transcript, ...]] = {}
        for one in group:
            with runner.session(one.mistake) as session:
                transcripts = session.run([example.program for example in check.examples])
            if isinstance(transcripts, tuple):
                ran[one.mistake.id] = transcripts
        if len(ran) < len(group):
            continue
        for at, example in enumerate(check.examples):
            answers = {
                name: tuple(wrong_at(example, transcripts[at], 0, which) for which in range(len(example.expectations)))
                for name, transcripts in ran.items()
            }
            found = Separator(check.name, example, answers)
            if len(_partition(found, group)) > 1:
                return found
    return None


def _partition(separator: Separator, group: Sequence[Behaviour]) -> list[list[Behaviour]]:
    """The members of a group by how they answer to a separator."""
    parts: list[list[Behaviour]] = []
    for one in group:
        for part in parts:
            if answers_as(separator, one.mistake.id, separator.answers[part[0].mistake.id]):
                part.append(one)
                break
        else:
            parts.append([one])
    return parts


def answers_as(separator: Separator, mistake: str, answers: Sequence[Wrong], device: str = "cpu") -> bool:
    """Whether these answers to a separator are those of the mistake."""
    pairs = zip(separator.example.expectations, answers, separator.answers[mistake], strict=True)
    return all(agree(expectation, mine.answer, theirs.answer, device) for expectation, mine, theirs in pairs)
