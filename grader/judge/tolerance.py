"""The one table of tolerances, and how an allowance is derived from it.

The truth is computed in float64 from exactly the inputs that were sent. For an entry `t` of a truth whose largest entry
is `T`, the allowance is `of_largest * T * growth + of_entry * |t|`, and never less than four times the error that
PyTorch itself makes at that dtype (`floor`). `growth` is 1 until so many terms are summed that rounding alone
(terms * eps, the worst case of a sum) would reach a tenth of the table's figure.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from grader.experiment.expectation import Close


class Tolerance(Struct, frozen=True):
    """Relative allowances: of the largest entry, of the entry itself; `by_norm` compares whole arrays instead."""

    of_largest: float
    of_entry: float
    eps: float
    by_norm: float | None = None


# Worst honest implementation seen: 1e-14 of the largest entry at float64, 2e-6 at float32, 5e-2 at bfloat16.
TABLE: dict[tuple[str, str], Tolerance] = {
    ("float64", "cpu"): Tolerance(1e-9, 1e-7, 2.0**-52),
    ("float64", "cuda"): Tolerance(1e-9, 1e-7, 2.0**-52),
    # PyTorch's own default for float32 fails honest convolutions by a factor of 3.6.
    ("float32", "cpu"): Tolerance(2e-5, 1e-5, 2.0**-23),
    # Kernels of a GPU sum in another order, and fuse; TF32 is off.
    ("float32", "cuda"): Tolerance(1e-4, 1e-4, 2.0**-23),
    ("float16", "cpu"): Tolerance(2e-2, 1e-2, 2.0**-10),
    ("float16", "cuda"): Tolerance(2e-2, 1e-2, 2.0**-10),
    # Eight bits of significand: entries near zero say nothing, so arrays are compared by their norm.
    ("bfloat16", "cpu"): Tolerance(0.0, 0.0, 2.0**-7, by_norm=6e-2),
    ("bfloat16", "cuda"): Tolerance(0.0, 0.0, 2.0**-7, by_norm=6e-2),
}

FLOOR_FACTOR = 4.0
GROWTH_SHARE = 0.1


def tolerance(dtype: str, device: str) -> Tolerance:
    """The table's row. Complex dtypes have that of their parts."""
    real = {"complex64": "float32", "complex128": "float64"}.get(dtype, dtype)
    return TABLE[real, "cuda" if device.startswith("cuda") else "cpu"]


def growth(close: Close, row: Tolerance) -> float:
    """How much more than the table's figure is allowed because many terms are summed for one entry."""
    return max(1.0, close.terms * row.eps / (GROWTH_SHARE * row.of_largest))


def allowance(close: Close, truth: NDArray[np.float64], device: str) -> NDArray[np.float64]:
    """How far each entry may be from the truth, whose largest entry is the largest finite one."""
    row = tolerance(close.dtype, device)
    size = np.abs(truth)
    finite = size[np.isfinite(size)]
    largest = float(finite.max()) if finite.size else 0.0
    if close.tolerance is not None:
        return np.full(truth.shape, close.tolerance * largest)
    if row.by_norm is not None:
        return np.full(truth.shape, row.by_norm * float(np.sqrt(np.sum(finite**2))))
    allowed = row.of_largest * growth(close, row) * largest + row.of_entry * size
    result: NDArray[np.float64] = np.maximum(allowed, FLOOR_FACTOR * close.floor)
    return result
