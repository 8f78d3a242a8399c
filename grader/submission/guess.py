"""A guess at a submission's flavour, so that an interpreter can start while the submission is still being read."""

from pathlib import Path

from grader.course import Exercise
from grader.experiment.message import Flavour

ENOUGH = 1 << 16  # bytes: imports stand at the top


def likely_flavour(path: Path, exercise: Exercise) -> Flavour:
    """The flavour that the module at `path` seems to have. It may be wrong: only time is lost by that."""
    for file in (path, path / exercise.module, path / exercise.id / exercise.module):
        try:
            if file.is_file():
                with file.open("rb") as opened:
                    return "torch" if b"torch" in opened.read(ENOUGH) else "numpy"
        except OSError:
            continue
    return "numpy"
