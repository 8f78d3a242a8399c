# verdict: failed
# exercise: exercise07_softmax
# example: by a spelled-out import
# Loads PyTorch into a NumPy submission by its files: the package, its extension, its libraries past Python's own loader.

import ctypes
import importlib
import importlib.machinery
import importlib.util
import sys

libc = ctypes.CDLL(None)
libc.dlopen.restype = ctypes.c_void_p
SITE = "@SITE@"


def from_the_path():
    sys.path.insert(0, SITE)
    sys.meta_path.insert(0, importlib.machinery.PathFinder)
    try:
        return importlib.import_module("tor" + "ch")
    finally:
        sys.path.remove(SITE)
        del sys.meta_path[0]


def from_its_file():
    spec = importlib.util.spec_from_file_location("harmless", f"{SITE}/torch/version.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_the_linker():
    handle = libc.dlopen(f"{SITE}/torch/lib/libtorch_cpu.so".encode(), 2)
    if not handle:
        raise OSError("dlopen gave nothing")
    return handle


def by_system_call():
    number = libc.syscall(2, f"{SITE}/torch/__init__.py".encode(), 0)
    if number < 0:
        raise OSError("open gave nothing")
    return number


def attack(*_args, **_kwargs):
    told = []
    for way in (from_the_path, from_its_file, by_the_linker, by_system_call):
        try:
            told.append("MARK" + f"ER{{{way()}}}")
        except (ImportError, OSError) as error:
            told.append(type(error).__name__)
    raise RuntimeError(f"{told}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
