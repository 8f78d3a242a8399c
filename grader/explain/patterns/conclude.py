"""All that can be concluded of the wrong answers that no known mistake explains, in the order in which it is told.

Values of one maker (one function, one method of one class) are looked at together first, over all checks: what holds in
all of them is one conclusion, and has the most examples behind it. What holds in one check only is told of that one.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from grader.experiment.program import Raised, Skipped
from grader.explain.diagnosis import Diagnosis
from grader.explain.evidence import Evidence, Failing, Slot, count, maker
from grader.explain.patterns.conditions import condition
from grader.explain.patterns.consistency import Ask, consistent, pairs
from grader.explain.patterns.places import place, step
from grader.explain.patterns.relations import relation
from grader.explain.patterns.samples import Sample, samples

MOVED = "the change"
MOST_EACH = 3  # conclusions on one maker
RIGHT_FOR_ITS_OWN = (
    "Your backward is right for your own forward (`{label}`); the forward is what differs. Look there first."
)
WRONG_FOR_ITS_OWN = (
    "Your backward is not the derivative of your own forward: moving the input a little shows another `{label}`. Your "
    "forward is right, so look at backward."
)
FEWEST_ALONE = 3  # examples of one check, where what holds there does not hold in others of the same maker
BY_DIFFERENCES = "Each entry of the input was moved up and down, and your forward asked again."
COMPARED = "The failing examples were compared with those that pass."

Maker = tuple[frozenset[str], str, str]


class _Wrong(Struct, frozen=True, dict=True):
    """The wrong values of a slot, and its check."""

    failing: Failing
    slot: Slot

    @property
    def number(self) -> int:
        """How many examples are wrong."""
        return count(self.failing.slots[self.slot])


class _Conclusion(Struct, frozen=True):
    """A sentence on some slots."""

    slots: tuple[Slot, ...]
    sentence: str
    how: str
    examples: int


def patterns(evidence: Evidence, explained: AbstractSet[Slot], ask: Ask) -> tuple[Diagnosis, ...]:
    """The conclusions on every slot that is not `explained` by a known mistake."""
    found: list[_Conclusion] = []
    for group in _makers(evidence, explained).values():
        found += _merged(_of_maker(evidence, group, ask))
    told = {slot for one in found for slot in one.slots} | set(explained)
    order = {one.check.name: at for at, one in enumerate(evidence.failing)}
    diagnoses = [_diagnosis(evidence, one, told, order) for one in found]
    return tuple(sorted(diagnoses, key=lambda one: order[one.checks[0]]))


def _makers(evidence: Evidence, explained: AbstractSet[Slot]) -> dict[Maker, list[_Wrong]]:
    """The slots that are not explained, by what gave their values, in the order in which they are asked for."""
    found: dict[Maker, list[_Wrong]] = {}
    for failing in evidence.failing:
        for slot in sorted(failing.slots, key=lambda one: min(which for _, which in failing.slots[one])):
            if slot not in explained and _speaks(failing, slot):
                at = failing.slots[slot][0]
                names, attribute = maker(failing.check.examples[at[0]].program, failing.expectation(at).step)
                found.setdefault((names, attribute, slot.way), []).append(_Wrong(failing, slot))
    return found


def _speaks(failing: Failing, slot: Slot) -> bool:
    """Whether a wrong answer is one of its own, and no consequence of a step that raised."""
    return any(not isinstance(failing.answer(at)[0], Skipped) for at in failing.slots[slot])


def _of_maker(evidence: Evidence, group: Sequence[_Wrong], ask: Ask) -> list[_Conclusion]:
    """The conclusions on the values of one maker."""
    found: list[_Conclusion] = []
    arrays = [samples(one.failing, one.slot) for one in group]
    if all(arrays):
        found += _in_all(group, [one for some in arrays for one in some or ()])
    if not found:
        for one, some in zip(group, arrays, strict=True):
            # What holds in one worked example, and not in the other checks, is most likely a coincidence.
            if some and (one.number >= FEWEST_ALONE or len(group) == 1):
                found += _in_all([one], some)
    found += [_Conclusion((one.slot,), text, _how([one]), one.number) for one in group if (text := _begins(one))]
    conditions = ((one, condition(one.failing, one.slot)) for one in sorted(group, key=lambda one: -one.number))
    found += [_Conclusion((one.slot,), text, COMPARED, one.number) for one, text in conditions if text][:1]
    return [*found, *_by_differences(evidence, group, ask, alone=not found)]


def _merged(found: Sequence[_Conclusion]) -> list[_Conclusion]:
    """The conclusions, those of one sentence as one; at most MOST_EACH of them, and the last word of differences."""
    by_text: dict[str, list[_Conclusion]] = {}
    for one in found:
        by_text.setdefault(one.sentence, []).append(one)
    merged = []
    for text, same in by_text.items():
        number = sum(one.examples for one in same)
        slots = tuple(slot for one in same for slot in one.slots)
        how = _told(number, [slot.check for slot in slots]) if len(same) > 1 else same[0].how
        merged.append(_Conclusion(slots, text, how, number))
    return merged[:MOST_EACH] + [one for one in merged[MOST_EACH:] if one.how == BY_DIFFERENCES]


def _begins(one: _Wrong) -> str:
    return step(one.failing, one.slot)


def _in_all(group: Sequence[_Wrong], wrong: Sequence[Sample]) -> Iterator[_Conclusion]:
    """What holds in all of these wrong values: what they are instead, or which of their entries differ."""
    label, number = group[0].slot.label, _number(group)
    text = relation(label, wrong)
    if not text:
        moved = [one.moved() for one in wrong]
        if all(moved):
            text = relation(MOVED, [one for one in moved if one is not None])
            text = text.replace(f"`{MOVED}`", f"the change of `{label}`")
            text = text[:1].upper() + text[1:]
    text = text or place(label, wrong)
    if text:
        yield _Conclusion(tuple(one.slot for one in group), text, _how(group), number)


def _number(group: Sequence[_Wrong]) -> int:
    """How many examples are wrong; one with several wrong values counts once."""
    return len({(one.slot.check, at) for one in group for at, _ in one.failing.slots[one.slot]})


def _how(group: Sequence[_Wrong]) -> str:
    return _told(_number(group), [one.slot.check for one in group])


def _told(number: int, checks: Sequence[str]) -> str:
    """In how many failing examples something holds, and of which checks: it need not hold in those of others."""
    names = list(dict.fromkeys(checks))
    where = f"`{names[0]}`" if len(names) == 1 else f"{len(names)} checks"
    return (
        f"It holds in the one failing example of {where}."
        if number == 1
        else (f"It holds in all {number} failing examples of {where}.")
    )


def _by_differences(evidence: Evidence, group: Sequence[_Wrong], ask: Ask, *, alone: bool) -> Iterator[_Conclusion]:
    """Whether a backward is the derivative of the learner's own forward: if that is wrong, or there is nothing else."""
    for one in group:
        places = one.failing.slots[one.slot]
        if any(isinstance(one.failing.answer(at)[0], Raised) for at in places):
            continue
        forward_is_wrong = _forward_is_wrong(evidence, one)
        if forward_is_wrong is None or not (forward_is_wrong or alone):
            continue
        verdict = consistent(one.failing, places, ask)
        if verdict is None:
            continue
        if verdict == forward_is_wrong:
            text = RIGHT_FOR_ITS_OWN if verdict else WRONG_FOR_ITS_OWN
            slots = tuple(other.slot for other in group)
            yield _Conclusion(slots, text.format(label=one.slot.label), BY_DIFFERENCES, 1)
        return


def _forward_is_wrong(evidence: Evidence, one: _Wrong) -> bool | None:
    """Whether the forward behind wrong values is known to be wrong, in this check or in another; None without one."""
    at = one.failing.slots[one.slot][0]
    example = one.failing.check.examples[at[0]]
    forwards = {maker(pair.program, pair.forward) for pair in pairs(example, one.failing.expectation(at).step)}
    if not forwards:
        return None
    return any(
        maker(other.check.examples[places[0][0]].program, other.expectation(places[0]).step) in forwards
        for other in evidence.failing
        for places in other.slots.values()
    )


def _diagnosis(evidence: Evidence, one: _Conclusion, told: AbstractSet[Slot], order: dict[str, int]) -> Diagnosis:
    checks = tuple(sorted({slot.check for slot in one.slots}, key=order.__getitem__))
    settles = tuple(name for name in checks if evidence.by_name[name].slots.keys() <= told)
    return Diagnosis("pattern", one.sentence, one.how, checks, settles, one.examples)


__all__ = ["patterns"]
