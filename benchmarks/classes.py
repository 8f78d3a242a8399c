"""Classes to grade: of each hundred submissions 80 are right, 10 wrong in one gradient, 5 raise, 3 never end, 2 exit."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
EXERCISE = "exercise07_softmax"
SOLUTION = ROOT / "solutions" / "numpy" / EXERCISE / "softmax.py"

KINDS = ("right",) * 80 + ("wrong",) * 10 + ("raises",) * 5 + ("endless",) * 3 + ("exits",) * 2
STRIDE = 37  # has no factor in common with 100: spreads the kinds over the class


def kind_of(number: int) -> str:
    """What submission `number` of a class is."""
    return KINDS[number * STRIDE % len(KINDS)]


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


def make(folder: Path, count: int) -> None:
    """Write a class of so many submissions: a folder each."""
    for number in range(count):
        place = folder / f"student{number:05}"
        place.mkdir(parents=True)
        (place / "softmax.py").write_text(source_of(kind_of(number), number), encoding="utf-8")
