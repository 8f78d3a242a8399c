"""Calls through an executor, a few ahead: however many there are to make, only a handful exists at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")


class Flow(Generic[J, R]):
    """Calls `function` with jobs from an iterator, and with those that `add` brings in, at most `ahead` at once.

    Iterating gives each job with what came of it, in the order in which they end: the result, or what was raised.
    """

    def __init__(self, executor: Executor, function: Callable[[J], R], jobs: Iterable[J], ahead: int) -> None:
        self._executor = executor
        self._function = function
        self._jobs = iter(jobs)
        self._extra: deque[J] = deque()
        self._ahead = ahead
        self._running: dict[Future[R], J] = {}
        self._exhausted = False

    def add(self, job: J) -> None:
        """Do this job too, before those that the iterator still has."""
        self._extra.append(job)

    @property
    def drains(self) -> bool:
        """Whether all jobs were begun."""
        return self._exhausted and not self._extra

    def __iter__(self) -> Iterator[tuple[J, R | BaseException]]:
        while self._fill():
            done, _ = wait(self._running, return_when=FIRST_COMPLETED)
            for future in [one for one in self._running if one in done]:
                job = self._running.pop(future)
                error = future.exception()
                yield job, future.result() if error is None else error

    def _fill(self) -> bool:
        """Submit what may be; whether anything runs."""
        while len(self._running) < self._ahead:
            job = self._extra.popleft() if self._extra else next(self._jobs, None)
            if job is None:
                self._exhausted = True
                break
            self._running[self._executor.submit(self._function, job)] = job
        return bool(self._running)
