"""Outcomes to score. Pure: the same outcomes give the same number, and a fault gives none."""

from collections.abc import Sequence

from msgspec import Struct

from grader.judge.verdict import Verdict


class Mark(Struct, frozen=True):
    """What a check came to, what it is worth, and whether its inputs are public."""

    verdict: Verdict
    maximum: float
    public: bool = False


def counts_examples(marks: Sequence[Mark]) -> bool:
    """Whether worked examples earn their points.

    Their inputs and answers stand in the statement, so whoever has written nothing can pass them with a table of the
    answers. They count beside any hidden check that passed, or where no hidden check was run.
    """
    hidden = [mark for mark in marks if not mark.public and mark.maximum]
    return not hidden or any(mark.verdict == "passed" for mark in hidden)


def earned(marks: Sequence[Mark]) -> tuple[float, ...]:
    """What each check earns."""
    examples = counts_examples(marks)
    return tuple(mark.maximum if mark.verdict == "passed" and (examples or not mark.public) else 0.0 for mark in marks)


def score(marks: Sequence[Mark]) -> float | None:
    """The sum, or None where the grader could not judge a check: what is not known is not a number."""
    if not marks or any(mark.verdict == "fault" for mark in marks):
        return None
    return sum(earned(marks))
