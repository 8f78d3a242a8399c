"""What all benchmarks share: a promise and how it is told, and the time of a command."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parent.parent
EXERCISE = "exercise07_softmax"
# One thread everywhere, the baseline too: on a busy machine PyTorch's threads make small arrays slower.
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1"}


class Row(Struct, frozen=True):
    """One promise: medians of what was measured and of what it is held against, in seconds or in `unit`."""

    what: str
    against: str
    mine: float
    other: float
    promise: str
    at_most: float | None = None
    at_least: float | None = None
    at_most_more: float | None = None  # seconds
    unit: str = ""

    @property
    def line(self) -> str:
        """The row of the table."""
        cells = (
            self.what, self._told(self.mine), self.against, self._told(self.other), self.compared, self.promise,
            "yes" if self.holds else "NO",
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"

    def _told(self, value: float) -> str:
        if self.unit:
            return f"{value:.1f} {self.unit}"
        return f"{value:.4f}" if value < 1 else f"{value:.2f}"

    @property
    def compared(self) -> str:
        """The ratio, or where the promise is a difference, that."""
        if self.at_most_more is not None:
            return f"{1000 * (self.mine - self.other):+.1f} ms"
        # A promise of 1.1 or 1.8 is told to two places, so that what is seen is what was held.
        return f"{self.ratio:.2f}" if (self.at_most or self.at_least or 10) < 2 else f"{self.ratio:.1f}"

    @property
    def ratio(self) -> float:
        """How many times less (`at_least`), or at most how many times more (`at_most`)."""
        return self.other / self.mine if self.at_least is not None else self.mine / self.other

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        if self.at_most_more is not None:
            return self.mine - self.other <= self.at_most_more
        if self.at_least is not None:
            return self.ratio >= self.at_least
        return self.at_most is None or self.ratio <= self.at_most


def processor() -> float:
    """Seconds of processor time of all commands that have ended, and of what they started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command(arguments: list[str], codes: Collection[int] = (0,)) -> float:
    """Seconds of wall time of a whole process, which must end with one of these exit codes."""
    began = time.perf_counter()
    done = subprocess.run(arguments, env=ENVIRONMENT, capture_output=True, check=False, cwd=ROOT)
    seconds = time.perf_counter() - began
    if done.returncode not in codes:
        sys.exit(f"{' '.join(arguments)} failed:\n{(done.stdout + done.stderr).decode(errors='replace')[-2000:]}")
    return seconds
