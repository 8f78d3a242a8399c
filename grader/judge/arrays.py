"""Arrays of the boundary as NumPy arrays that the judge owns."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.experiment.values import ITEMSIZE, Array


def to_numpy(array: Array) -> NDArray[Any]:
    """The array's entries. bfloat16, which NumPy lacks, becomes float32, exactly.

    Raises:
        ValueError: there are not exactly as many bytes as dtype and shape announce.
    """
    if not array.is_whole:
        raise ValueError(f"{len(array.data)} bytes are no {array.dtype}{list(array.shape)}")
    if array.dtype == "bfloat16":
        bits = np.frombuffer(array.data, dtype=np.uint16).astype(np.uint32) << 16
        return bits.view(np.float32).reshape(array.shape)
    return np.frombuffer(array.data, dtype=array.dtype).reshape(array.shape)


def from_numpy(values: NDArray[Any]) -> Array:
    """The record of an array.

    Raises:
        ValueError: its dtype is not one that may cross the boundary (PyTorch's names, without strings and objects).
    """
    name = values.dtype.name
    if name not in ITEMSIZE:
        raise ValueError(f"an array of dtype {values.dtype} cannot be an input: convert it to a number or to bool")
    return Array(name, values.shape, np.ascontiguousarray(values).tobytes())  # type: ignore[arg-type]
