"""Values to PyTorch tensors and back, on one device."""

from typing import Any

import torch

from grader.experiment.values import ITEMSIZE, Array
from grader.learner import numpy_arrays

DTYPES: dict[str, torch.dtype] = {name: getattr(torch, name) for name in ITEMSIZE}
NAMES: dict[torch.dtype, str] = {dtype: name for name, dtype in DTYPES.items()}


class TorchArrays:
    """Makes tensors on `device`, and describes tensors wherever they are."""

    def __init__(self, device: str) -> None:
        self.device = torch.device(device)

    def make(self, array: Array) -> Any:
        """The tensor of an `Array`, fresh, in the layout it asks for (tensors know no read-only one)."""
        data = bytearray(array.data)  # torch.frombuffer wants memory that may be written to
        if data:
            flat = torch.frombuffer(data, dtype=DTYPES[array.dtype]).reshape(array.shape).to(self.device)
        else:
            flat = torch.empty(array.shape, dtype=DTYPES[array.dtype], device=self.device)
        if array.layout == "strided":
            room = torch.zeros((*array.shape, 2), dtype=flat.dtype, device=self.device)
            room[..., 0] = flat
            return room[..., 0]
        if array.layout == "transposed" and flat.ndim > 1:
            return flat.permute(*reversed(range(flat.ndim))).contiguous().permute(*reversed(range(flat.ndim)))
        return flat

    def describe(self, value: Any) -> Array | None:
        """The `Array` of a plain dense tensor, or of a NumPy array; None for anything else, subclasses among them."""
        if type(value) is not torch.Tensor:
            return numpy_arrays.describe(value)
        if value.layout is not torch.strided or value.dtype not in NAMES or value.device.type == "meta":
            return None  # on `meta` there are no bytes
        name: Any = NAMES[value.dtype]
        return Array(name, tuple(value.shape), _bytes(value), container="tensor", device=str(value.device))

    def same(self, value: Any, array: Array) -> bool:
        """Whether a tensor made from `array` still has its shape, dtype and bytes."""
        return (
            tuple(value.shape) == array.shape and NAMES.get(value.dtype) == array.dtype and _bytes(value) == array.data
        )

    def copy(self, value: Any) -> Any:
        """A copy of a tensor or a NumPy array; None for anything else."""
        return value.detach().clone() if type(value) is torch.Tensor else numpy_arrays.copy(value)

    def namespace(self) -> dict[str, Any]:
        """What source text that is handed over may use."""
        device = self.device

        def array(data: Any, dtype: torch.dtype | None = None) -> torch.Tensor:
            return torch.tensor(data, dtype=dtype, device=device)

        def generator(seed: int) -> torch.Generator:
            return torch.Generator(device=device).manual_seed(seed)

        return {**numpy_arrays.namespace(), "torch": torch, "array": array, "generator": generator}


def _bytes(value: torch.Tensor) -> bytes:
    plain = value.detach().resolve_conj().resolve_neg().cpu()
    if plain.dtype is torch.bfloat16:  # NumPy has none: its bits do
        plain = plain.contiguous().view(torch.int16)
    return bytes(plain.numpy().tobytes())
