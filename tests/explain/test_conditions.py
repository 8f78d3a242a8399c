"""Which examples a check fails in: told only where so many of them cannot fall apart like that by chance."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from grader.experiment.program import Call
from grader.explain.evidence import Failing
from grader.explain.patterns.conditions import condition
from tests.explain.factory import example, failing, only_slot, rng

Case = tuple[Any, dict[str, float]]


def check(cases: Sequence[Case], fails: Sequence[bool], layouts: Sequence[str] = ()) -> Failing:
    """A check that hands `x` and numbers over, and which of its examples fail."""
    examples, answers = [], []
    for at, ((x, numbers), bad) in enumerate(zip(cases, fails, strict=True)):
        one = example({"f": np.ones(2)}, {"x": x}, numbers)
        if layouts:
            call = one.program.steps[1]
            assert isinstance(call, Call)
            given = tuple(structs.replace(value, layout=layouts[at]) for value in call.args)  # type: ignore[type-var]
            steps = (one.program.steps[0], structs.replace(call, args=given))
            one = structs.replace(one, program=structs.replace(one.program, steps=steps))
        examples.append(one)
        answers.append([np.full(2, 2.0 if bad else 1.0)])
    return failing(examples, answers)


def told(*args: Any) -> str:
    found = check(*args)
    return condition(found, only_slot(found))


def varied(count: int = 30) -> list[Case]:
    """Cases of many shapes, with numbers."""
    random = rng(7)
    return [(random.normal(size=(1 + k % 5, 1 + k // 5)), {"dim": (k % 4) - 2, "gap": k / 10}) for k in range(count)]


FEATURES = [
    ("where axis 0 of `x` has length 1", lambda x, _: x.shape[0] == 1),
    ("where axis 1 of `x` is longer than 3", lambda x, _: x.shape[1] > 3),
    ("where `dim` is the last axis", lambda _, n: n["dim"] % 2 == 1),
    ("where `dim` is negative", lambda _, n: n["dim"] < 0),
    ("where `x` has an axis of length 1", lambda x, _: 1 in x.shape),
]


@pytest.mark.parametrize(("says", "fails"), FEATURES, ids=[says for says, _ in FEATURES])
def test_what_all_failing_examples_have_and_no_other_is_told(says, fails):
    cases = varied()
    bad = [bool(fails(*case)) for case in cases]
    assert told(cases, bad) == (
        f"`f` is wrong {says}, in all {sum(bad)} such examples, and right in the {len(bad) - sum(bad)} others."
    )


@pytest.mark.parametrize(("says", "fails"), FEATURES, ids=[says for says, _ in FEATURES])
def test_one_example_on_the_other_side_silences_it(says, fails):
    cases = varied()
    bad = [bool(fails(*case)) for case in cases]
    for at in (bad.index(True), bad.index(False)):
        changed = [one != (k == at) for k, one in enumerate(bad)]
        assert says not in told(cases, changed)


def test_few_examples_fall_apart_by_chance_so_nothing_is_said():
    cases = varied()
    assert told(cases[:8], [x.shape[0] == 1 for x, _ in cases[:8]]) == ""
    same = [cases[0]] * 15 + [cases[1]] * 15  # examples that are all alike are one
    assert told(same, [True] * 15 + [False] * 15) == ""


def entries(change: Any, count: int = 30) -> list[Case]:
    """Cases of many shapes in which only the entries of every other one are special."""
    random = rng(3)
    found = []
    for k in range(count):
        x = np.abs(random.normal(size=(3 + k % 5, 2 + k // 10))) + 0.5
        found.append((change(x) if k % 2 else x, {"k": float(k)}))
    return found


VALUES = [
    ("where `x` has a negative entry", lambda x: np.where(np.arange(x.size).reshape(x.shape) == 1, -x, x)),
    ("where `x` has an entry that is zero", lambda x: np.where(np.arange(x.size).reshape(x.shape) == 1, 0 * x, x)),
    ("where `x` has equal entries", lambda x: np.where(np.arange(x.size).reshape(x.shape) < 2, x.max(), x)),
    ("where `x` has entries of", lambda x: 1000 * x),
    ("where `x` has no entry above", lambda x: x / 1000),
]


@pytest.mark.parametrize(("says", "change"), VALUES, ids=[says for says, _ in VALUES])
def test_what_is_special_about_the_entries_is_told(says, change):
    cases = entries(change)
    bad = [k % 2 == 1 for k in range(30)]
    assert says in told(cases, bad)
    assert says not in told(cases, [*bad[:-2], bad[-1], bad[-2]])


@pytest.mark.parametrize("layout", ["readonly", "strided", "transposed"])
def test_how_an_array_arrives_may_be_what_matters(layout):
    layouts = [layout if k % 3 == 0 else "contiguous" for k in range(30)]
    bad = [one == layout for one in layouts]
    assert "where an array arrives" in told(varied(), bad, layouts)
    assert "arrives" not in told(varied(), [not bad[0], *bad[1:]], layouts)


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_of_failures_by_chance_nothing_is_said(seed):
    bad = (rng(seed).random(30) < 0.5).tolist()
    if any(bad):
        text = told(varied(), bad)
        names = [says for says, fails in FEATURES if [bool(fails(*case)) for case in varied()] == bad]
        assert text == "" or names
