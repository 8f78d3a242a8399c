"""The same seed draws the same examples, wherever the program is installed and whatever else of it has changed.

Hypothesis likes to draw numbers and strings that stand in the source of local modules, since a program's own constants
are where it often breaks. Which modules are local depends on how a package is installed, and what stands in them on
every commit; and the program under test, whose constants would be worth something, is not in this process at all.
"""

from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants


def forget_sources() -> None:
    """From now on draw from strategies and seeds alone. Hypothesis has no setting for it."""
    HypothesisProvider._local_constants = Constants()  # type: ignore[assignment]  # noqa: SLF001
