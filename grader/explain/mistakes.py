"""Names the known mistake that answers as a submission does, wherever that fails and the mistake is wrong too.

A mistake is out as soon as it would have failed where the submission is right, or have answered differently, in a value
that rests on nothing but what the mistake replaces. Of the others, those are named that together explain most of what
is wrong. A value that rests on several functions of the learner's may be wrong for two reasons at once; it speaks for a
mistake if it agrees, and against none if it does not.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from grader.catalogue import Mistake
from grader.explain.agree import agree, is_informative
from grader.explain.evidence import Evidence, Failing, Place, Slot, count
from grader.explain.known import Behaviour, Known, Separator, Wrong, answers_as

Run = Callable[[Separator], Sequence[Wrong] | None]
"""What a submission answers to a separator; None where it could not be asked."""


class Named(Struct, frozen=True):
    """Mistakes that a submission's answers cannot be told from: one, or several that no example separates.

    `explains` holds the slots whose wrong answers are all the mistake's; `examples` counts the failing examples there.
    """

    mistakes: tuple[Mistake, ...]
    explains: tuple[Slot, ...]
    examples: int
    separated: bool = False  # by an example that was drawn for that


class _Candidate(Struct, frozen=True):
    behaviour: Behaviour
    explains: dict[Slot, list[Place]]

    @property
    def weight(self) -> int:
        return sum(map(len, self.explains.values()))


def name_mistakes(evidence: Evidence, known: Known, run: Run, device: str = "cpu") -> tuple[Named, ...]:
    """The mistakes that the submission's wrong answers are those of, the one that explains most first."""
    candidates = [one for one in (_candidate(evidence, b, device) for b in known.behaviours) if one is not None]
    left = {slot for failing in evidence.failing for slot in failing.slots}
    named: list[Named] = []
    while True:
        best = _best(candidates, left)
        if not best:
            return tuple(named)
        explains = {slot: places for slot, places in best[0].explains.items() if slot in left}
        group, separated = _separated(best, known, run, device)
        if not group:  # none of them answers the separator as the submission does
            candidates = [one for one in candidates if all(one is not other for other in best)]
            continue
        examples = sum(_examples(explains).values())
        named.append(Named(tuple(one.behaviour.mistake for one in group), tuple(sorted(explains)), examples, separated))
        left -= explains.keys()


def _best(candidates: Sequence[_Candidate], left: set[Slot]) -> list[_Candidate]:
    """The candidates that explain most of what is left, all of them if several explain the same."""

    def gain(one: _Candidate) -> int:
        return sum(len(places) for slot, places in one.explains.items() if slot in left)

    most = max(map(gain, candidates), default=0)
    if not most:
        return []
    found = [one for one in candidates if gain(one) == most]
    first = max(found, key=lambda one: one.weight)
    mine = first.explains.keys() & left
    return [one for one in found if one.weight == first.weight and one.explains.keys() & left == mine]


def _candidate(evidence: Evidence, behaviour: Behaviour, device: str) -> _Candidate | None:
    """The slots that a mistake explains; None where it explains none, or is out."""
    if not any(name in evidence.by_name for name in behaviour.places):
        return None
    if not all(_possible(evidence, behaviour, *place) for place in _disagreeing_places(evidence, behaviour)):
        return None
    agreed: dict[Slot, list[Place]] = {}
    for failing in evidence.failing:
        for place in behaviour.places.get(failing.check.name, ()):
            if place not in failing.wrong:
                continue
            answer = failing.answer(place)
            theirs = behaviour.answers[failing.check.name][place].answer
            if not agree(failing.expectation(place), answer, theirs, device):
                if _rests_on_it_alone(evidence, behaviour, failing.check.name, place):
                    return None
            else:
                agreed.setdefault(failing.slot(place), []).append(place)
    explains = {slot: places for slot, places in agreed.items() if _all(evidence, slot, places)}
    return _Candidate(behaviour, explains) if _informs(evidence, explains) else None


def _disagreeing_places(evidence: Evidence, behaviour: Behaviour) -> Iterator[tuple[str, Place]]:
    """Where the mistake answers wrong, and the submission right."""
    for name, places in behaviour.places.items():
        if name in evidence.checks:
            failing = evidence.by_name.get(name)
            for place in places:
                if failing is None or place not in failing.wrong:
                    yield name, place


def _possible(evidence: Evidence, behaviour: Behaviour, check: str, place: Place) -> bool:
    """Whether one with the mistake may be right there: only if the value does not rest on what the mistake replaces.

    The reference solution may build one function of the exercise on another one, which a learner need not do.
    """
    return not evidence.names(check, place) & frozenset(behaviour.mistake.replaces)


def _rests_on_it_alone(evidence: Evidence, behaviour: Behaviour, check: str, place: Place) -> bool:
    names = evidence.names(check, place)
    return bool(names) and names <= frozenset(behaviour.mistake.replaces)


def _all(evidence: Evidence, slot: Slot, places: Sequence[Place]) -> bool:
    """Whether the places are all that is wrong in a slot."""
    return len(places) == len(evidence.by_name[slot.check].slots[slot])


def _informs(evidence: Evidence, explains: dict[Slot, list[Place]]) -> bool:
    """Whether at least one of the answers says something of its own."""
    return any(
        is_informative(evidence.by_name[slot.check].answer(place))
        for slot, places in explains.items()
        for place in places
    )


def _examples(explains: dict[Slot, list[Place]]) -> dict[str, int]:
    """How many failing examples of each check are explained."""
    by_check: dict[str, list[Place]] = {}
    for slot, places in explains.items():
        by_check.setdefault(slot.check, []).extend(places)
    return {name: count(places) for name, places in by_check.items()}


def _separated(group: Sequence[_Candidate], known: Known, run: Run, device: str) -> tuple[list[_Candidate], bool]:
    """The candidates that answer as the submission does to what separates them, and whether any were separated."""
    left, separated = list(group), False
    for separator in known.separators:
        here = [one for one in left if one.behaviour.mistake.id in separator.answers]
        if len(here) < 2:
            continue
        answers = run(separator)
        if answers is None:
            continue
        out = [one for one in here if not answers_as(separator, one.behaviour.mistake.id, answers, device)]
        if out:
            left = [one for one in left if all(one is not other for other in out)]
            separated = True
    return left, separated


def explained_checks(named: Named, failing: Sequence[Failing]) -> tuple[str, ...]:
    """The failing checks all of whose wrong answers a mistake explains, in their order."""
    slots = set(named.explains)
    return tuple(one.check.name for one in failing if one.slots.keys() <= slots)


__all__ = ["Named", "Run", "explained_checks", "name_mistakes"]
