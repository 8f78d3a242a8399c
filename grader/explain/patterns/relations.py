"""What an answer is instead of the right one. Every relation is tried on all wrong answers, and holds in each of them.

`forms` has those of shapes and orders; here are those of values: a multiple, a sign, a function of the right answer, an
input, something added, digits that are missing.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from grader.explain.patterns.compare import Test, exactness, in_all, ratio, same, same_shape
from grader.explain.patterns.forms import order, shape
from grader.explain.patterns.quantities import name_of
from grader.explain.patterns.samples import Floats, Sample, other_truths

FEWEST_SAMPLES = 3  # for what could be a coincidence of one example
FEWEST_ENTRIES = 3  # entries that a relation must account for, so that it is none by chance
MANY_ENTRIES = 12
NEARLY, SINGLE = 5e-3, 3e-6  # the largest error, of the largest entry, of an approximation and of float32
NOTHING: Floats = np.zeros(0)

Change = Callable[[Floats], Floats]
Relation = Callable[[str, Sequence[Sample]], str]
"""The sentence where the relation holds in all samples, of which it is given at least one; otherwise nothing."""


def relation(label: str, samples: Sequence[Sample]) -> str:
    """The first relation that holds in all of the samples, as a sentence; otherwise nothing."""
    if sum(one.truth.size for one in samples) < FEWEST_ENTRIES:
        return ""
    if in_all(samples, lambda one: one.got_dtype == one.dtype and same(one, one.got, one.truth)):
        return ""  # the value is right, and something before it is not
    with np.errstate(all="ignore"):  # what a learner returned may be infinite, and so may the truth
        for tried in RELATIONS if _is_varied(samples) else PLAIN:
            sentence = tried(label, samples)
            if sentence:
                return sentence
    return ""


def _is_varied(samples: Sequence[Sample]) -> bool:
    """Whether what should have come has so many values that equality with something else is none by chance."""
    values = np.concatenate([np.abs(one.truth).ravel() for one in samples])
    return len(np.unique(np.round(values[np.isfinite(values)], 12))) >= FEWEST_ENTRIES


def _dtype(label: str, samples: Sequence[Sample]) -> str:
    """Right in another dtype."""
    kinds = {(one.got_dtype, one.dtype) for one in samples}
    if len(kinds) != 1 or not in_all(samples, lambda one: same(one, one.got, one.truth)):
        return ""
    got, wanted = kinds.pop()
    if got == wanted or "list" in (got, wanted):
        return ""
    return f"The values of `{label}` are right; only the dtype is {got}, where {wanted} is asked for."


def _zeros(label: str, samples: Sequence[Sample]) -> str:
    if in_all(samples, lambda one: bool(one.truth.any()) and not one.got.any() and one.got.size > 0):
        return f"`{label}` is zero everywhere."
    return ""


def _scale(label: str, samples: Sequence[Sample]) -> str:
    """One constant for each example."""
    if not same_shape(samples):
        return ""
    factors: list[float] = []
    for one in samples:
        factor = ratio(one.got.astype(np.float64), one.truth)
        if factor is None or not same(one, one.got, factor * one.truth):
            return ""
        factors.append(factor)
    if all(abs(factor + 1) < exactness(one) for one, factor in zip(samples, factors, strict=True)):
        return f"`{label}` has the right size and the opposite sign."
    name = name_of(samples, factors)
    if name == "1":  # right but for the last digits
        return ""
    if (not name or name.startswith("about")) and any(np.count_nonzero(one.truth) < 2 for one in samples):
        return ""  # any number is a multiple of another one
    sign = "right" if min(factors) > 0 else "opposite" if max(factors) < 0 else ""
    tail = f" The direction is {sign}." if sign else ""
    if name:
        exactly = "" if name.startswith("about") else "exactly "
        return f"`{label}` is {exactly}{name} times what it should be.{tail}"
    span = f"{min(factors):.3g} to {max(factors):.3g}"
    return f"`{label}` is a multiple of what it should be, by one factor in each case, {span}.{tail}"


def inputs(one: Sample) -> dict[str, Floats]:
    """The floating arrays that a value may depend on."""
    return {name: value for name, value in one.inputs.items() if value.dtype.kind == "f"}


def _is_another(label: str, samples: Sequence[Sample]) -> str:
    """An input, or another value of the example."""
    for kind, found in (("the input", inputs), ("what should be", other_truths)):
        for name in found(samples[0]):
            for form, change in _CHANGES:
                if in_all(samples, _equals(found, name, change)):
                    return f"`{label}` is {form.format(f'{kind} `{name}`')}."
    return ""


_CHANGES: tuple[tuple[str, Change], ...] = (
    ("{}", lambda v: v),
    ("{}, with the opposite sign", lambda v: -v),
    ("the transpose of {}", lambda v: v.T if v.ndim > 1 else NOTHING),
    ("{} summed over axis 0", lambda v: np.asarray(v.sum(axis=0)) if v.ndim > 1 else NOTHING),
    ("{} averaged over axis 0", lambda v: np.asarray(v.mean(axis=0)) if v.ndim > 1 else NOTHING),
)


def _equals(found: Callable[[Sample], dict[str, Floats]], name: str, change: Change) -> Test:
    def holds(one: Sample) -> bool:
        value = found(one).get(name)
        if value is None or not value.size or not one.got.size:
            return False
        return same(one, one.got, change(value.astype(np.float64)))

    return holds


def _pointwise(label: str, samples: Sequence[Sample]) -> str:
    """A function of the right answer, entry by entry."""
    if not same_shape(samples):
        return ""
    return next(
        (text.format(label=f"`{label}`") for text, change in _FUNCTIONS if in_all(samples, _becomes(change))), ""
    )


def _becomes(change: Change) -> Test:
    def holds(one: Sample) -> bool:
        return same(one, one.got, change(one.truth)) and not same(one, one.got, one.truth)

    return holds


_FUNCTIONS: tuple[tuple[str, Change], ...] = (
    ("{label} is the absolute value of what it should be.", np.abs),
    ("The negative entries of {label} are zero; the others are right.", lambda v: np.maximum(v, 0)),
    ("The positive entries of {label} are zero; the others are right.", lambda v: np.minimum(v, 0)),
    ("{label} is the square of what it should be.", np.square),
    ("{label} is the root of what it should be.", np.sqrt),
    ("{label} is the exponential of what it should be.", np.exp),
    ("{label} is the logarithm of what it should be.", np.log),
    ("{label} is one over what it should be.", lambda v: 1 / v),
    ("{label} is one minus what it should be.", lambda v: 1 - v),
    ("{label} is what it should be, rounded to whole numbers.", np.round),
    ("{label} is what it should be, cut to whole numbers.", np.trunc),
    ("{label} is the sign of what it should be.", np.sign),
    ("{label} is what it should be, clipped to the range from -1 to 1.", lambda v: np.clip(v, -1, 1)),
    ("{label} is the running sum of what it should be.", lambda v: np.cumsum(v, axis=-1) if v.ndim else v),
)


def _added(label: str, samples: Sequence[Sample]) -> str:
    """The right answer with an input, or another value, added to it or left out of it."""
    if not same_shape(samples) or len(samples) < FEWEST_SAMPLES or any(one.got_dtype == "bool" for one in samples):
        return ""
    for name in inputs(samples[0]):
        factors = _factors(_multiple(one, inputs(one).get(name)) for one in samples)
        told = name_of(samples, factors) if factors else ""
        if told == "-1":
            return f"What `{label}` lacks is exactly `{name}`: added to it, all is right."
        if told and not told.startswith("about"):
            times = "" if told == "1" else f"{told} times "
            return f"`{label}` is the right value plus {times}`{name}`, which does not belong there."
    for name in other_truths(samples[0]):
        factors = _factors(_multiple(one, other_truths(one).get(name)) for one in samples)
        if factors and all(abs(factor - 1) < exactness(one) for one, factor in zip(samples, factors, strict=True)):
            return f"`{label}` is the right value plus what `{name}` should be."
    return ""


def _shifted(label: str, samples: Sequence[Sample]) -> str:
    """The right answer with one number added to every entry."""
    if not same_shape(samples) or len(samples) < FEWEST_SAMPLES or min(one.got.size for one in samples) < 2:
        return ""
    shifts = _factors(_constant(one) for one in samples)
    if not shifts:
        return ""
    told = name_of(samples, shifts)
    if not told:
        return f"All entries of `{label}` are wrong by one and the same number in each case."
    much = "small" if told.startswith("-") else "large"
    return f"Every entry of `{label}` is too {much} by {told.removeprefix('-')}."


def _factors(found: Iterable[float | None]) -> list[float]:
    """All of them; none if one is missing."""
    factors = list(found)
    return [one for one in factors if one is not None] if None not in factors else []


def _rounding(one: Sample) -> float:
    """How large a difference of nothing may be."""
    return max(float(np.abs(one.truth).max(initial=0.0)) * exactness(one), 1e-12)


def _multiple(one: Sample, value: Floats | None) -> float | None:
    """The factor by which the difference is a multiple of an input, which may be broadcast."""
    if value is None or not value.size or value.ndim > one.truth.ndim:
        return None
    difference = one.got.astype(np.float64) - one.truth
    try:
        value = np.broadcast_to(value.astype(np.float64), difference.shape)
    except ValueError:
        return None
    factor = ratio(difference, value)
    if factor is None or float(np.abs(difference).max()) < 10 * _rounding(one):
        return None
    return factor if float(np.abs(difference - factor * value).max()) <= _rounding(one) else None


def _constant(one: Sample) -> float | None:
    difference = one.got.astype(np.float64) - one.truth
    if not difference.size or not np.isfinite(difference).all():
        return None
    middle = float(np.median(difference))
    if abs(middle) < 100 * _rounding(one) or float(np.abs(difference - middle).max()) > _rounding(one):
        return None
    return middle


def _per_axis(label: str, samples: Sequence[Sample]) -> str:
    """A factor of its own for each index of one axis, as a forgotten or doubled vector leaves it."""
    if not same_shape(samples):
        return ""
    for name in inputs(samples[0]):
        if in_all(samples, _times(name, lambda v: v)):
            return f"`{label}` is what it should be, multiplied by `{name}` entry by entry."
        if in_all(samples, _times(name, lambda v: 1 / v)):
            return f"`{label}` is what it should be, divided by `{name}` entry by entry."
    return ""


def _times(name: str, change: Change) -> Test:
    def holds(one: Sample) -> bool:
        value = inputs(one).get(name)
        if value is None or not value.size or value.ndim > one.truth.ndim or not one.truth.any():
            return False
        try:
            factor = np.broadcast_to(change(value.astype(np.float64)), one.truth.shape)
        except ValueError:
            return False
        return bool(np.isfinite(factor).all()) and same(one, one.got, factor * one.truth)

    return holds


def _precision(label: str, samples: Sequence[Sample]) -> str:
    """Nearly right: an approximation, or less precise numbers on the way."""
    if not same_shape(samples) or any(one.got_dtype != one.dtype for one in samples):
        return ""
    worst = max(_error(one) for one in samples)
    if not 0 < worst <= NEARLY:
        return ""
    single = worst <= SINGLE and all(one.dtype == "float64" for one in samples)
    why = ", as if computed in float32" if single else ": it looks like an approximation, or like rounding"
    return f"`{label}` is right to {int(-np.log10(worst))} digits only{why}."


def _error(one: Sample) -> float:
    """The largest difference, of the largest entry."""
    largest = float(np.abs(one.truth).max(initial=0.0))
    error = float(np.abs(one.got.astype(np.float64) - one.truth).max(initial=0.0))
    return error / largest if largest and np.isfinite(error) else np.inf


def _size(label: str, samples: Sequence[Sample]) -> str:
    """Every entry too small, or too large, with the right sign; or none with it."""
    if not same_shape(samples) or len(samples) < FEWEST_SAMPLES:
        return ""
    shares = []
    for one in samples:
        counts = np.abs(one.truth) > _rounding(one)  # what should be nothing has no share
        shares.append((one.got.astype(np.float64)[counts] / one.truth[counts]).ravel())
    factors = np.concatenate(shares)
    if factors.size < MANY_ENTRIES or not np.isfinite(factors).all():
        return ""
    low, high = float(factors.min()), float(factors.max())
    rounding = max(map(exactness, samples))
    span = f"{_between(low, high)} times what it should be"
    if low > 0 and high < 1 - rounding:
        return f"Every entry of `{label}` has the right sign and is too small, {span}."
    if low > 1 + rounding:
        return f"Every entry of `{label}` has the right sign and is too large, {span}."
    return f"Every entry of `{label}` has the wrong sign." if high < 0 else ""


def _between(low: float, high: float) -> str:
    """Two factors with as many digits as tell them from each other and from 1, if possible."""
    for digits in range(2, 9):
        texts = f"{low:.{digits}g}", f"{high:.{digits}g}"
        if len({*texts, "1"}) == 3:
            break
    return " to ".join(texts)


PLAIN: tuple[Relation, ...] = (_dtype, _zeros, shape, _scale)
RELATIONS: tuple[Relation, ...] = (
    _dtype, _zeros, shape, _is_another, _scale, order, _pointwise, _added, _shifted, _per_axis, _precision, _size,
)  # fmt: skip


__all__ = ["RELATIONS", "inputs", "relation"]
