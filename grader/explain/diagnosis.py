"""What is said of a failure beyond its numbers: the record that reports show. Loads nothing that takes time."""

from typing import Literal

from msgspec import Struct

Kind = Literal["mistake", "convention", "pattern"]


class Diagnosis(Struct, frozen=True):
    """One conclusion on a submission's wrong answers.

    A `mistake` (a `convention`, where others do it so on purpose) is one of the catalogue, whose answers are the
    submission's; `mistakes` has its identifier, or several that no example tells apart. A `pattern` is what the numbers
    themselves show. `how` says how it was concluded, from how many failing `examples`; `checks` are the failing checks
    that it speaks of, and `settles` those of them in which nothing wrong is left unexplained.
    """

    kind: Kind
    sentence: str
    how: str
    checks: tuple[str, ...]
    settles: tuple[str, ...]
    examples: int
    hint: str = ""
    mistakes: tuple[str, ...] = ()
