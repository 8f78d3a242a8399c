"""Arrays as text: NumPy's brackets, aligned, elided, and wrong entries told apart."""

import numpy as np
import pytest

from grader.report.grids import Window, numbers, place, printed, worst_entry, wrong_entries
from grader.report.record import Grid, ValueReport
from tests.report.factory import compared, grid


def text_of(*grids: Grid, wrong: frozenset[int] = frozenset(), focus: int | None = None) -> list[str]:
    return [
        "\n".join("".join(p.text for p in line) for line in lines) for lines in printed(grids, Window(), wrong, focus)
    ]


@pytest.mark.parametrize("shape", [(5,), (1, 4), (2, 3), (2, 3, 4), (2, 1, 2, 3), (1, 1, 1)])
def test_integers_are_printed_as_numpy_prints_them(shape: tuple[int, ...]):
    array = np.arange(np.prod(shape)).reshape(shape)
    assert text_of(Grid("int64", shape, tuple(array.ravel().tolist()))) == [str(array)]


def test_decimals_are_aligned_and_lose_only_the_zeros_that_all_end_with():
    assert text_of(grid(1, -22.5, 0.25)) == ["[  1.00 -22.50   0.25]"]


def test_wrong_entry_is_marked_by_a_sign_in_the_learners_array_only():
    mine, theirs = text_of(grid(1, 2), grid(1, 3), wrong=frozenset({1}))
    assert (mine, theirs) == ("[1.0  2.0*]", "[1.0 3.0]")


@pytest.mark.parametrize("off", [1e-3, 1e-6, 1e-9, 1e-12, 2.0**-52])
def test_wrong_entry_never_looks_like_the_expected_one(off: float):
    mine, theirs = numbers((grid(1, 1 + off), grid(1, 1)), frozenset({1}))
    assert mine[1] != theirs[1]
    assert float(mine[1]) == pytest.approx(1 + off, abs=off / 2)


def test_tiny_and_huge_numbers_have_an_exponent():
    assert numbers([grid(2e-9, 1e-8)]) == [["2.0e-09", "1.0e-08"]]
    assert numbers([grid(1.5e7)]) == [["1.5e+07"]]


def test_entries_that_are_not_finite_keep_their_names():
    assert text_of(grid("nan", "inf", "-inf", 1.5)) == ["[ nan  inf -inf  1.5]"]


def test_long_axes_keep_their_ends_and_what_is_around_the_worst_entry():
    (text,) = text_of(Grid("int64", (100,), tuple(range(100))), wrong=frozenset({50}), focus=50)
    assert text == "[ 0   1  ... 49  50* 51  ... 98  99 ]"


def test_gap_of_one_entry_is_shown_instead_of_dots():
    (text,) = text_of(Grid("int64", (9,), tuple(range(9))), focus=4)
    assert text == "[0 1 2 3 4 5 6 7 8]"


def test_digits_are_spent_on_entries_that_are_shown():
    far = Grid("float64", (99,), tuple(1.0 + (1e-9 if at == 40 else 0) for at in range(99)))
    (text, _) = text_of(far, Grid("float64", (99,), (1.0,) * 99), wrong=frozenset({40, 98}), focus=98)
    assert text == "[1.0  1.0  ... 1.0  1.0*]"


def test_empty_array_says_its_shape():
    assert text_of(Grid("float64", (0, 3), ())) == ["[] (no entries: the shape is [0, 3])"]


def test_scalar_is_a_bare_number():
    assert text_of(Grid("float64", (), (2.5,)), Grid("float64", (), (3.0,)), wrong=frozenset({0})) == ["2.5*", "3.0"]


def test_arrays_of_different_shapes_are_printed_all_the_same():
    assert text_of(grid(1, 2), grid(1, 2, 3)) == ["[1.0 2.0]", "[1.0 2.0 3.0]"]


def test_place_is_the_index_in_c_order():
    assert [place(at, (2, 3, 4)) for at in (0, 5, 23)] == [(0, 0, 0), (0, 1, 1), (1, 2, 3)]


def test_without_the_judges_list_any_error_counts():
    value = ValueReport("y", right=False, sentence="", got=grid(1, 2), expected=grid(1, 3), error=grid(0, 1))
    assert wrong_entries(value) == {1}


def test_nan_that_is_expected_is_not_an_error():
    value = ValueReport(
        "y", right=False, sentence="", got=grid("nan", 2), expected=grid("nan", 3), error=grid("nan", 1)
    )
    assert wrong_entries(value) == {1}


@pytest.mark.parametrize("kind", ["dtype", "type", "device"])
def test_rounding_is_no_error_where_the_fault_is_another(kind: str):
    value = ValueReport("y", right=False, sentence="", kind=kind, error=grid(1e-8, 1e-8))
    assert wrong_entries(value) == frozenset()


def test_the_judges_list_decides_which_entries_differ():
    value = ValueReport("y", right=False, sentence="", error=grid(1e-17, 1), wrong=(1,))
    assert wrong_entries(value) == {1}


def test_nothing_differs_in_a_right_value():
    assert wrong_entries(ValueReport("y", right=True, sentence="", error=grid(1e-17), wrong=(0,))) == frozenset()


def test_entry_that_is_no_number_is_the_worst():
    value = compared("y", "", grid(9, "nan", 3), grid(1, 2, 3))
    assert worst_entry(value) == 1
