"""Honest oddities are graded as what they are, and accused of nothing."""

import pytest

from grader.course import open_course
from grader.sandbox.levels import Level
from tests.harness import ROOT
from tests.hostile.corpus import Entry, controls
from tests.hostile.harness import LEVELS, Arena, wrong
from tests.hostile.test_attacks import demand

CONTROLS = controls(open_course(ROOT))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("entry", CONTROLS, ids=lambda entry: entry.name)
def test_a_control_is_graded_as_what_it_is(entry: Entry, level: Level, arena: Arena) -> None:
    demand(level, arena)
    assert wrong(entry, arena.grade(entry, level)) == []
