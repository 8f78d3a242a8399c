"""Classes to grade: of a hundred submissions 80 are right, 10 wrong in one gradient, 5 raise, 3 never end, 2 exit."""

from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXERCISE = "exercise07_softmax"
SOLUTION = ROOT / "solutions" / "numpy" / EXERCISE / "softmax.py"

KINDS = ("right",) * 80 + ("wrong",) * 10 + ("raises",) * 5 + ("endless",) * 3 + ("exits",) * 2
ENDING = tuple(kind for kind in KINDS if kind != "endless")
STRIDE = 37  # has no factor in common with 100 or 97: spreads the kinds over the class


def kind_of(number: int, kinds: Sequence[str] = KINDS) -> str:
    """What submission `number` of a class is."""
    return kinds[number * STRIDE % len(kinds)]


def source_of(kind: str, number: int) -> str:
    """A submission's source; no two are the same, so that none is known from another."""
    source = SOLUTION.read_text(encoding="utf-8")
    head = f"# Submission {number}.\n"
    if kind == "exits":
        return f"{head}import os\n\nos._exit(0)\n{source}"
    if kind == "right":
        return head + source
    start = source.index("def log_softmax_backward")
    before, after = source[:start], source[start:]
    line, rest = after.partition("\n")[::2]
    if kind == "wrong":
        return f"{head}{before}{line}\n    grad_output = 2.0 * grad_output\n{rest}"
    if kind == "raises":
        return f"{head}{before}{line}\n    raise IndexError(dim)\n{rest}"
    return f"{head}{before}{line}\n    while dim is not None:\n        pass\n{rest}"


def mixed(count: int, kinds: Sequence[str] = KINDS) -> tuple[str, ...]:
    """So many submissions, among which the kinds come as often as they do in `kinds`."""
    return tuple(kind_of(number, kinds) for number in range(count))


def make(folder: Path, kinds: Sequence[str]) -> dict[str, str]:
    """Write a class, a folder for each submission; the kind of each learner's."""
    made = {f"student{number:05}": kind for number, kind in enumerate(kinds)}
    for number, (learner, kind) in enumerate(made.items()):
        (folder / learner).mkdir(parents=True)
        (folder / learner / "softmax.py").write_text(source_of(kind, number), encoding="utf-8")
    return made
