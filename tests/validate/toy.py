"""A course of one exercise that validates: statement, stubs, solutions, a variant, mistakes, a statistical check."""

from pathlib import Path

CHECKS = "suites/exercise90_double/test_double.py"
MANIFEST = 'number = 90\nname = "double"\ntitle = "Doubling"\npart = "Toys"\nsummary = "Twice as much."\npoints = 6\n'
STATEMENT = """\
# Doubling

`double(x)` returns twice `x`, and `noise(seed)` 50 numbers within ±0.9.

    >>> double(np.array([1.0, 2.0]))
    array([2., 4.])

| check | claim | points |
| --- | --- | --- |
| `example` | the worked example | 1 |
| `pairs` | twice the input | 2 |
| `noise` | within the bounds | 3 |
"""
STUB = """\
def double(x):
    raise NotImplementedError


def noise(seed):
    raise NotImplementedError
"""
SUITE = '''\
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import arrays, expect, points, public, statistical


@points(1)
@public
def test_example(learner):
    """Twice 1 and 2 is 2 and 4."""
    expect(learner.double(np.array([1.0, 2.0])), np.array([2.0, 4.0]))


@points(2)
@settings(max_examples=5)
@given(x=arrays((3,)))
def test_pairs(learner, x):
    """Every entry is doubled."""
    expect(learner.double(x), 2 * x)


@points(3)
@statistical
@settings(max_examples=5)
@given(seed=st.integers(0, 2**31))
def test_noise(learner, seed):
    """The noise is within its bounds, and not in the middle."""
    noise = learner.noise(seed)
    expect(noise, label="noise").between(-0.9, 0.9, shape=(50,))
    expect(noise * noise, label="noise squared").between(0.2, 0.3)
'''
NUMPY = """\
import numpy as np


def double(x):
    return 2 * x


def noise(seed):
    return np.full(50, 0.5)
"""
VARIANT = NUMPY.replace("2 * x", "x + x")
TORCH = """\
import torch


def double(x):
    return 2 * x


def noise(seed):
    return torch.full((50,), 0.5)
"""
MISTAKES = {
    "off_by_one": ("Your `double` adds one.", "What is twice 0?", "example pairs", "double(x):\n    return 2 * x + 1"),
    "squares": ("Your `double` squares.", "What is twice 3?", "example pairs", "double(x):\n    return x**2"),
    "no_noise": ("Your `noise` is always zero.", "Call it twice.", "noise", "noise(seed):\n    return np.zeros(50)"),
}


def make_toy(folder: Path) -> Path:
    """Write the course into a folder."""
    files = {
        "course.toml": 'name = "Toy"\nseed = "toy"\n',
        "exercises/exercise90_double/exercise.toml": MANIFEST,
        "exercises/exercise90_double/README.md": STATEMENT,
        "exercises/exercise90_double/double.py": f'"""Doubling."""\n\n\n{STUB}',
        "exercises/exercise90_double/torch/double.py": f'"""Doubling."""\n\nimport torch\n\n\n{STUB}',
        "suites/exercise90_double/__init__.py": "",
        CHECKS: SUITE,
        "solutions/numpy/exercise90_double/double.py": NUMPY,
        "solutions/torch/exercise90_double/double.py": TORCH,
        "solutions/variants/exercise90_double/sums.py": VARIANT,
    }
    for name, (says, hint, loses, body) in MISTAKES.items():
        text = f"# mistake: {says}\n# hint: {hint}\n# loses: {loses}\ndef {body}\n"
        files[f"solutions/mistakes/exercise90_double/{name}.py"] = text
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
