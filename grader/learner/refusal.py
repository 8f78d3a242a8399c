"""The run-time rule of the PyTorch flavour: no operator that is the answer, no autograd.

A torch-function mode sees every call of the library's public functions and of the tensors' methods, by whatever name
it was reached. It lives in the learner's process, so it is a rule and not a wall: a submission that sets out to break
the interpreter can get round it, and the report says so.
"""

import _thread
import functools
import importlib.abc
import inspect
import itertools
import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NoReturn

import torch
from torch._ops import OpOverload
from torch.overrides import TorchFunctionMode, resolve_name

AUTOGRAD = frozenset({"backward", "requires_grad", "grad", "retain_grad", "register_hook", "make_dual"})


class ForbiddenOperation(RuntimeError):
    """The submission called an operator that the exercise asks it to write."""


class Refusal(TorchFunctionMode):
    """Refuses the operators named, autograd, and everything of torch.nn; counts the calls that it sees."""

    def __init__(self, operators: Iterable[str]) -> None:
        super().__init__()
        self.operators = frozenset(operator.strip("_") for operator in operators) | AUTOGRAD
        self.calls = 0
        self.refused: str | None = None
        self._known: dict[Any, bool] = {}  # function -> whether it is refused: names are looked up once

    def __torch_function__(
        self, func: Any, types: Iterable[type], args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Refuse the call or let it through."""
        self.calls += 1
        refused = self._known.get(func)
        if refused is None:
            refused = self._known[func] = self._is_refused(func)
        if refused and _says_no(func, args, kwargs):
            refused = False
        wants_grad = bool(kwargs and kwargs.get("requires_grad"))
        if refused or wants_grad:
            self.refuse(full_name(func) if refused else f"{full_name(func)} with requires_grad=True")
        return func(*args, **(kwargs or {}))

    def refuse(self, what: str) -> NoReturn:
        """Note what was called, for good, and raise."""
        self.refused = what
        raise ForbiddenOperation(f"{what} is not allowed here: operators and gradients are yours to write")

    def _is_refused(self, func: Any) -> bool:
        name = full_name(func)
        if name.startswith(("torch.nn.", "torch.autograd.", "torch._C._nn.")):
            return True
        # The same operator goes by several names: torch.softmax, Tensor.softmax, torch.special.softmax, softmax_.
        parts = [part.strip("_") for part in name.split(".")]
        if parts[-1] == "get":  # reading a property is harmless, `x.requires_grad` too
            return False
        if isinstance(func, OpOverload):  # aten.softmax.int: the last part is only which overload
            return parts[-2] in self.operators
        return (parts[-2] if parts[-1] == "set" else parts[-1]) in self.operators


def _says_no(func: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None) -> bool:
    """Whether the call only says that no gradient is wanted: `x.requires_grad = False`, `x.requires_grad_(False)`."""
    if "requires_grad" not in full_name(func):
        return False
    return (len(args) > 1 and args[1] is False) or (kwargs or {}).get("requires_grad") is False


def full_name(func: Any) -> str:
    """The name of an overridable function as the library's users know it."""
    name = resolve_name(func)
    if name is None:
        name = f"{getattr(func, '__module__', None) or 'torch'}.{getattr(func, '__name__', type(func).__name__)}"
    return str(name)[:200]


STARTERS = ("start_new", "start_new_thread", "start_joinable_thread", "_start_new_thread", "_start_joinable_thread")


def follow_into_threads(mode: Refusal) -> None:
    """Have the mode, and that no gradients are recorded, hold in threads too: PyTorch keeps both for each thread."""
    for module, name in itertools.product((_thread, threading), STARTERS):
        if hasattr(module, name):
            setattr(module, name, _under(mode, getattr(module, name)))


def _under(mode: Refusal, start: Callable[..., Any]) -> Callable[..., Any]:
    # Without functools.wraps, which would leave a way to the one that is wrapped.
    def started(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        @functools.wraps(function)
        def run(*inner: Any, **named: Any) -> Any:
            torch.set_grad_enabled(False)
            with mode:
                return function(*inner, **named)

        return start(run, *args, **kwargs)

    return started


OPTIM = "torch.optim"  # written in Python from operators that are allowed: the mode alone sees nothing of it
IMPORTING = ("importlib", "_frozen_importlib")
HOME = str(Path(torch.__file__).parent) + os.sep


def replace_optim(mode: Refusal) -> None:
    """Have everything of torch.optim refused that is looked up, however it was imported; PyTorch itself may have it."""
    for name, module in list(sys.modules.items()):
        if _is_of_optim(name):
            sys.modules[name] = _RefusedModule(module, mode)
    torch.optim = sys.modules[OPTIM]
    sys.meta_path.insert(0, _RefusingFinder(mode))


class _RefusedModule(ModuleType):
    """In the place of a module: it has nothing but what the import system asks for."""

    def __init__(self, real: ModuleType, mode: Refusal) -> None:
        super().__init__(real.__name__)
        self.__path__ = list(getattr(real, "__path__", []))
        self.__real__ = real
        self.__refuse__ = mode.refuse

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):  # inspect and others ask every module for them
            raise AttributeError(name)
        if not _is_asked_by_torch():
            self.__refuse__(f"{self.__name__}.{name}")
        return getattr(self.__real__, name)


class _RefusingFinder(importlib.abc.MetaPathFinder):
    """Comes before all others, so that what was taken out of sys.modules is not imported anew."""

    def __init__(self, mode: Refusal) -> None:
        self.mode = mode

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Refuse a module of torch.optim; the others are left to the other finders."""
        del path, target
        if _is_of_optim(fullname) and not _is_asked_by_torch():
            self.mode.refuse(fullname)


def _is_asked_by_torch() -> bool:
    """Whether a module of PyTorch's own imports it or looks it up: torch.testing.assert_close comes to do so."""
    frame = inspect.currentframe()
    while frame is not None and (_module_of(frame) in IMPORTING or frame.f_code.co_filename == __file__):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(HOME)


def _module_of(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


def _is_of_optim(name: str) -> bool:
    return name == OPTIM or name.startswith(OPTIM + ".")


def quiet_torch() -> None:
    """No gradients are recorded, small sums are not spread over threads, and float32 is float32 on a GPU too."""
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cpu.get_cpu_capability()  # looks the processor up in files that a confined process cannot read


def touch(device: str) -> None:
    """Use the device once. Raises RuntimeError or AssertionError where PyTorch cannot."""
    torch.zeros(1, device=device)
