"""Exercise 15: inputs, and what is expected of a layer that draws.

No draw is pinned. Every check that asks for values asks for the share of zeros too: an array of zeros, the input itself
or a mask of another rate is then found out whatever the values are.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from grader.suite import Node, arrays, expect

# At p = 0.1 an input that is returned as it is must be found out by its zeros alone: it takes more than 200 entries.
SHAPES = ((16, 17), (7, 6, 8), (4, 5, 3, 6))
PROBABILITIES = (0.3, 0.8, 0.1)
# Where the rate is not what a check is about, p is a half: whoever has p keep an entry loses no point twice.
HALF = (0.5,)
DROPPED = "entries are dropped"

# Large inputs are made on the learner's side: they need not travel.
ONES = "x = array(np.ones({shape}, dtype=np.{dtype}))"


@dataclass(frozen=True)
class DropoutCase:
    """A probability, a generator's seed, an input without zeros and an upstream gradient without zeros."""

    p: float
    seed: int
    x: np.ndarray
    grad_output: np.ndarray

    @property
    def zeros(self) -> np.ndarray:
        """What every entry would be if it were dropped."""
        return np.zeros_like(self.x)

    def scaled(self, array: np.ndarray) -> np.ndarray:
        """What every entry would be if it were kept, and scaled."""
        return (array.astype(np.float64) / (1.0 - self.p)).astype(array.dtype)


@st.composite
def signed(draw: st.DrawFn, shape: tuple[int, ...], dtype: str = "float64") -> np.ndarray:
    """An array whose entries are 0.5 to 2 in size, so that none of them is a zero by itself."""
    size = draw(arrays(shape, dtype, fills=("uniform",), low=0.5, high=2.0))
    sign = draw(arrays(shape, dtype, fills=("uniform",), low=-1.0, high=1.0))
    return np.copysign(size, sign)


@st.composite
def dropout_cases(
    draw: st.DrawFn, dtype: str = "float64", probabilities: tuple[float, ...] = PROBABILITIES
) -> DropoutCase:
    """A case of a few hundred entries in two to four dimensions."""
    shape = draw(st.sampled_from(SHAPES))
    return DropoutCase(
        p=draw(st.sampled_from(probabilities)),
        seed=draw(st.integers(0, 2**31 - 1)),
        x=draw(signed(shape, dtype)),
        grad_output=draw(signed(shape, dtype)),
    )


def expect_dropped(step: Node, case: DropoutCase, label: str = "") -> None:
    """As many entries of a step's value are zero as independent draws make."""
    expect(step, label=label).share(0, 0, case.p, shape=case.x.shape, what=DROPPED)
