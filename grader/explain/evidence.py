"""What a submission showed: the checks that were judged, which answers were wrong, and what each answer rests on."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from grader.experiment.expectation import Example, Expectation
from grader.experiment.program import Call, Copy, Get, Index, Lookup, Program, Set, Transcript
from grader.explain.agree import Answer
from grader.judge.roots import involved, uses
from grader.recording import RecordedCheck

Place = tuple[int, int]  # an example and one of its expectations


class Slot(Struct, frozen=True, order=True):
    """Values of one kind that a check asks for: all that its examples call by one label, and expect in one way."""

    check: str
    label: str
    way: str  # the kind of expectation: Close, Unchanged, ...


class Failing(Struct, frozen=True, dict=True):
    """A check that gave wrong answers: its transcripts, and the places of what is wrong."""

    check: RecordedCheck
    transcripts: tuple[Transcript, ...]
    wrong: frozenset[Place]

    @cached_property
    def slots(self) -> dict[Slot, list[Place]]:
        """The wrong places by what they ask for."""
        found: dict[Slot, list[Place]] = {}
        for place in sorted(self.wrong):
            found.setdefault(self.slot(place), []).append(place)
        return found

    def slot(self, place: Place) -> Slot:
        """What a place asks for."""
        return slot_of(self.check, place)

    def answer(self, place: Place) -> Answer:
        """What was observed at a place."""
        transcript = self.transcripts[place[0]]
        step = self.expectation(place).step
        return transcript.observations[step], tuple(one for one in transcript.warnings if one.step == step)

    def expectation(self, place: Place) -> Expectation:
        """What was expected at a place."""
        return self.check.examples[place[0]].expectations[place[1]]


class Evidence(Struct, frozen=True, dict=True):
    """A submission's checks: those that passed, and those that gave wrong answers. Others say nothing."""

    passed: tuple[RecordedCheck, ...]
    failing: tuple[Failing, ...]

    @cached_property
    def by_name(self) -> dict[str, Failing]:
        """The failing checks by their names."""
        return {one.check.name: one for one in self.failing}

    @cached_property
    def checks(self) -> dict[str, RecordedCheck]:
        """Every check that says something."""
        return {check.name: check for check in (*self.passed, *(one.check for one in self.failing))}

    def is_wrong(self, check: str, place: Place) -> bool:
        """Whether the submission's answer at a place was wrong."""
        failing = self.by_name.get(check)
        return failing is not None and place in failing.wrong

    def names(self, check: str, place: Place) -> frozenset[str]:
        """The names of the learner's module that the value at a place may depend on directly."""
        found = self._names.get((check, place))
        if found is None:
            example = self.checks[check].examples[place[0]]
            found = self._names[check, place] = names_behind(example, example.expectations[place[1]].step)
        return found

    @cached_property
    def _names(self) -> dict[tuple[str, Place], frozenset[str]]:
        return {}


def slot_of(check: RecordedCheck, place: Place) -> Slot:
    """What a place of a check asks for."""
    expectation = check.examples[place[0]].expectations[place[1]]
    return Slot(check.name, expectation.subject.label, type(expectation).__name__)


def steps_behind(program: Program, step: int) -> set[int]:
    """The steps that a step's value may depend on.

    Those are what it was computed with, and what went into calls that got hold of the same objects before.
    """
    mine = involved(program, step)
    steps = set(mine)
    for other in range(step):
        if isinstance(program.steps[other], Call | Set) and mine & (theirs := involved(program, other)):
            steps |= theirs
    return steps


def names_behind(example: Example, step: int) -> frozenset[str]:
    """The names of the learner's module that a step's value may depend on directly."""
    program = example.program
    names: set[str] = set()
    for number in steps_behind(program, step):
        for used in uses(program.steps[number]):
            found = program.steps[used] if used < len(program.steps) else None
            if isinstance(found, Lookup):
                names.add(found.name)
    return frozenset(names)


def maker(program: Program, step: int) -> tuple[frozenset[str], str]:
    """What gave a step's value; two values of one maker are wrong for one reason.

    It is the names of the learner's module that the value was computed with, and the attribute called or read last.
    """
    written = program.steps[step]
    while isinstance(written, Index | Copy):
        step = written.target
        written = program.steps[step]
    attribute = written.name if isinstance(written, Get) else ""
    if isinstance(written, Call):
        target = program.steps[written.target]
        attribute = target.name if isinstance(target, Get) else ""
    names = {
        program.steps[used].name  # type: ignore[union-attr]
        for number in involved(program, step)
        for used in uses(program.steps[number])
        if used < len(program.steps) and isinstance(program.steps[used], Lookup)
    }
    if not names:  # an array that was handed over, and changed by a call
        return names_behind_of(program, step), attribute
    return frozenset(names), attribute


def names_behind_of(program: Program, step: int) -> frozenset[str]:
    """The names behind a step that no name of the module gave."""
    return names_behind(Example(program, ()), step)


def count(places: Sequence[Place]) -> int:
    """How many examples the places are of."""
    return len({example for example, _ in places})
