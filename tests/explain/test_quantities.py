"""What a factor could be: named only where it is that quantity in every example, and could be no other by chance."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from grader.explain.patterns.quantities import name_of, plain
from grader.explain.patterns.samples import Sample
from tests.explain.factory import rng, wrong

SIZES = ((2, 3), (5, 7), (11, 4), (6, 13), (8, 9), (3, 17))
RATES = (0.1, 0.37, 0.02, 0.55, 0.83, 0.29)


def samples(dtype: str = "float64") -> list[Sample]:
    """Examples that differ in the lengths of `x` and in the number `lr`."""
    random = rng()
    return [
        wrong(random.normal(size=d), random.normal(size=d), {"x": random.normal(size=(n, d))}, {"lr": lr}, dtype=dtype)
        for (n, d), lr in zip(SIZES, RATES, strict=True)
    ]


N, D = np.array(SIZES, dtype=np.float64).T
LR = np.array(RATES)
QUANTITIES: list[tuple[str, NDArray[np.float64]]] = [
    ("`lr`", LR),
    ("1 / `lr`", 1 / LR),
    ("1 - `lr`", 1 - LR),
    ("1 / (1 - `lr`)", 1 / (1 - LR)),
    ("the length of axis 0 of `x`", N),
    ("1 / the length of axis 0 of `x`", 1 / N),
    ("2 / the length of axis 1 of `x`", 2 / D),
    ("the number of entries of `x`", N * D),
    ("1 / the root of the length of axis 0 of `x`", N**-0.5),
    ("the logarithm of the length of axis 1 of `x`", np.log(D)),
    ("`lr` · the length of axis 0 of `x`", LR * N),
    ("the length of axis 0 of `x` / the length of axis 1 of `x`", N / D),
]


@pytest.mark.parametrize(("name", "factors"), QUANTITIES, ids=[name for name, _ in QUANTITIES])
def test_a_quantity_that_is_the_factor_of_every_example_is_named(name, factors):
    assert name_of(samples(), factors) == name
    for at in range(len(factors)):
        near = [factor * (1 + 1e-4 * (k == at)) for k, factor in enumerate(factors)]
        assert name_of(samples(), near) == ""


def test_two_factors_fit_some_quantity_by_chance_so_none_is_named():
    some = samples()
    assert name_of(some[:3], [2.0, 5.0, 11.0]) == "the length of axis 0 of `x`"
    assert name_of(some[:2], [2.0, 5.0]) == ""
    assert name_of([some[0], *some[:2]], [2.0, 2.0, 5.0]) == ""


def test_pairs_of_quantities_need_more_examples():
    factors = [n * lr for (n, _), lr in zip(SIZES, RATES, strict=True)]
    assert name_of(samples(), factors) != ""
    assert name_of(samples()[:4], factors[:4]) == ""


def test_the_length_along_dim_is_named_so():
    random, found, factors = rng(), [], []
    for shape, dim in zip(((2, 3, 7), (5, 4, 3), (2, 6, 5)), (0, 1, -1), strict=True):
        x = random.normal(size=shape)
        found.append(wrong(x, x, {"x": x}, {"dim": dim}))
        factors.append(1.0 / shape[dim])
    assert name_of(found, factors) == "1 / the length of `x` along `dim`"


def test_float32_is_given_its_digits():
    factors = [float(np.float32(1 / n)) * (1 + 1e-5) for n, _ in SIZES]
    assert name_of(samples("float32"), factors) == "1 / the length of axis 0 of `x`"
    assert name_of(samples(), factors) == ""


PLAIN = [
    (2.0, "2"), (-1 / 3, "-1/3"), (0.5, "1/2"), (11 / 12, "11/12"), (math.log(2), "ln 2"), (1 / math.log(2), "1/ln 2"),
    (2**0.5, "√2"), (math.pi, "π"), (0.3712, "about 0.3712"), (1 / 13, "about 0.07692"), (1e-9, "about 1e-09"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), PLAIN)
def test_a_number_is_written_as_a_person_would(value, text):
    assert plain(value) == text


@given(st.lists(st.floats(0.01, 100), min_size=6, max_size=6))
def test_a_name_is_what_the_factors_are(factors):
    name = name_of(samples(), factors)
    if name and "`" not in name and "the " not in name:  # a number, so it is the same in every example
        assert max(factors) - min(factors) <= 1e-5 * max(factors)


@given(st.integers(0, 2**32 - 1))
def test_factors_drawn_by_chance_are_no_quantity(seed):
    assert name_of(samples(), list(rng(seed).uniform(0.01, 50, size=6))) == ""
