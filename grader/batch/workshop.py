"""What a worker keeps from one submission to the next: templates, recordings, an author's process.

A module's state, since a worker is a process and a process has one. In an executor of threads each thread has its own.
"""

import contextlib
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from grader.author import Author
from grader.course import Course, open_course
from grader.recording import Recording, load
from grader.sandbox.limits import Limits
from grader.supervisor.launch import Launcher, Plan, Start, launcher

if TYPE_CHECKING:
    from grader.explain.known import Known

MOST_LAUNCHERS = 3  # templates; each holds an interpreter with its libraries
MOST_RECORDINGS = 4

K = TypeVar("K")
V = TypeVar("V")


class Recent(OrderedDict[K, V], Generic[K, V]):
    """The few things that were used last."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def keep(self, key: K, value: V) -> V | None:
        """Keep a thing; the one that must go for it, if any."""
        self[key] = value
        self.move_to_end(key)
        return self.popitem(last=False)[1] if len(self) > self.most else None


class Workshop:
    """The tools of one worker."""

    def __init__(self) -> None:
        self._launchers: Recent[tuple[Plan, Start | None], Launcher] = Recent(MOST_LAUNCHERS)
        self._recordings: Recent[str, tuple[Recording, str]] = Recent(MOST_RECORDINGS)
        self._known: Recent[str, Known] = Recent(MOST_RECORDINGS)
        self._courses: dict[str, Course] = {}
        self._author: Author | None = None

    def launcher(self, plan: Plan, start: Start | None) -> Launcher:
        """The launcher for a plan; the one that was used least recently is closed where there are too many."""
        found = self._launchers.get((plan, start)) or launcher(plan, start)
        gone = self._launchers.keep((plan, start), found)
        if gone is not None:
            gone.close()
        return found

    def recording(self, path: str) -> tuple[Recording, str]:
        """The recording in a file, and its digest. Raises RecordingError, OSError."""
        found = self._recordings.get(path) or load(Path(path))
        self._recordings.keep(path, found)
        return found

    def known(self, path: str) -> "Known | None":
        """What known mistakes answer, from a file; None where there is none."""
        from grader.explain import known

        if path and path not in self._known:
            found = known.load(Path(path))
            if found is not None:
                self._known.keep(path, found)
        return self._known.get(path)

    def course(self, root: str) -> Course:
        """The course in a folder."""
        if root not in self._courses:
            self._courses[root] = open_course(Path(root))
        return self._courses[root]

    @property
    def author(self) -> Author:
        """The author's process, started when it is first wanted."""
        if self._author is None:
            self._author = Author()
        return self._author

    def close(self) -> None:
        """End all processes, now."""
        if self._author is not None:
            self._author.close(at_once=True)
            self._author = None
        while self._launchers:
            with contextlib.suppress(OSError):
                self._launchers.popitem()[1].close()


_here = threading.local()


def workshop() -> Workshop:
    """The one of this worker."""
    found: Workshop | None = getattr(_here, "workshop", None)
    if found is None:
        found = _here.workshop = Workshop()
    return found


def warm() -> None:
    """Start the template that most classes need, and import what every submission needs, before the first comes."""
    workshop().launcher(Plan("numpy", "cpu", Limits()), None)
    import grader.batch.jobs  # noqa: F401 -- beside the template's own imports


def close() -> None:
    """End what this worker started."""
    workshop().close()


__all__ = ["Workshop", "close", "warm", "workshop"]
