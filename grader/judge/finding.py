"""What one expectation came to."""

from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Kind = Literal[
    "right", "skipped", "not_attempted", "missing", "out_of_memory", "over_limit", "raised", "type", "shape", "dtype",
    "device", "finite", "values", "statistics", "not_raised", "changed", "warned", "nonsense", "refused",
]  # fmt: skip
MAX_WHERE = 4096


class Finding(Struct, frozen=True):
    """What one expectation came to. Everything but `right` is a reason to fail; `sentence` says it.

    `public` is the sentence where the learner may see numbers, `sentence` the one without them. `where` lists the wrong
    entries in C order, the first MAX_WHERE of them. What is right has a sentence only where something is to be told.
    """

    kind: Kind
    sentence: str = ""
    public: str = ""
    wrong: int = 0
    total: int = 0
    where: tuple[int, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the expectation holds."""
        return self.kind == "right"


RIGHT = Finding("right")


def where_of(right: NDArray[np.bool_]) -> tuple[int, ...]:
    """The positions in C order of what is not right, the first MAX_WHERE of them."""
    return tuple(np.flatnonzero(~right)[:MAX_WHERE].tolist())
