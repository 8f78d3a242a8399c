"""The author's kit: ordinary pytest with Hypothesis, whose bodies describe experiments.

See docs/write-an-exercise.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.suite.errors import KitError
    from grader.suite.expecting import BY_FORMULA, expect
    from grader.suite.learner import Learner
    from grader.suite.marks import hint, needs, points, public, statistical, unscored
    from grader.suite.references import References as Reference
    from grader.suite.references import Tensors, Truth, reference
    from grader.suite.standin import Node, readonly, strided, transposed
    from grader.suite.strategies import arrays, away_from, dtypes, integers, shapes, sides

# Loaded on use: pytest imports this package in every run, to find the plugin, and torch takes a second.
_HOMES = {
    "KitError": "errors", "BY_FORMULA": "expecting", "expect": "expecting",
    "hint": "marks", "needs": "marks", "points": "marks", "public": "marks",
    "statistical": "marks", "unscored": "marks",
    "Tensors": "references", "Truth": "references", "reference": "references", "Learner": "learner", "Node": "standin",
    "readonly": "standin", "strided": "standin", "transposed": "standin", "arrays": "strategies",
    "away_from": "strategies", "dtypes": "strategies", "integers": "strategies", "shapes": "strategies",
    "sides": "strategies",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    import importlib

    if name == "Reference":
        return importlib.import_module("grader.suite.references").References
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = [
    "BY_FORMULA", "KitError", "Learner", "Node", "Reference", "Tensors", "Truth", "arrays", "away_from", "dtypes",
    "expect", "hint", "integers", "needs", "points", "public", "readonly", "reference", "shapes", "sides",
    "statistical", "strided", "transposed", "unscored",
]  # fmt: skip
