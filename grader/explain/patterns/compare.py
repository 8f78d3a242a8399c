"""When two arrays of an example count as the same, and what factor lies between them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.explain.patterns.samples import Floats, Sample

EXACT = {"float32": 1e-4, "float16": 2e-2, "bfloat16": 6e-2}  # of the largest entry; float64, and lists, to 1e-8
EXACT64 = 1e-8

Test = Callable[[Sample], bool]


def exactness(one: Sample) -> float:
    """How far, of the largest entry, two arrays of an example may be apart and still count as the same."""
    return max(EXACT.get(one.got_dtype, EXACT64), EXACT.get(one.dtype, EXACT64))


def same(one: Sample, got: NDArray[Any], truth: NDArray[Any]) -> bool:
    """Whether two arrays of an example are the same but for rounding; what is not finite never is."""
    if got.shape != truth.shape:
        return False
    mine, other = got.astype(np.float64), truth.astype(np.float64)
    if not np.isfinite(other).all() or not np.isfinite(mine).all():
        return False
    largest = float(np.abs(other).max(initial=0.0))
    return bool((np.abs(mine - other) <= exactness(one) * largest).all())


def in_all(samples: Sequence[Sample], holds: Test) -> bool:
    """Whether it holds in every sample."""
    with np.errstate(all="ignore"):
        return all(holds(one) for one in samples)


def same_shape(samples: Sequence[Sample]) -> bool:
    """Whether every answer has the shape that it should have."""
    return all(one.got.shape == one.truth.shape for one in samples)


def ratio(got: Floats, truth: Floats) -> float | None:
    """The factor from the truth's largest entry to the answer's; None where there is none."""
    if not truth.size or not np.isfinite(got).all() or not np.isfinite(truth).all():
        return None
    at = np.unravel_index(int(np.argmax(np.abs(truth))), truth.shape)
    return float(got[at] / truth[at]) if truth[at] and got[at] else None


__all__ = ["Test", "exactness", "in_all", "ratio", "same", "same_shape"]
