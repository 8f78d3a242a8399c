"""Which entries of a wrong answer differ, and at which step of a sequence it begins to. It holds in every example."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from grader.experiment.expectation import Close
from grader.explain.evidence import Failing, Slot, slot_of
from grader.explain.patterns.relations import inputs
from grader.explain.patterns.samples import Sample
from grader.judge.tolerance import allowance

Mask = NDArray[np.bool_]
OUTSIDE = 0.25  # of all entries
FEWEST = 3  # examples in which some entries are right and some wrong
MOST_AXES = 4
_NUMBER = re.compile(r"\d+")
_SEQUENCE = re.compile(r"(step|epoch|layer|call) \d+|\[\d+\]")


def wrong_entries(one: Sample, device: str = "cpu") -> Mask:
    """The entries that differ by more than is allowed."""
    with np.errstate(all="ignore"):
        difference = np.abs(one.got.astype(np.float64) - one.truth)
        allowed = allowance(one.expectation, one.truth, device) if isinstance(one.expectation, Close) else 0.0
        mask: Mask = ~(difference <= allowed)
    return mask


def place(label: str, samples: Sequence[Sample]) -> str:
    """Where the wrong entries are, as a sentence; otherwise nothing."""
    if any(one.got.shape != one.truth.shape for one in samples):
        return ""
    masks = [wrong_entries(one) for one in samples]
    if sum(bool(mask.any()) and not bool(mask.all()) for mask in masks) < FEWEST:
        return ""
    for text, expected in _patterns(samples):
        found = [expected(one) for one in samples]
        if all(f is not None and np.array_equal(f, mask) for f, mask in zip(found, masks, strict=True)):
            return f"`{label}` differs exactly {text}; the other entries are right."
    for text, expected in _patterns(samples):
        if text in _LOOSE:
            found = [expected(one) for one in samples]
            outside = sum(int((~f).sum()) for f in found if f is not None)
            if outside < OUTSIDE * sum(mask.size for mask in masks):
                continue  # nearly every entry is such a one, and that says nothing
            if all(f is not None and not (mask & ~f).any() for f, mask in zip(found, masks, strict=True)):
                return f"`{label}` differs only {text}, not in every such entry; the other entries are right."
    return ""


_LOOSE = {"where it should be negative", "where it should be positive", "on the diagonal", "off the diagonal"}


Where = Callable[[Sample], Mask | None]
"""The entries of a sample that are in a place; None where it has no such place."""


def _patterns(samples: Sequence[Sample]) -> Iterator[tuple[str, Where]]:
    for axis in range(max((one.truth.ndim for one in samples), default=0)):
        where = "" if all(one.truth.ndim == 1 for one in samples) else f" along axis {axis}"
        for text, test in _ENDS:
            yield f"{text}{where}", _along(axis, test)
    yield "on the diagonal", _diagonal(on=True)
    yield "off the diagonal", _diagonal(on=False)
    yield "on the border", _border
    yield "where it should be negative", lambda one: one.truth < 0
    yield "where it should be positive", lambda one: one.truth > 0
    yield "where it should be zero", lambda one: one.truth == 0
    for name in inputs(samples[0]):
        for text, compare in (("negative", np.less), ("positive", np.greater), ("zero", np.equal)):
            yield f"where `{name}` is {text}", _by_input(name, compare)


At = Callable[[NDArray[np.intp], int], Mask]
_ENDS: tuple[tuple[str, At], ...] = (
    ("in the first entry", lambda at, _: at == 0),
    ("in the last entry", lambda at, last: at == last),
    ("after the first entry", lambda at, _: at > 0),
    ("before the last entry", lambda at, last: at < last),
)


def _along(axis: int, test: At) -> Where:
    def where(one: Sample) -> Mask | None:
        if axis >= one.truth.ndim:
            return None
        length = one.truth.shape[axis]
        at = np.arange(length).reshape([-1 if a == axis else 1 for a in range(one.truth.ndim)])
        return np.broadcast_to(test(at, length - 1), one.truth.shape)

    return where


def _diagonal(*, on: bool) -> Where:
    def where(one: Sample) -> Mask | None:
        if one.truth.ndim != 2:
            return None
        mask: Mask = np.eye(*one.truth.shape) == (1 if on else 0)
        return mask

    return where


def _border(one: Sample) -> Mask | None:
    if one.truth.ndim < 2 or min(one.truth.shape[-2:]) < 3:
        return None
    mask = np.ones(one.truth.shape, dtype=bool)
    mask[..., 1:-1, 1:-1] = False
    return mask


def _by_input(name: str, compare: Callable[..., Mask]) -> Where:
    def where(one: Sample) -> Mask | None:
        value = inputs(one).get(name)
        return compare(value, 0) if value is not None and value.shape == one.truth.shape else None

    return where


def step(failing: Failing, slot: Slot) -> str:
    """Where in a numbered sequence of values the first wrong one is: right after step 1, wrong from step 2 on."""
    if not _SEQUENCE.search(slot.label):
        return ""
    earlier = _siblings(failing, slot)
    if not earlier:
        return ""
    wrong = {other for other in failing.slots if _stem(other.label) == _stem(slot.label)}
    first = min(wrong, key=lambda one: _number(one.label))
    if first != slot or any(_number(label) >= _number(slot.label) for label in earlier):
        return ""
    right = max(earlier, key=_number)
    return f"`{right}` is right in every example; `{slot.label}` is the first that is not."


def _siblings(failing: Failing, slot: Slot) -> list[str]:
    """The labels that differ from the slot's in their last number only, come before it, and are never wrong."""
    labels = {
        slot_of(failing.check, (at, which)).label
        for at, example in enumerate(failing.check.examples)
        for which in range(len(example.expectations))
    }
    wrong = {one.label for one in failing.slots}
    return [
        label for label in labels
        if label not in wrong and _stem(label) == _stem(slot.label) and _number(label) < _number(slot.label)
    ]  # fmt: skip


def _stem(label: str) -> str:
    head, _, tail = _last(label)
    return f"{head}#{tail}"


def _number(label: str) -> int:
    return int(_last(label)[1])


def _last(label: str) -> tuple[str, str, str]:
    found = list(_NUMBER.finditer(label))
    if not found:
        return label, "-1", ""
    last = found[-1]
    return label[: last.start()], last[0], label[last.end() :]


__all__ = ["place", "step", "wrong_entries"]
