"""Values to NumPy arrays and back."""

from typing import Any, get_args

import numpy as np
from numpy.random import default_rng  # now, and not first in the process of every learner

from grader.experiment.values import Array, Dtype

# By dtype: `dtype.name` is computed anew each time, and takes as long as a small sum. Other byte orders are not in it.
NAMES: dict[Any, str] = {np.dtype(name): name for name in get_args(Dtype) if name != "bfloat16"}


def make(array: Array) -> Any:
    """The NumPy array of an `Array`, fresh, in the layout it asks for."""
    flat = np.frombuffer(array.data, dtype=array.dtype).reshape(array.shape)
    if array.layout == "readonly":
        return flat  # a view of bytes: it cannot be made writeable again
    if array.layout == "strided":
        room = np.zeros((*array.shape, 2), dtype=array.dtype)
        room[..., 0] = flat
        return room[..., 0]
    if array.layout == "transposed":
        return flat.copy(order="F")
    return flat.copy()


def describe(value: Any) -> Array | None:
    """The `Array` of a NumPy array or scalar; None for anything else, subclasses of arrays among them."""
    kind = type(value)
    if kind is np.ndarray:
        container = "array"
    elif issubclass(kind, np.generic):
        container = "scalar"
    else:
        return None
    dtype = value.dtype
    name = NAMES.get(dtype) or NAMES.get(dtype.newbyteorder("="))
    if name is None:
        return None
    if not dtype.isnative:
        value = value.astype(dtype.newbyteorder("="))
    return Array(name, value.shape, value.tobytes(), container=container)  # type: ignore[arg-type]


def same(value: Any, array: Array) -> bool:
    """Whether an array made from `array` still has its shape and bytes."""
    return bool(value.shape == array.shape and NAMES.get(value.dtype) == array.dtype and value.tobytes() == array.data)


def copy(value: Any) -> Any:
    """A copy of an array; None for anything else."""
    return value.copy() if type(value) is np.ndarray else None


def namespace() -> dict[str, Any]:
    """What source text that is handed over may use."""
    return {"np": np, "array": np.array, "generator": default_rng}
