"""`python -m tests.hostile` grades the whole corpus and prints a table; the exit code is 1 if a line of it is wrong.

Words after it choose the submissions whose names hold one of them.
"""

import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from grader.course import open_course
from grader.sandbox.levels import Level
from grader.submission.take import SubmissionError, take
from tests.hostile.corpus import Entry, attacks, controls, module_of
from tests.hostile.envelopes import ENVELOPES, HONEST, Envelope
from tests.hostile.harness import LEVELS, Arena, wrong

ROOT = Path(__file__).parent.parent.parent
WIDTHS = (24, 40, 30, 30, 30)
REFUSED = "refused"


def main(words: Sequence[str]) -> int:
    """Grade every submission that was asked for, and say how many came out wrong."""
    os.chdir(ROOT)
    course = open_course(ROOT)
    everything: list[Entry | Envelope] = [*attacks(course), *ENVELOPES, *controls(course), *HONEST]
    chosen = [one for one in everything if not words or any(word in entry_of(one).name for word in words)]
    bad = 0
    with Arena(course) as arena:
        levels = [level for level in LEVELS if arena.reached(level).level == level]
        row(("family", "submission", "expected", *LEVELS), "points", "seconds")
        for one in chosen:
            sentences = show(one, arena, levels)
            bad += bool(sentences)
            for sentence in sentences:
                say(f"    {sentence}")
    say(f"{len(chosen)} submissions at {' and '.join(levels) or 'no level at all'}, {bad} of them wrong.")
    return 1 if bad or not levels else 0


def entry_of(one: Entry | Envelope) -> Entry:
    """What is expected."""
    return one.entry if isinstance(one, Envelope) else one


def show(one: Entry | Envelope, arena: Arena, levels: Sequence[Level]) -> list[str]:
    """Print the line of one submission; what is wrong with it."""
    began, entry = time.monotonic(), entry_of(one)
    cells: dict[str, str] = {}
    sentences: list[str] = []
    points = 0.0
    for level in levels:
        folder = None
        if isinstance(one, Envelope):
            folder = arena.bait.root / arena.bait.next_token()
            folder.mkdir()
            folder = one.build(folder, arena.bait)
        if isinstance(one, Envelope) and one.is_refused:
            assert folder is not None
            cells[level], told = refusal(one, folder, arena)
        else:
            graded = arena.grade(entry, level, folder)
            cells[level], told = ", ".join(sorted(graded.verdicts)), wrong(entry, graded)
            points = max(points, graded.report.score or 0.0)
        sentences += told
    names = entry.family, entry.path.stem, entry.expected
    row((*names, *(cells.get(level, "-") for level in LEVELS)), f"{points:g}", f"{time.monotonic() - began:.2f}")
    return list(dict.fromkeys(sentences))


def refusal(envelope: Envelope, path: Path, arena: Arena) -> tuple[str, list[str]]:
    """The cell of an envelope that is to be refused, and what is wrong with it."""
    try:
        take(path, module_of(envelope.entry, arena.course))
    except SubmissionError as error:
        good = re.search(envelope.words, str(error))
        return REFUSED, [] if good else [f"The sentence is: {error}"]
    return "taken", ["It should be refused."]


def row(cells: Iterable[str], points: str, seconds: str) -> None:
    """One line of the table."""
    columns = "".join(f"{cell:<{width - 1}} " for cell, width in zip(cells, WIDTHS, strict=True))
    say(f"{columns}{points:>6}{seconds:>8}")


def say(line: str) -> None:
    """A line on standard output, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
