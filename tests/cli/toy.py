"""A course of one's own: one exercise whose suite has a public check, a drawn one, and one that looks at a value."""

from pathlib import Path

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return 2 * x + (len(x) > 2)\n"
ENDLESS = "def double(x):\n    open('running', 'w').close()\n    while True:\n        pass\n"

FILES = {
    "course.toml": 'name = "Toy"\nseed = "toy"\n',
    "exercises/exercise90_double/exercise.toml": (
        'number = 90\nname = "double"\ntitle = "Doubling"\npart = "Toys"\nsummary = "Twice as much."\npoints = 6\n'
    ),
    "exercises/exercise90_double/README.md": "# Doubling\n\nReturn twice `x`.\n",
    "exercises/exercise90_double/double.py": ('def double(x):\n    """Return 2 x."""\n    raise NotImplementedError\n'),
    "suites/exercise90_double/__init__.py": "",
    "suites/exercise90_double/test_double.py": '''\
import numpy as np
from hypothesis import given, settings

from grader.suite import arrays, expect, hint, points, public


@points(1)
@public
def test_example(learner):
    """Twice 1, 2 and 3 is 2, 4 and 6."""
    expect(learner.double(np.array([1.0, 2.0, 3.0])), np.array([2.0, 4.0, 6.0]))


@points(2)
@hint("Multiply by two.")
@settings(max_examples=5)
@given(x=arrays((2,)))
def test_pairs(learner, x):
    """Every entry of a pair is doubled."""
    expect(learner.double(x), 2 * x)


@points(3)
@hint("Multiply by two, whatever is given.")
@settings(max_examples=5)
@given(x=arrays((3,)))
def test_twice(learner, x):
    """What was doubled can be doubled again."""
    once = learner.value(learner.double(x))
    expect(learner.double(np.asarray(once)), 4 * x)
''',
}


def make_course(folder: Path) -> Path:
    """Write the course into a folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
