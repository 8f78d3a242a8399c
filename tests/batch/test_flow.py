"""Only a few calls exist at a time, however many there are to make; what they raise is given and not raised."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from grader.batch.flow import Flow


class Patient(Executor):
    """Does each call when it is told to, in the order that the test wants."""

    def __init__(self) -> None:
        self.held: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.held.append((future, lambda: fn(*args, **kwargs)))
        self.most = max(self.most, len(self.held))
        return future

    def do(self, at: int) -> None:
        future, call = self.held.pop(at)
        future.set_result(call())


def drained(flow: Flow[int, int], executor: Patient, at: int) -> list[tuple[int, int | BaseException]]:
    """What a flow gives where the newest (-1) or the oldest (0) call is always done first."""
    found = []
    flow._fill()
    executor.do(at)
    for pair in flow:
        found.append(pair)
        flow._fill()
        if executor.held:
            executor.do(at)
    return found


@pytest.mark.parametrize(("at", "order"), [(0, [0, 1, 2, 3, 4]), (-1, [2, 3, 4, 1, 0])])
def test_jobs_come_back_in_the_order_in_which_they_end(at: int, order: list[int]) -> None:
    executor = Patient()
    found = drained(Flow(executor, lambda number: number**2, range(5), 3), executor, at)
    assert found == [(number, number**2) for number in order]


@pytest.mark.parametrize("ahead", [1, 2, 7])
def test_never_more_than_so_many_calls_at_once(ahead: int) -> None:
    executor = Patient()
    assert len(drained(Flow(executor, abs, range(20), ahead), executor, 0)) == 20
    assert executor.most == ahead


def test_jobs_are_drawn_when_there_is_room_for_them() -> None:
    drawn: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(100):
            drawn.append(number)
            yield number

    with ThreadPoolExecutor(2) as executor:
        flow = iter(Flow(executor, abs, jobs(), 4))
        assert drawn == []
        for taken in range(1, 20):
            next(flow)
            assert len(drawn) <= taken + 3


def test_what_is_added_is_done_before_the_rest() -> None:
    executor = Patient()
    flow: Flow[int, int] = Flow(executor, abs, range(4), 1)
    flow.add(-7)
    assert drained(flow, executor, 0) == [(-7, 7), (0, 0), (1, 1), (2, 2), (3, 3)]


def test_what_a_result_brings_in_is_done_too_even_after_the_last() -> None:
    with ThreadPoolExecutor(2) as executor:
        flow: Flow[int, int] = Flow(executor, abs, [1, 2], 8)
        found = []
        for job, result in flow:
            found.append((job, result))
            if job in (1, 2):
                flow.add(-10 * job)
    assert sorted(found) == [(-20, 20), (-10, 10), (1, 1), (2, 2)]


def test_what_is_raised_is_given() -> None:
    with ThreadPoolExecutor(2) as executor:
        found = dict(Flow(executor, lambda number: 12 // number, [0, 3, 4], 2))
    assert isinstance(found.pop(0), ZeroDivisionError)
    assert found == {3: 4, 4: 3}


def test_no_jobs_are_no_calls() -> None:
    executor = Patient()
    assert list(Flow(executor, abs, [], 3)) == []
    assert executor.most == 0


def test_a_flow_that_is_left_has_drawn_no_more_than_it_started() -> None:
    jobs = iter(range(100))
    with ThreadPoolExecutor(1) as executor:
        for _ in Flow(executor, abs, jobs, 3):
            break
    assert next(jobs) <= 4
