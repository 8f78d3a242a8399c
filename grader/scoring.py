"""Outcomes to score. Pure: the same outcomes give the same number, and a fault gives none."""

from collections.abc import Sequence

from grader.judge.verdict import Verdict


def points(verdict: Verdict, maximum: float) -> float:
    """What a check with this verdict earns."""
    return maximum if verdict == "passed" else 0.0


def score(verdicts: Sequence[Verdict], maxima: Sequence[float]) -> float | None:
    """The sum, or None where the grader could not judge a check: what is not known is not a number.

    Raises:
        ValueError: there are not as many maxima as verdicts.
    """
    earned = [points(*pair) for pair in zip(verdicts, maxima, strict=True)]
    return None if not verdicts or "fault" in verdicts else sum(earned)
