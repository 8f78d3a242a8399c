"""What a factor could be: the length of an axis of what was handed over, a hyper-parameter, or a function of both."""

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from grader.explain.patterns.samples import Sample

EXACT = 1e-6  # relative: ratios of float64 arrays are this exact, and of float32 arrays to
EXACT32 = 1e-4
FEWEST = 3  # different factors, before one is named
FEWEST_FOR_PAIRS = 5


def name_of(samples: Sequence[Sample], factors: Sequence[float]) -> str:
    """What the factors of all samples are: a number, or a quantity of each example; empty where nothing fits.

    A quantity is only named if it differs between examples, or the factor could be taken for anything.
    """
    tolerance = EXACT32 if any(one.dtype == "float32" for one in samples) else EXACT
    if _alike(factors, tolerance):
        return plain(factors[0], tolerance)
    different = len({f"{factor:.6g}" for factor in factors})
    if different < FEWEST:  # of so many quantities one fits two numbers by chance
        return ""
    candidates = [dict(_quantities(one, pairs=different >= FEWEST_FOR_PAIRS)) for one in samples]
    for name in candidates[0]:
        values = [found.get(name, math.nan) for found in candidates]
        if all(math.isclose(f, v, rel_tol=tolerance) for f, v in zip(factors, values, strict=True)):
            return name
    return ""


def _alike(factors: Sequence[float], tolerance: float) -> bool:
    return all(math.isclose(one, factors[0], rel_tol=tolerance) for one in factors)


def plain(value: float, tolerance: float = EXACT) -> str:
    """A number as a person writes it: `2`, `-1/3`, `about 0.3712`."""
    near = Fraction(value).limit_denominator(12)
    if near and math.isclose(value, near, rel_tol=tolerance):
        return str(near)
    for name, constant in (("ln 2", math.log(2)), ("1/ln 2", 1 / math.log(2)), ("√2", math.sqrt(2)), ("π", math.pi)):
        if math.isclose(value, constant, rel_tol=tolerance):
            return name
    return f"about {value:.4g}"


def _quantities(one: Sample, *, pairs: bool) -> Iterator[tuple[str, float]]:
    """Every quantity of an example with its value, simplest first; of two together only where `pairs` are allowed."""
    base = list(_base(one))
    for form, function in _FORMS:
        for name, value in base:
            with np.errstate(all="ignore"):
                made = function(value)
            if math.isfinite(made) and made not in (0.0, 1.0):
                yield form.format(name), made
    for (a, x), (b, y) in itertools.combinations(base, 2) if pairs else ():
        for form, value in (("{} · {}", x * y), ("1 / ({} · {})", _over(x * y)), ("{} / {}", x * _over(y))):
            if math.isfinite(value) and value:
                yield form.format(a, b), value
        if x and math.isfinite(y / x):
            yield f"{b} / {a}", y / x


def _over(value: float) -> float:
    return 1 / value if value else math.nan


_FORMS = (
    ("{}", lambda v: v),
    ("1 / {}", _over),
    ("-{}", lambda v: -v),
    ("-1 / {}", lambda v: -_over(v)),
    ("1 - {}", lambda v: 1 - v),
    ("1 / (1 - {})", lambda v: _over(1 - v)),
    ("1 + {}", lambda v: 1 + v),
    ("2 · {}", lambda v: 2 * v),
    ("2 / {}", lambda v: 2 * _over(v)),
    ("1 / (2 · {})", lambda v: _over(2 * v)),
    ("{} - 1", lambda v: v - 1),
    ("({0} - 1) / {0}", lambda v: (v - 1) * _over(v)),
    ("{0} / ({0} - 1)", lambda v: v * _over(v - 1)),
    ("{} squared", lambda v: v * v),
    ("the root of {}", lambda v: math.sqrt(v) if v > 0 else math.nan),
    ("the logarithm of {}", lambda v: math.log(v) if v > 0 else math.nan),
    ("-the logarithm of {}", lambda v: -math.log(v) if v > 0 else math.nan),
    ("1 / the root of {}", lambda v: _over(math.sqrt(v)) if v > 0 else math.nan),
)


def _base(one: Sample) -> Iterator[tuple[str, float]]:
    """Lengths and numbers of an example."""
    for name, value in one.numbers.items():
        yield f"`{name}`", value
    dim = one.numbers.get("dim")
    for name, array in one.inputs.items():
        if dim is not None and -array.ndim <= dim < array.ndim:
            yield f"the length of `{name}` along `dim`", float(array.shape[int(dim)])
        for axis, length in enumerate(array.shape):
            yield f"the length of axis {axis} of `{name}`", float(length)
        if array.ndim > 1:
            yield f"the number of entries of `{name}`", float(array.size)
    for axis, length in enumerate(one.truth.shape):
        yield f"the length of axis {axis} of the result", float(length)


__all__ = ["name_of", "plain"]
