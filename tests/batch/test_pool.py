"""Every call is answered, whatever becomes of the worker that holds it; and no process outlives its pool."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, as_completed
from pathlib import Path

import pytest

from grader.batch.pool import CallError, Pool, WorkerDiedError
from tests.batch import functions
from tests.cli.test_interrupt import alive, until
from tests.harness import ROOT

AT_ROOT = {"PYTHONPATH": str(ROOT)}
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module", autouse=True)
def scratch() -> Iterator[Path]:
    """What killed workers leave goes with the tests. Whoever a learner's process becomes must get into it."""
    with tempfile.TemporaryDirectory(prefix="pool-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o711)
        patch.setenv("TMPDIR", folder)
        yield Path(folder)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2, environment=AT_ROOT) as made:
        yield made


@pytest.fixture
def tries(tmp_path: Path) -> Path:
    return tmp_path / "tries"


def test_it_is_an_executor(pool: Pool) -> None:
    assert isinstance(pool, Executor)
    assert list(pool.map(functions.double, range(20))) == [2 * number for number in range(20)]
    futures = [pool.submit(functions.double, number) for number in range(20)]
    assert {future.result() for future in as_completed(futures)} == {2 * number for number in range(20)}


def test_a_quick_call_does_not_wait_for_a_slow_one(pool: Pool) -> None:
    slow, quick = pool.submit(functions.sleep_then, 1.0), pool.submit(functions.sleep_then, 0.0)
    assert [future.result() for future in as_completed([slow, quick])] == [0.0, 1.0]


def test_arguments_are_bound_as_python_binds_them(pool: Pool) -> None:
    assert pool.submit(functions.join, "a").result() == "abc"
    assert pool.submit(functions.join, third="z", first="x", second="y").result() == "xyz"
    with pytest.raises(TypeError, match="missing a required argument: 'first'"):
        pool.submit(functions.join)  # type: ignore[call-arg]


def test_what_a_function_raises_comes_back_with_its_kind_and_place(pool: Pool) -> None:
    error = pool.submit(functions.fail, "no such thing").exception()
    assert isinstance(error, CallError)
    assert (str(error), error.kind) == ("no such thing", "builtins.LookupError")
    assert error.where.startswith("functions.py, line ")


@pytest.mark.parametrize("function", [functions.answer_what_no_message_can_hold, functions.answer_something_else])
def test_a_result_that_is_not_what_was_promised_is_an_error_and_no_hang(pool: Pool, function: object) -> None:
    assert pool.submit(function).exception(60) is not None  # type: ignore[arg-type]
    assert pool.submit(functions.double, 1).result() == 2


@pytest.mark.parametrize(("function", "words"), [
    (lambda: None, "at the top of no module"),
    (Path.exists, "at the top of no module"),
    (len, "annotate"),
    (functions.unannotated, "annotate the parameters and the result of unannotated"),
])  # fmt: skip
def test_what_no_worker_could_find_or_read_is_refused(pool: Pool, function: object, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        pool.submit(function)  # type: ignore[arg-type]


def test_what_no_message_can_hold_is_refused(pool: Pool) -> None:
    with pytest.raises(TypeError, match="complex"):
        pool.submit(functions.double, 1j)  # type: ignore[arg-type]


def test_a_call_that_lost_its_worker_is_tried_again(pool: Pool, tries: Path) -> None:
    assert pool.submit(functions.end_once, str(tries), int(signal.SIGKILL)).result() == "done"
    assert tries.read_text() == "xx"


def test_a_deadly_call_fails_after_two_tries_and_takes_nobody_with_it(pool: Pool, tries: Path) -> None:
    numbers = [0, 2, 4, 6, 7, 8, 10, 12, 14, 16]
    futures = {number: pool.submit(functions.kill_unless_even, number, str(tries)) for number in numbers}
    error = futures.pop(7).exception()
    assert isinstance(error, WorkerDiedError)
    assert "died (signal SIGKILL)" in str(error)
    assert tries.read_text() == "xx"
    assert {number: future.result() for number, future in futures.items()} == {
        number: 2 * number for number in numbers if number != 7
    }


def test_a_worker_that_leaves_is_dead_too(pool: Pool) -> None:
    assert "exit status 0" in str(pool.submit(functions.leave, 0).exception())
    assert "exit status 3" in str(pool.submit(functions.leave, 3).exception())


@linux
def test_a_worker_that_died_idle_costs_the_next_call_no_try(tries: Path) -> None:
    with Pool(1, environment=AT_ROOT) as pool:
        pool.submit(functions.double, 1).result()
        (pid,) = pool.pids
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # all its threads are gone, and it is there to be collected
        assert pool.submit(functions.kill_unless_even, 1, str(tries)).exception() is not None
    assert tries.read_text() == "xx"


@pytest.mark.slow
def test_a_worker_that_stands_still_counts_as_dead(tries: Path) -> None:
    with Pool(1, patience=5.0, environment=AT_ROOT) as pool:
        assert pool.submit(functions.end_once, str(tries), int(signal.SIGSTOP)).result() == "done"
    assert tries.read_text() == "xx"


@pytest.mark.slow
def test_a_call_that_takes_longer_than_anybody_waits_fails_and_says_so(tries: Path) -> None:
    with Pool(1, patience=3.0, environment=AT_ROOT) as pool:
        error = pool.submit(functions.never_end, str(tries)).exception()
        assert str(error) == "the worker that graded it died (it did not answer in time)"
        assert pool.submit(functions.double, 4).result() == 8


def test_what_was_submitted_is_done_before_the_pool_is_left() -> None:
    with Pool(1, environment=AT_ROOT) as pool:
        futures = [pool.submit(functions.double, number) for number in range(5)]
    assert [future.result(0) for future in futures] == [0, 2, 4, 6, 8]


def test_what_waits_can_be_cancelled_and_what_runs_is_done() -> None:
    pool = Pool(1, environment=AT_ROOT)
    futures = [pool.submit(functions.sleep_then, 0.2) for _ in range(5)]
    until(futures[0].running)
    pool.shutdown(cancel_futures=True)
    assert futures[0].result(0) == 0.2
    assert all(future.cancelled() for future in futures[1:])


def test_a_second_shutdown_does_nothing_and_no_call_is_taken_after_it() -> None:
    pool = Pool(2, environment=AT_ROOT)
    pool.shutdown()
    pool.shutdown()
    pool.shutdown(cancel_futures=True)
    pool.kill()
    with pytest.raises(RuntimeError, match="was shut down"):
        pool.submit(functions.double, 1)


@linux
def test_no_process_is_left_after_shutdown() -> None:
    with Pool(2, environment=AT_ROOT) as pool:
        family = {pid for future in [pool.submit(functions.with_template) for _ in range(4)] for pid in future.result()}
    assert len(family) >= 3, "worker, template, learner's process"
    until(lambda: not any(alive(pid) for pid in family))


@linux
def test_kill_ends_endless_calls_and_cancels_what_waits(tries: Path) -> None:
    pool = Pool(1, environment=AT_ROOT)
    family = pool.submit(functions.with_template).result()
    endless, waiting = pool.submit(functions.never_end, str(tries)), pool.submit(functions.double, 1)
    until(tries.exists)
    pool.kill()
    assert str(endless.exception(0)) == "the worker that graded it died (it was stopped)"
    with pytest.raises(CancelledError):
        waiting.result(0)
    until(lambda: not any(alive(pid) for pid in family))
    assert tries.read_text() == "x", "it is not tried again"


def test_a_pool_that_is_killed_before_its_workers_are_there_ends_all_the_same() -> None:
    pool = Pool(2, environment=AT_ROOT)
    pool.kill()
    assert pool.pids == ()


@linux
@pytest.mark.parametrize("end", [Pool.shutdown, Pool.kill])
def test_what_workers_wrote_goes_with_them(scratch: Path, end: Callable[[Pool], None]) -> None:
    mine = scratch / end.__name__
    mine.mkdir(mode=0o711)
    pool = Pool(1, environment=AT_ROOT | {"TMPDIR": str(mine)})
    pool.submit(functions.with_template).result()
    assert list(mine.iterdir())
    end(pool)
    assert list(mine.iterdir()) == []


ABANDONED = """
import sys, time
from grader.batch.pool import Pool
from tests.batch import functions

pool = Pool(2)
family = pool.submit(functions.with_template).result()
pool.submit(functions.never_end, sys.argv[1])
print(*family, *pool.pids, flush=True)
time.sleep(600)
"""


@linux
def test_no_process_is_left_when_the_pools_own_is_killed(tries: Path) -> None:
    popen = subprocess.Popen(
        [sys.executable, "-P", "-c", ABANDONED, str(tries)], stdout=subprocess.PIPE, env=os.environ | AT_ROOT
    )
    assert popen.stdout is not None
    family = {int(word) for word in popen.stdout.readline().split()}
    until(tries.exists)
    popen.kill()
    popen.communicate()
    assert len(family) >= 4
    until(lambda: not any(alive(pid) for pid in family))
