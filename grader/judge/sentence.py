"""The one form of sentence in which a mismatch is told."""

import re
from collections.abc import Sequence

from grader.experiment.expectation import Subject
from grader.experiment.program import Raised


def name(subject: Subject) -> str:
    """The subject at the start of a sentence: the whole call for a result, the quoted name for an attribute."""
    return subject.detail if subject.form == "call" else f"`{subject.label}`"


def wrong(subject: Subject, got: str, wanted: str) -> str:
    """What it is and what it should be: `softmax(x: float64[4, 5]) returned float32, but should return float64`."""
    if subject.form == "call":
        return f"{subject.detail} returned {got}, but should return {wanted}."
    return f"`{subject.label}` is {got}, but should be {wanted} (after {subject.detail})."


def wrong_shape(subject: Subject, got: Sequence[int], wanted: Sequence[int]) -> str:
    """What shape it has and what it should have."""
    if subject.form == "call":
        return wrong(subject, f"shape {shape(got)}", f"shape {shape(wanted)}")
    return f"`{subject.label}` has shape {shape(got)}, but should have shape {shape(wanted)} (after {subject.detail})."


def values(subject: Subject, wrong_entries: int, total: int) -> str:
    """How many entries are wrong: `softmax(x: float64[4, 5]): 17 of 20 entries differ`."""
    many = f"{wrong_entries} of {total} entries differ" if total > 1 else "the value differs"
    if subject.form == "call":
        return f"{subject.detail}: {many}."
    return f"`{subject.label}` after {subject.detail}: {many}."


def raised(subject: Subject, observation: Raised, instead: str = "") -> str:
    """What was raised, and at which of the learner's lines."""
    kind, message = observation.types[0], observation.message.strip()
    if "NotImplementedError" in observation.types:
        return f"`{subject.label}` is not attempted yet."
    lines = message.splitlines()
    told = f"{kind}: {lines[0][:300]}" if lines else kind
    where = f" ({observation.lines[-1].file}, line {observation.lines[-1].number})" if observation.lines else ""
    should = f", but should raise {instead}" if instead else ""
    if subject.form == "attribute":
        return f"`{subject.label}` could not be had after {subject.detail}: {told}{where}{should}."
    return f"{subject.detail} raised {told}{where}{should}."


def changed(subject: Subject, paths: Sequence[str]) -> str:
    """Which arguments a call changed in place; the caller still needs them."""
    names = sorted({argument(subject, path) for path in paths})
    listed = " and ".join(f"`{one}`" for one in names)
    return f"{subject.detail} changed its argument {listed} in place; the caller still needs it."


def argument(subject: Subject, path: str) -> str:
    """The name of an argument from its path: `0` is the first parameter, `1[2]` an item of the second."""
    match = re.fullmatch(r"(\d+)(.*)", path, flags=re.DOTALL)
    if match is None:
        return path
    position = int(match[1])
    known = position < len(subject.parameters)
    return (subject.parameters[position] if known else f"argument {position + 1}") + match[2]


def shape(sizes: Sequence[int]) -> str:
    """`[4, 5]`."""
    return f"[{', '.join(str(size) for size in sizes)}]"


def at(where: Sequence[object]) -> str:
    """` at [2, 0]`, or nothing for a scalar."""
    return f" at [{', '.join(str(int(index)) for index in where)}]" if where else ""  # type: ignore[call-overload]


def number(value: object) -> str:
    """A number in as few digits as tell it apart."""
    kind = getattr(getattr(value, "dtype", None), "kind", "f" if isinstance(value, float) else "i")
    return f"{value:.6g}" if kind in "fc" else str(value)
