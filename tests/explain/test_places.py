"""Which entries of a wrong answer differ, and where in a sequence it begins to."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.explain.patterns.places import place, step, wrong_entries
from grader.explain.patterns.samples import Sample
from tests.explain.factory import example, failing, matrices, rng, wrong

Mask = Callable[[Any], Any]


def samples(mask: Mask, truths: list[Any] | None = None) -> list[Sample]:
    """Samples whose entries are wrong where the mask says so, and right elsewhere."""
    return [wrong(np.where(mask(v), v + 1 + v**2, v), v) for v in truths or matrices()]


def along(axis: int, test: Callable[[Any, int], Any]) -> Mask:
    return lambda v: test(np.indices(v.shape)[axis], v.shape[axis] - 1)


def border(v: Any) -> Any:
    inside = np.zeros(v.shape, dtype=bool)
    inside[1:-1, 1:-1] = True
    return ~inside


LARGE = [rng(k).normal(size=(4 + k, 5)) for k in range(4)]
PLACES: list[tuple[str, Mask]] = [
    ("in the first entry along axis 0", along(0, lambda at, _: at == 0)),
    ("in the last entry along axis 1", along(1, lambda at, last: at == last)),
    ("after the first entry along axis 1", along(1, lambda at, _: at > 0)),
    ("before the last entry along axis 0", along(0, lambda at, last: at < last)),
    ("on the diagonal", lambda v: np.eye(*v.shape) > 0),
    ("off the diagonal", lambda v: np.eye(*v.shape) == 0),
    ("on the border", border),
    ("where it should be negative", lambda v: v < 0),
    ("where it should be positive", lambda v: v > 0),
]


@pytest.mark.parametrize(("says", "mask"), PLACES, ids=[says for says, _ in PLACES])
def test_the_place_of_all_wrong_entries_is_told(says, mask):
    assert place("f", samples(mask, LARGE)) == f"`f` differs exactly {says}; the other entries are right."


@pytest.mark.parametrize(("says", "mask"), PLACES, ids=[says for says, _ in PLACES])
def test_one_wrong_entry_elsewhere_or_one_right_one_there_silences_it(says, mask):
    for differs in (True, False):
        found = samples(mask, LARGE)
        entries = np.argwhere(mask(LARGE[1]) != differs)
        changed = found[1].got.copy()
        at = tuple(entries[0])
        changed[at] = LARGE[1][at] + (5.0 if differs else 0.0)
        assert f"exactly {says}" not in place("f", [found[0], wrong(changed, LARGE[1]), *found[2:]])


def test_the_only_axis_of_vectors_goes_without_saying():
    vectors = [rng(k).normal(size=3 + k) for k in range(4)]
    text = place("f", samples(along(0, lambda at, last: at == last), vectors))
    assert text == "`f` differs exactly in the last entry; the other entries are right."


def test_where_only_some_such_entries_differ_that_is_told():
    text = place("f", samples(lambda v: (v < 0) & (v > -1), LARGE))
    assert text == "`f` differs only where it should be negative, not in every such entry; the other entries are right."


def test_where_nearly_all_entries_are_such_ones_that_says_nothing():
    negative = [-np.abs(one) for one in LARGE]
    for one in negative:
        one[0, 0] = 1.0
    assert "only" not in place("f", samples(lambda v: v < -0.5, negative))


@pytest.mark.parametrize(("name", "compare"), [("negative", np.less), ("positive", np.greater), ("zero", np.equal)])
def test_the_sign_of_an_input_may_be_where(name, compare):
    found = []
    for truth in LARGE:
        x = rng(truth.shape[0]).choice([-1.5, 0.0, 2.0], size=truth.shape)
        found.append(wrong(np.where(compare(x, 0), truth + 3, truth), truth, {"x": x}))
    assert place("f", found) == f"`f` differs exactly where `x` is {name}; the other entries are right."


def test_two_examples_are_too_few_to_say_where():
    found = samples(PLACES[0][1], LARGE)
    assert place("f", found[:3])
    assert not place("f", found[:2])
    whole = [wrong(truth + 1, truth) for truth in LARGE[:1]]
    assert not place("f", found[:2] + whole)


def test_what_is_not_finite_is_wrong():
    assert wrong_entries(wrong([1.0, np.nan, np.inf], [1.0, 2.0, 3.0])).tolist() == [False, True, True]


@given(st.integers(0, 2**32 - 1))
def test_of_entries_chosen_by_chance_no_exact_place_is_told_that_is_none(seed):
    random = rng(seed)
    truths = [random.normal(size=(5, 6)) for _ in range(4)]
    assert place("f", [wrong(np.where(random.random((5, 6)) < 0.5, v, v + 1), v) for v in truths]) == ""


def of_steps(right: list[list[bool]], label: str = "p after step {}") -> list[str]:
    """What is told of the wrong values of steps 1, 2, ... in some examples."""
    random = rng(4)
    examples, answers = [], []
    for row in right:
        truths = {label.format(at): random.normal(size=3) for at in range(1, len(row) + 1)}
        examples.append(example(truths))
        answers.append([v if ok else v + 1 for v, ok in zip(truths.values(), row, strict=True)])
    found = failing(examples, answers)
    return [text for slot in found.slots if (text := step(found, slot))]


def test_the_first_wrong_step_of_a_sequence_is_told():
    assert of_steps([[True, False, False], [True, True, False], [True, False, False]]) == [
        "`p after step 1` is right in every example; `p after step 2` is the first that is not."
    ]


def test_no_first_step_is_told_where_the_first_of_all_is_wrong_or_a_later_one_is_right():
    assert of_steps([[False, False, False], [True, True, False]]) == []
    assert of_steps([[True, False, True], [True, False, False]], "column {} of x") == []


def test_steps_of_other_values_are_no_sequence():
    random = rng(4)
    truths = {"a after step 1": random.normal(size=3), "b after step 2": random.normal(size=3)}
    found = failing([example(truths)], [[truths["a after step 1"], truths["b after step 2"] + 1]])
    assert [step(found, slot) for slot in found.slots] == [""]
