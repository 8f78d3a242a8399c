"""Limits on what one learner's process may use, kept by the operating system where it can (POSIX rlimits)."""

import contextlib
from pathlib import Path

from msgspec import Struct

HAS_LIMITS = True
try:
    import resource
except ImportError:  # pragma: no cover - Windows has none
    HAS_LIMITS = False

MIB = 1 << 20
SHARED_PROCESSES = 4096  # of a user who runs other things too


class Limits(Struct, frozen=True):
    """What one submission may use.

    `message_seconds` and `submission_seconds` are wall time and kept by the trusted side, and so are `scratch_mib` and
    `scratch_files` of the scratch folder and `output_kib` of what is printed; the rest is kept by the kernel.
    `memory_mib` limits the address space beyond what the interpreter and its libraries took already, and the resident
    size as well. `processes` counts processes and threads together.
    """

    message_seconds: float = 5.0
    submission_seconds: float = 120.0
    memory_mib: int = 2048
    cpu_seconds: int = 150
    scratch_mib: int = 64
    scratch_files: int = 1000
    open_files: int = 64
    processes: int = 64
    output_kib: int = 64
    restarts: int = 32


def limits_of(settings: dict[str, float]) -> Limits:
    """The limits of an exercise's manifest.

    Raises:
        ValueError: there is no limit of such a name, or it is not a positive number.
    """
    for name, value in settings.items():
        if name not in Limits.__struct_fields__:
            raise ValueError(f"there is no limit {name!r}; there are {', '.join(Limits.__struct_fields__)}")
        if not value > 0:
            raise ValueError(f"the limit {name} is a number above 0, not {value}")
    return Limits(**{  # type: ignore[arg-type]
        name: float(value) if name.endswith("_seconds") and name != "cpu_seconds" else int(value)
        for name, value in settings.items()
    })  # fmt: skip


def apply(limits: Limits, *, address_space: bool = True, alone: bool = False) -> tuple[str, ...]:
    """Limit this process and its children; return a note for each limit that this platform does not have.

    `address_space` is left out where the GPU's driver reserves address space by the terabyte. The kernel counts the
    processes of a user: only where this process is `alone` with its user, or in its user namespace, are they its own.
    """
    if not HAS_LIMITS:
        return ("this platform has no resource limits",)
    processes = limits.processes if alone else max(limits.processes, SHARED_PROCESSES)
    wanted: list[tuple[str, int, int]] = [
        ("RLIMIT_CORE", 0, 0),
        ("RLIMIT_CPU", limits.cpu_seconds, limits.cpu_seconds + 1),
        ("RLIMIT_FSIZE", limits.scratch_mib * MIB, limits.scratch_mib * MIB),
        ("RLIMIT_NOFILE", limits.open_files, limits.open_files),
        ("RLIMIT_NPROC", processes, processes),
    ]
    if address_space:
        room = _address_space_in_use() + limits.memory_mib * MIB
        wanted.append(("RLIMIT_AS", room, room))
    return tuple(note for name, soft, hard in wanted if (note := _set(name, soft, hard)))


def _set(name: str, soft: int, hard: int) -> str:
    which = getattr(resource, name, None)
    if which is None:
        return f"this platform has no {name}"
    _, ceiling = resource.getrlimit(which)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(which, (soft, hard))
    except (OSError, ValueError) as error:
        return f"{name} could not be set: {error}"
    return ""


def _address_space_in_use() -> int:
    """Bytes of address space of this process; 0 where the platform does not tell (then the limit is the whole)."""
    with contextlib.suppress(OSError, ValueError), Path("/proc/self/statm").open(encoding="ascii") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()
    return 0
