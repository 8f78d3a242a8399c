"""What an author says of a check: its points, whether it is public, what it needs, a hint."""

from collections.abc import Callable
from typing import Any

import pytest

from grader.suite.errors import KitError

Mark = Callable[[Any], Any]


def points(number: Any) -> Mark:
    """What the check is worth."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not number > 0:
        raise KitError(f"points() takes a number above 0, not {number!r}: @points(2)")
    return pytest.mark.dlgrade_points(float(number))


def unscored(test: Any) -> Any:
    """The check is worth nothing: it tells a learner something, and asks for nothing."""
    if not callable(test):
        raise KitError("unscored takes no argument: write @unscored alone on its line")
    return pytest.mark.dlgrade_points(0.0)(test)


def public(test: Any) -> Any:
    """The check is a worked example: a learner sees its numbers."""
    if not callable(test):
        raise KitError("public takes no argument: write @public alone on its line")
    return pytest.mark.dlgrade_public(test)


def statistical(test: Any) -> Any:
    """What the check sees depends on chance, within bounds: `dlgrade validate` repeats it 10,000 times."""
    if not callable(test):
        raise KitError("statistical takes no argument: write @statistical alone on its line")
    return pytest.mark.dlgrade_statistical(test)


def needs(*checks: Any) -> Mark:
    """The checks that must pass before this one says anything."""
    if not checks or not all(isinstance(check, str) for check in checks):
        raise KitError('needs() takes the names of checks: @needs("test_forward")')
    mark: Mark = pytest.mark.dlgrade_needs(*(check.removeprefix("test_") for check in checks))
    return mark


def hint(text: Any) -> Mark:
    """What is shown after a failure."""
    if not isinstance(text, str) or not text.strip():
        raise KitError('hint() takes a sentence: @hint("Each row sums to one.")')
    return pytest.mark.dlgrade_hint(text.strip())


MARKERS = (
    "dlgrade_points(number): what the check is worth",
    "dlgrade_public: the check is a worked example, whose numbers a learner sees",
    "dlgrade_statistical: what the check sees depends on chance, within bounds",
    "dlgrade_needs(*names): the checks that must pass first",
    "dlgrade_hint(text): what is shown after a failure",
)
