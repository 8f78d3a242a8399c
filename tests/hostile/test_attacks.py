"""No hostile submission earns a point, reads what is hidden, does harm outside, or escapes its verdict."""

import pytest

from grader.course import open_course
from grader.sandbox.levels import Level
from tests.harness import ROOT
from tests.hostile.corpus import Entry, attacks
from tests.hostile.harness import LEVELS, Arena, wrong

ATTACKS = attacks(open_course(ROOT))


def demand(level: Level, arena: Arena) -> None:
    """Skip where this machine does not reach the level."""
    ready = arena.reached(level)
    if ready.level != level:
        pytest.skip(f"this machine reaches {ready.level}: {'; '.join(ready.notes)}")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("entry", ATTACKS, ids=lambda entry: entry.name)
def test_a_hostile_submission_gets_nothing(entry: Entry, level: Level, arena: Arena) -> None:
    demand(level, arena)
    assert wrong(entry, arena.grade(entry, level)) == []
