"""Confine this process: the limits now, and with later levels files, network and signals."""

import contextlib
import ctypes
import signal
import sys
from typing import Literal

from msgspec import Struct

from grader.sandbox import limits as rlimits
from grader.sandbox.limits import Limits

Level = Literal["process", "confined", "isolated"]

_PR_SET_PDEATHSIG = 1


class Confinement(Struct, frozen=True):
    """The level reached, and a note for each thing that this platform lacks."""

    level: Level
    notes: tuple[str, ...] = ()


def confine(limits: Limits, *, gpu: bool = False) -> Confinement:
    """Confine the calling process as far as this machine offers, before any of the learner's code runs."""
    die_with_parent()
    notes = rlimits.apply(limits, address_space=not gpu)
    return Confinement("process", notes)


def die_with_parent() -> None:
    """Ask Linux to kill this process when the one that started it dies; elsewhere the closed channel ends it."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
