"""What is known not to hold, so that nobody takes it for held: ways round the rule of the PyTorch flavour.

The rule is kept within the learner's own process, and every report says that it is no proof. Whoever closes one of
these ways moves the file to the attacks. Beyond the rule they get nothing: they read no marker, and do no harm.
"""

import pytest

from grader.course import open_course
from grader.sandbox.levels import Level
from tests.harness import ROOT
from tests.hostile.corpus import Entry, gaps
from tests.hostile.harness import LEVELS, Arena, wrong
from tests.hostile.test_attacks import demand

GAPS = gaps(open_course(ROOT))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("entry", GAPS, ids=lambda entry: entry.name)
def test_a_known_way_round_the_rule_is_admitted(entry: Entry, level: Level, arena: Arena) -> None:
    demand(level, arena)
    graded = arena.grade(entry, level)
    assert wrong(entry, graded) == []
    assert any("it is no proof" in note for note in graded.report.notes)
