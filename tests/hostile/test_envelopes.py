"""What cannot be taken is refused with a sentence; what can is graded as what it is."""

import re
from pathlib import Path

import pytest

from grader.sandbox.levels import Level
from grader.submission.take import SubmissionError, take
from tests.hostile.corpus import module_of
from tests.hostile.envelopes import ENVELOPES, HONEST, Envelope
from tests.hostile.harness import LEVELS, MARKER, Arena, wrong
from tests.hostile.test_attacks import demand

REFUSED = [one for one in ENVELOPES if one.is_refused]
GRADED = [one for one in (*ENVELOPES, *HONEST) if not one.is_refused]


def built(envelope: Envelope, arena: Arena) -> Path:
    """The path that is handed in."""
    folder = arena.bait.root / arena.bait.next_token()
    folder.mkdir()
    return envelope.build(folder, arena.bait)


@pytest.mark.parametrize("envelope", REFUSED, ids=lambda one: one.entry.name)
def test_a_hostile_envelope_is_refused_with_a_sentence(envelope: Envelope, arena: Arena) -> None:
    path = built(envelope, arena)
    with pytest.raises(SubmissionError) as refused:
        take(path, module_of(envelope.entry, arena.course))
    message = str(refused.value)
    assert re.search(envelope.words, message), message
    assert message.isprintable()
    assert message.endswith(".")
    assert not MARKER.search(message)
    assert arena.bait.harm() == ()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("envelope", GRADED, ids=lambda one: one.entry.name)
def test_an_odd_envelope_is_graded_as_what_it_holds(envelope: Envelope, level: Level, arena: Arena) -> None:
    demand(level, arena)
    assert wrong(envelope.entry, arena.grade(envelope.entry, level, built(envelope, arena))) == []
