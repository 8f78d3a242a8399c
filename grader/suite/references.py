"""References: what PyTorch says, in float64, computed once for each example."""

from collections.abc import Callable
from typing import Any, overload

import numpy as np
import torch
from numpy.typing import NDArray

from grader.suite.errors import KitError

WIDTH = {torch.float64: 3, torch.float32: 2, torch.float16: 1, torch.bfloat16: 0}


class Truth:
    """One array of a reference: its value in float64, the dtype that a result must have, PyTorch's own error there."""

    def __init__(self, value: NDArray[np.float64], dtype: str, floor: float) -> None:
        self.value = value
        self.dtype = dtype
        self.floor = floor

    def __repr__(self) -> str:
        return f"Truth({self.dtype}{list(self.value.shape)}, floor={self.floor:g})"


class Tensors:
    """Turns a case's arrays into tensors: the same array into the same leaf, floating ones requiring gradients."""

    def __init__(self, dtype: torch.dtype | None) -> None:
        self.dtype = dtype
        self.narrowest = torch.float64
        self._leaves: dict[int, tuple[object, torch.Tensor]] = {}

    def __call__(self, array: NDArray[Any]) -> torch.Tensor:
        """The tensor of an array. Integers and bools stay what they are."""
        if id(array) not in self._leaves:
            tensor = torch.from_numpy(np.array(array, copy=True))
            if tensor.is_floating_point():
                self.narrowest = min(self.narrowest, tensor.dtype, key=WIDTH.__getitem__)
                tensor = tensor.to(self.dtype or tensor.dtype).requires_grad_()
            self._leaves[id(array)] = (array, tensor)
        return self._leaves[id(array)][1]


class References:
    """What a reference gave, by name."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            raise KitError(f"the reference has no {name!r}; it has {', '.join(self._values)}") from None


class reference:  # noqa: N801 - used as a decorator, like property
    """A cached property that runs its method in float64, and once more at the case's own dtype if that is narrower."""

    def __init__(self, method: Callable[[Any, Tensors], dict[str, Any]]) -> None:
        self.method = method
        self.name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, case: None, owner: type) -> "reference": ...
    @overload
    def __get__(self, case: object, owner: type) -> References: ...
    def __get__(self, case: object | None, owner: type) -> "reference | References":
        """The references of a case."""
        if case is None:
            return self
        cache = case.__dict__
        key = f"_reference_{self.name}"
        if key not in cache:
            cache[key] = self._compute(case)
        return cache[key]  # type: ignore[no-any-return]

    def _compute(self, case: object) -> References:
        tensors = Tensors(torch.float64)
        with torch.enable_grad():
            truths = self.method(case, tensors)
            narrow = tensors.narrowest
            native = truths if narrow is torch.float64 else self.method(case, Tensors(None))
        dtype = str(narrow).removeprefix("torch.")
        return References({name: _truth(value, native[name], dtype) for name, value in truths.items()})


def _truth(value: Any, native: Any, dtype: str) -> Any:
    """A truth for what is floating; everything else as it is."""
    if isinstance(value, list | tuple):
        return [_truth(one, other, dtype) for one, other in zip(value, native, strict=True)]
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return Truth(value.astype(np.float64), dtype, 0.0)
    if not isinstance(value, torch.Tensor):
        return value
    if not value.is_floating_point():
        return value.detach().numpy().copy()
    exact = value.detach().to(torch.float64).numpy().copy()
    own = native.detach().to(torch.float64).numpy()
    with np.errstate(invalid="ignore"):
        error = np.abs(own - exact)
    error = error[np.isfinite(error)]
    return Truth(exact, dtype, float(error.max()) if error.size else 0.0)
