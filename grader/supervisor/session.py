"""One submission's run: its module loaded, its checks run, the process started again after a bad end."""

import time
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Self

import msgspec
from msgspec import Struct

from grader.experiment.message import Load, Loaded, Ran, Ready, Run
from grader.experiment.program import Program, Raised, Transcript, called, entries_of
from grader.sandbox.levels import reaches
from grader.sandbox.limits import Limits
from grader.submission.take import Submission
from grader.supervisor.ending import Ending
from grader.supervisor.launch import IsolationError, Launcher, LaunchError
from grader.supervisor.process import LearnerProcess

MAX_PROGRAMS = 64  # of one message
MAX_BYTES = 8 << 20  # of the arrays in one message
READY_SECONDS = 120.0
IMPATIENCE = 10  # times less time for what calls something that did not come back before, each time again
MOST_OFTEN = 2  # times that its not coming back counts
HURRIED_SECONDS = 0.05  # never less than this: fifty times what most checks need


class NotLoaded(Struct, frozen=True):
    """The module could not be executed: it raised, used what is refused, or its process ended."""

    raised: Raised | None = None
    refused: str | None = None
    ending: Ending | None = None


class Output(Struct, frozen=True):
    """What the submission wrote, over all of its processes."""

    stdout: str
    stderr: str
    dropped: int


class Session:
    """Runs programs on one submission. Close it, or use it as a context manager."""

    def __init__(
        self,
        launcher: Launcher,
        submission: Submission,
        limits: Limits,
        *,
        refused: tuple[str, ...],
        device: str = "cpu",
    ) -> None:
        self.launcher = launcher
        self.submission = submission
        self.limits = limits
        self.refused = refused
        self.device = device
        self.ready: Ready | None = None  # of the process that was confined least
        self.used = 0.0  # seconds of wall time spent in messages
        self.starts = 0
        self._suspects: dict[str, int] = {}  # names that may be why a check ran out of time, and how often
        self._came_back: list[Sequence[Program]] = []  # of what was run, all that did not
        self._number = 0
        self._process: LearnerProcess | None = None
        self._output = [bytearray(), bytearray()]
        self._dropped = 0

    def load(self) -> NotLoaded | None:
        """Start a process and execute the module in it; None where that went well.

        Raises:
            IsolationError: the process is confined less than was demanded; the module was not executed.
        """
        if self._process is not None:
            return None
        if self.starts > self.limits.restarts:
            return NotLoaded(ending=Ending("exited", f"it was started again {self.limits.restarts} times already"))
        self.starts += 1
        problem = self._start() and self._start()  # once more: its template may have died under the first
        if problem is not None:
            return NotLoaded(ending=problem)
        reply = self._ask(
            Load(
                self._next(), self.submission.module, self.submission.files, self.submission.flavour, self.device,
                self.refused,
            ),
            self.limits.message_seconds,
            self.limits.message_seconds,
        )  # fmt: skip
        if isinstance(reply, Ending):
            return NotLoaded(ending=reply)
        if not isinstance(reply, Loaded):
            return NotLoaded(ending=self._violated())
        if reply.raised is not None or reply.refused is not None:
            self._drop()
            return NotLoaded(raised=reply.raised, refused=reply.refused)
        return None

    def _start(self) -> Ending | None:
        """Start a process; None where it says that it is ready. None of the learner's code is there yet."""
        try:
            self._process = self.launcher.start()
        except LaunchError as error:
            return Ending("broken", str(error))
        ready = self._process.ready(READY_SECONDS)
        if isinstance(ready, Ready):
            self._note(ready)
            return None
        words = bytes(self._process.captured.stderr).decode(errors="replace").strip().splitlines()
        self._drop()
        return Ending("broken", f"{ready.detail}{': ' + words[-1][:300] if words else ''}")

    def _note(self, ready: Ready) -> None:
        """Remember the weakest confinement of this session's processes. Raises IsolationError if it is too weak."""
        demanded = self.launcher.plan.at_least
        if not reaches(ready.level, demanded):
            self._drop()
            raise IsolationError(too_weak(ready, demanded))
        if self.ready is None or not reaches(ready.level, self.ready.level):
            self.ready = ready

    def run(self, programs: Sequence[Program]) -> tuple[Transcript, ...] | Ending | NotLoaded:
        """Run the programs of one check; all of them share the time of one message.

        A loop that never ends would cost its time in every check that runs into it. So once a check ran out of time,
        others that call what did not come back get a tenth, and after a second time a hundredth: still many times what
        most code needs. What they do not call in common with it keeps its whole time.
        """
        transcripts: list[Transcript] = []
        suspects = self._suspects.keys() & _names(programs) if self._suspects else set()
        allowed = self._allowed(suspects)
        problem = self.load()
        if problem is not None:
            return problem
        deadline = time.monotonic() + allowed  # starting again is not what the check is timed for
        for batch in batches(programs):
            reply = self._ask(Run(self._next(), tuple(batch)), deadline - time.monotonic(), allowed)
            if isinstance(reply, Ending):
                if reply.kind == "timed_out":
                    for name in _names(programs).difference(*map(_names, self._came_back)):
                        self._suspects[name] = self._suspects.get(name, 0) + 1
                    return _hurried(reply, suspects)
                return reply
            if not isinstance(reply, Ran) or _lengths(reply) != [len(program.steps) for program in batch]:
                return self._violated()
            transcripts += reply.transcripts
        self._came_back.append(programs)
        for name in suspects:
            del self._suspects[name]
        return tuple(transcripts)

    def _allowed(self, suspects: AbstractSet[str]) -> float:
        """The seconds of a check that calls such suspects."""
        whole = self.limits.message_seconds
        often = max((self._suspects[name] for name in suspects), default=0)
        return whole if not often else min(whole, max(whole / IMPATIENCE ** min(often, MOST_OFTEN), HURRIED_SECONDS))

    def _ask(self, request: Load | Run, seconds: float, told: float) -> Loaded | Ran | Ready | Ending:
        """Send a message and wait for its answer for so many seconds, of the `told` that its check was allowed."""
        assert self._process is not None
        left = self.limits.submission_seconds - self.used
        if left <= 0:
            self._drop()
            return Ending("timed_out", f"the submission used up its {self.limits.submission_seconds:g} s")
        began, allowed = time.monotonic(), max(0.001, min(seconds, left))
        reply = self._process.request(request, allowed)
        waited = time.monotonic() - began
        self.used += waited
        if isinstance(reply, Ending):
            self._drop()
            if reply.kind == "timed_out" and waited >= allowed:  # else its processor time ran out before
                reply = Ending("timed_out", f"it did not answer within {min(told, left):g} s")
        return reply

    def _violated(self) -> Ending:
        self._drop()
        return Ending("violated", "the process did not keep to the protocol: it answered something that was not asked")

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _drop(self) -> None:
        """End the process, and keep what it wrote."""
        if self._process is None:
            return
        self._process.close()
        captured = self._process.captured
        for kept, new in zip(self._output, (captured.stdout, captured.stderr), strict=True):
            room = captured.cap - len(kept)
            kept.extend(new[:room])
            self._dropped += max(0, len(new) - room)
        self._dropped += captured.dropped
        self._process = None

    def close(self) -> Output:
        """End the process; what the submission wrote."""
        self._drop()
        out, err = (bytes(data).decode("utf-8", "replace") for data in self._output)
        return Output(out, err, self._dropped)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _names(programs: Sequence[Program]) -> set[str]:
    """What the programs call."""
    return {name for program in programs for name in called(program)}


def _hurried(ending: Ending, suspects: AbstractSet[str]) -> Ending:
    """The ending, with the reason where it came sooner than usual."""
    if not suspects:
        return ending
    names = " and ".join(f"`{name}`" for name in sorted(suspects)[:3])
    return Ending(ending.kind, f"{ending.detail}, and no more was allowed since {names} ran out of time before")


def too_weak(ready: Ready, demanded: str) -> str:
    """The sentence for a machine that does not confine as much as was demanded."""
    why = f" ({'; '.join(ready.notes)})" if ready.notes else ""
    return (
        f"Isolation of level `{demanded}` was demanded, and this machine reaches `{ready.level}`{why}. Nothing was "
        "run. `dlgrade doctor` says what is missing; `--isolation process` runs the code all the same."
    )


def _lengths(reply: Ran) -> list[int]:
    """How many observations each transcript has: one for each step of its program, in any honest reply."""
    return [len(transcript.observations) for transcript in reply.transcripts]


def batches(programs: Sequence[Program]) -> list[list[Program]]:
    """The programs in messages of at most MAX_PROGRAMS and MAX_BYTES of arrays, unless one alone has more."""
    if len(programs) <= MAX_PROGRAMS and len(msgspec.msgpack.encode(programs)) <= MAX_BYTES:
        return [list(programs)] if programs else []  # encoding is quicker than counting
    found: list[list[Program]] = [[]]
    weight = 0
    for program in programs:
        mine = 8 * entries_of(program)
        if found[-1] and (len(found[-1]) >= MAX_PROGRAMS or weight + mine > MAX_BYTES):
            found.append([])
            weight = 0
        found[-1].append(program)
        weight += mine
    return found if found[0] else []
