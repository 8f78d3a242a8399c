"""All hostile submissions in one run, between honest neighbours: their reports come out as they do alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

import pytest
from msgspec import structs

from grader.course import Course, open_course
from grader.report import json as report_json
from grader.report.record import Report
from grader.sandbox.levels import Level
from grader.submission.take import take
from tests.harness import ROOT, SAMPLES
from tests.hostile.corpus import Entry, attacks, module_of
from tests.hostile.harness import LEVELS, Arena

NEIGHBOURS = (
    "exercise07_softmax/right_numpy", "exercise07_softmax/softmax_overflows", "exercise03_perceptron/right_numpy",
    "exercise07_softmax/right_torch", "exercise10_linear/gradients_accumulate",
    "exercise11_optimizers/adamw_is_adam", "exercise07_softmax/not_attempted",
)  # fmt: skip
BETWEEN = 5  # hostile submissions between two neighbours
# One of each family, of those that run for a while: neighbours are graded at the same time.
AT_THE_SAME_TIME = (
    "leaving_early/os_exit", "never_leaving/endless_in_every_function", "eating_the_machine/slow_growth",
    "forging/every_descriptor", "pleasing_the_comparison/subclass_of_array", "leaving_the_box/deletes_its_neighbours",
    "reading_what_is_hidden/other_submissions", "using_what_is_forbidden/swallows_the_refusal",
    "remembering/state_between_checks", "poisoning/state_of_the_process", "leaving_the_box/signals_others",
    "speaking_to_readers/control_sequences", "being_someone_else/another_name_in_a_header",
)  # fmt: skip
ATTACKS = attacks(open_course(ROOT))


def plain(report: Report) -> str:
    """A report as JSON, without its time stamps."""
    checks = tuple(structs.replace(check, seconds=0.0) for check in report.checks)
    return report_json.render(structs.replace(report, started="", seconds=0.0, checks=checks))


def grade(path: Path, course: Course, arena: Arena, level: Level) -> str:
    """The report of a neighbour."""
    exercise = course.find(path.parent.name)
    return plain(arena.report(take(path.relative_to(ROOT), exercise), exercise, level))


@pytest.fixture(scope="module")
def best(arena: Arena) -> Level:
    """The highest level that this machine reaches."""
    reached = [level for level in LEVELS if arena.reached(level).level == level]
    if not reached:
        pytest.skip("this machine confines nothing")
    return reached[-1]


@pytest.fixture(scope="module")
def alone(course: Course, best: Level) -> dict[Path, str]:
    """What comes out for each neighbour where nobody else is."""
    with Arena(course) as quiet:
        return {path: grade(path, course, quiet, best) for path in map(SAMPLES.joinpath, NEIGHBOURS)}


def between(entries: list[Entry]) -> Iterator[Entry | Path]:
    """Hostile submissions with a neighbour after every few of them."""
    neighbours = cycle(map(SAMPLES.joinpath, NEIGHBOURS))
    for number, entry in enumerate(entries, 1):
        yield entry
        if number % BETWEEN == 0:
            yield next(neighbours)
    yield from (next(neighbours) for _ in NEIGHBOURS)


@pytest.mark.slow
@pytest.mark.xdist_group("hostile_neighbours")
def test_neighbours_in_one_run_are_graded_as_they_are_alone(
    course: Course, arena: Arena, best: Level, alone: dict[Path, str]
) -> None:
    for one in between(ATTACKS):
        if isinstance(one, Path):
            assert grade(one, course, arena, best) == alone[one]
        else:
            exercise = module_of(one, course)
            arena.report(take(arena.hand_in(one), exercise), exercise, best, arena.limits(one))
    assert arena.bait.harm() == ()


@pytest.mark.xdist_group("hostile_neighbours")
def test_neighbours_at_the_same_time_are_graded_as_they_are_alone(
    course: Course, arena: Arena, best: Level, alone: dict[Path, str]
) -> None:
    entries = [entry for entry in ATTACKS if entry.name in AT_THE_SAME_TIME]
    assert len(entries) == len(AT_THE_SAME_TIME)
    handed_in = [(entry, arena.hand_in(entry)) for entry in entries]

    def attack(entry: Entry, folder: Path) -> None:
        exercise = module_of(entry, course)
        arena.report(take(folder, exercise), exercise, best, arena.limits(entry))

    with ThreadPoolExecutor(1) as pool:
        running = pool.map(lambda pair: attack(*pair), handed_in)
        for path in [*alone, *alone]:
            assert grade(path, course, arena, best) == alone[path]
        assert list(running) == [None] * len(handed_in)
