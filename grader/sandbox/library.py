"""What a learner's interpreter must be able to read: its standard library, the allowed packages, shared libraries."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

OURS = ("__init__.py", "experiment", "learner", "sandbox")  # and never the suites, which lie beside them
INSTALLED = ("site-packages", "dist-packages")
BROUGHT_ALONG = ("pip", "setuptools", "wheel", "pkg_resources", "_distutils_hack", "distutils-precedence", "README")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
# Where the driver of a GPU looks for its devices and for what the machine is, as patterns. No process is in it.
GPU = (
    "/dev/nvidia*", "/dev/dri", "/dev/kfd", "/proc/driver/nvidia", "/proc/cpuinfo", "/proc/meminfo", "/proc/devices",
    "/proc/modules", "/sys/bus/pci", "/sys/class", "/sys/devices", "/sys/module/nvidia*", "/etc/nvidia*",
)  # fmt: skip


def libraries(packages: Mapping[str, str]) -> tuple[str, ...]:
    """The real paths of the interpreter's standard library and the allowed packages, and what those have loaded.

    The folders of shared libraries are those that are in use by now: call it again when the array library is imported.
    """
    found = [*standard_library(), *_packages(packages), *_shared_libraries()]
    return _outermost(os.path.realpath(path) for path in found if Path(path).exists())


def standard_library() -> tuple[str, ...]:
    """The folder of the standard library, and that of its extensions."""
    dynload = next((path for path in sys.path if path.endswith("lib-dynload")), "")
    return tuple(path for path in (str(Path(os.__file__).parent), dynload) if path)


def hidden() -> frozenset[str]:
    """What lies in the standard library's folder on some systems and is none of it: all that was ever installed."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    folders = {Path(os.__file__).parent}
    folders |= {Path(base, lib, version) for base in (sys.base_prefix, sys.prefix) for lib in ("lib", "lib64")}
    found = {os.path.realpath(folder / name) for folder in folders for name in INSTALLED}
    return frozenset(path for path in found if _holds_something(path))


def _holds_something(folder: str) -> bool:
    """Whether more is installed in a folder than what Python brings along: there is no need to hide that."""
    try:
        return any(not name.startswith(BROUGHT_ALONG) for name in os.listdir(folder))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return False


def all_but(root: str, hidden: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Paths that together are everything in `root` but what is hidden; and whether each is whole.

    A folder that holds something hidden is given too, as one that is not whole: it may be listed, but not read.
    """
    if root in hidden:
        return
    if not any(path.startswith(root + os.sep) for path in hidden):
        yield root, True
        return
    yield root, False
    with os.scandir(root) as entries:
        for entry in entries:
            yield from all_but(os.path.realpath(entry.path) if entry.is_symlink() else entry.path, hidden)


def _packages(packages: Mapping[str, str]) -> Iterator[str]:
    for name, folder in packages.items():
        if name == "grader":
            yield from (str(Path(folder, name, one)) for one in OURS)
        else:
            yield from (str(Path(folder, one)) for one in (name, f"{name}.py", f"{name}.libs"))


def _shared_libraries() -> Iterator[str]:
    """The folders of the shared libraries that this process has loaded, and the list by which others are found."""
    yield "/etc/ld.so.cache"
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for path in {line.split(maxsplit=5)[5] for line in lines if line.count(" ") >= 5 and ".so" in line}:
        if path.startswith(os.sep):
            yield os.path.dirname(os.path.realpath(path))  # noqa: PTH120 - a string is what is wanted


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths without those that lie in another of them."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(above + os.sep) for above in kept):
            kept.append(path)
    return tuple(kept)
