"""Diagnoses one submission: the known mistakes first, then what the numbers of everything else show.

evidence    which checks were judged, and which of their answers are wrong      explain.evidence
mistakes    the known mistakes whose answers these are                          explain.mistakes
patterns    what is left: ratios, signs, shapes, places, the learner's own      explain.patterns
            forward against its backward
fold        failures that follow from an earlier one                            follow_ups
"""

from collections.abc import Callable, Sequence

from grader.experiment.expectation import Example
from grader.experiment.program import Program, Raised, Transcript
from grader.explain.diagnosis import Diagnosis
from grader.explain.evidence import Evidence, Failing, Slot
from grader.explain.known import Known, Separator, Wrong, wrong_at
from grader.explain.mistakes import Named, name_mistakes
from grader.explain.patterns import patterns
from grader.judge.check import Outcome
from grader.recording import RecordedCheck

Ask = Callable[[Sequence[Program]], tuple[Transcript, ...] | None]
"""Runs programs on the submission once more; None where it does not answer."""


def evidence_of(
    judged: Sequence[tuple[RecordedCheck, Outcome, tuple[Transcript, ...]]],
) -> Evidence:
    """What the checks of a submission show."""
    return Evidence(
        tuple(check for check, outcome, _ in judged if outcome.verdict == "passed"),
        tuple(
            Failing(check, transcripts, frozenset(outcome.wrong))
            for check, outcome, transcripts in judged
            if outcome.verdict == "failed" and transcripts and outcome.wrong
        ),
    )


def diagnose(evidence: Evidence, known: Known | None, ask: Ask, device: str = "cpu") -> tuple[Diagnosis, ...]:
    """What can be said of a submission's failures. Nothing is said that the numbers do not show."""
    if not evidence.failing:
        return ()

    def answers(separator: Separator) -> Sequence[Wrong] | None:
        ran = ask([separator.example.program])
        return None if ran is None else _answers(separator.example, ran[0])

    named = name_mistakes(evidence, known, answers, device) if known is not None else ()
    explained = {slot for one in named for slot in one.explains}
    found = [_of_mistake(one, evidence, explained) for one in named]
    return (*found, *patterns(evidence, explained, ask))


def _answers(example: Example, transcript: Transcript) -> list[Wrong]:
    return [wrong_at(example, transcript, 0, which) for which in range(len(example.expectations))]


def _of_mistake(named: Named, evidence: Evidence, explained: set[Slot]) -> Diagnosis:
    """The diagnosis of a named mistake."""
    slots = set(named.explains)
    concerned = [one for one in evidence.failing if one.slots.keys() & slots]
    settled = tuple(one.check.name for one in concerned if one.slots.keys() <= explained)
    first = named.mistakes[0]
    is_convention = all(mistake.convention for mistake in named.mistakes)
    return Diagnosis(
        kind="convention" if is_convention else "mistake",
        sentence=_sentence(named),
        how=_how(named, concerned),
        checks=tuple(one.check.name for one in concerned),
        settles=settled,
        examples=named.examples,
        hint=first.hint if len(named.mistakes) == 1 else "",
        mistakes=tuple(mistake.id for mistake in named.mistakes),
    )


def _sentence(named: Named) -> str:
    if len(named.mistakes) > 1:
        options = " Or: ".join(mistake.says for mistake in named.mistakes)
        return f"It is one of these, and they give the same on every example: {options}"
    (mistake,) = named.mistakes
    if not mistake.convention:
        return mistake.says
    return f"{mistake.says} That is the convention of {mistake.convention}; this exercise asks for another."


def _how(named: Named, concerned: Sequence[Failing]) -> str:
    """How the conclusion was reached."""
    many = "the one failing example" if named.examples == 1 else f"all {named.examples} failing examples"
    where = f"of {concerned[0].check.name}" if len(concerned) == 1 else f"of {len(concerned)} checks"
    what = "this mistake" if len(named.mistakes) == 1 else "each of these mistakes"
    apart = ", one of them drawn to tell it from another" if named.separated else ""
    return f"The reference solution with {what} answers as your code does to {many} {where}{apart}."


def follow_ups(evidence: Evidence, diagnoses: Sequence[Diagnosis]) -> dict[str, str]:
    """The failing checks that follow from an earlier one, and which: the same conclusion, or the same line raised."""
    found: dict[str, str] = {}
    raised: dict[tuple[object, ...], str] = {}
    for failing in evidence.failing:
        name = failing.check.name
        mine = [one for one in diagnoses if name in one.checks]
        settled = [one for one in mine if name in one.settles]
        earlier = [one.checks[0] for one in settled if one.checks[0] != name]
        if earlier and len(earlier) == len(mine):
            found[name] = min(earlier, key=lambda first: _position(evidence, first))
        key = _raise_of(failing)
        if key is not None and name not in found and raised.setdefault(key, name) != name:
            found[name] = raised[key]
    return found


def _position(evidence: Evidence, name: str) -> int:
    return [one.check.name for one in evidence.failing].index(name)


def _raise_of(failing: Failing) -> tuple[object, ...] | None:
    """The exception and the learner's line, where every wrong example of a check failed by the same one."""
    keys: set[tuple[object, ...] | None] = set()
    for at in {example for example, _ in failing.wrong}:
        raised = next((one for one in failing.transcripts[at].observations if isinstance(one, Raised)), None)
        keys.add((raised.types[0], raised.lines[-1].number, raised.lines[-1].file) if raised and raised.lines else None)
    return keys.pop() if len(keys) == 1 else None


__all__ = ["Ask", "diagnose", "evidence_of", "follow_ups"]
