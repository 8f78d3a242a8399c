"""The picture of an error: levels, panels, legend and words."""

import pytest

from grader.report.heat import FOLD, LEVELS, NOT_A_NUMBER, PANELS, RIGHT, HeatMap, heat_map
from grader.report.record import Grid, ValueReport
from tests.report.factory import compared, grid


def value(*errors: float | str, shape: tuple[int, ...] | None = None) -> ValueReport:
    error = grid(*errors, shape=shape)
    wrong = tuple(at for at, entry in enumerate(error.entries) if entry != 0)
    return ValueReport("y", right=False, sentence="", got=error, error=error, wrong=wrong)


def picture(*errors: float | str, shape: tuple[int, ...] | None = None) -> HeatMap:
    drawn = heat_map(value(*errors, shape=shape))
    assert drawn is not None
    return drawn


def levels(drawn: HeatMap) -> list[int]:
    return [square.level for panel in drawn.panels for square in panel.squares]


def test_levels_follow_the_logarithm_of_the_error():
    assert levels(picture(0, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1)) == [RIGHT, 1, 1, 2, 3, 4, LEVELS]


def test_error_that_is_no_number_has_a_level_of_its_own():
    assert levels(picture(0, "nan", "inf", 0.5)) == [RIGHT, NOT_A_NUMBER, NOT_A_NUMBER, LEVELS]


def test_equal_errors_share_one_level():
    drawn = picture(0, 0.5, 0.5)
    assert levels(drawn) == [RIGHT, LEVELS, LEVELS]
    assert drawn.legend == ((RIGHT, "right"), (LEVELS, "off by 0.5"))


def test_every_level_that_is_drawn_is_in_the_legend():
    drawn = picture(0, 1e-9, 3e-4, "nan", 2.0, 1e-6)
    assert set(levels(drawn)) <= {level for level, _ in drawn.legend}
    assert drawn.legend[-2:] == ((LEVELS, "up to 2"), (NOT_A_NUMBER, "not finite"))


def test_squares_stand_where_the_entries_do():
    (panel,) = picture(*range(6), shape=(2, 3)).panels
    assert [(square.row, square.column) for square in panel.squares] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert panel.squares[5].text == "[1, 2]: off by 5"


def test_three_axes_give_a_panel_for_each_matrix():
    drawn = picture(*range(24), shape=(2, 3, 4))
    assert [panel.label for panel in drawn.panels] == ["[0, :, :]", "[1, :, :]"]
    assert "rows are axis 1, columns axis 2" in drawn.reading


def test_of_many_matrices_those_with_a_wrong_entry_are_drawn():
    drawn = picture(*(1.0 if at == 77 else 0.0 for at in range(100)), shape=(100, 1, 1))
    assert [panel.label for panel in drawn.panels] == ["[77, :, :]"]
    assert "Of 100 matrices, 1 with" in drawn.reading


def test_no_more_matrices_are_drawn_than_a_reader_can_take_in():
    assert len(picture(*[1.0] * 100, shape=(100, 1, 1)).panels) == PANELS


def test_long_vector_goes_on_in_the_next_row():
    (panel,) = picture(*[1.0] * (FOLD + 1)).panels
    assert (panel.rows, panel.columns, panel.row_labels) == (2, FOLD, ((0, "0"), (1, str(FOLD))))


def test_words_say_how_many_and_where():
    drawn = heat_map(compared("grad_x", "", grid(1, 2, 3.5, 4, shape=(2, 2)), grid(1, 2, 3, 4, shape=(2, 2))))
    assert drawn is not None
    assert drawn.alternative == (
        "Where grad_x (float64[2, 2]) differs: in 1 of 4 entries, the largest by 0.5, at [1, 0]."
    )


@pytest.mark.parametrize(
    "nothing",
    [
        ValueReport("y", right=False, sentence=""),
        ValueReport("y", right=True, sentence="", error=grid(1.0)),
        ValueReport("y", right=False, sentence="", error=Grid("float64", (), (1.0,))),
        ValueReport("y", right=False, sentence="", kind="dtype", error=grid(1e-8)),
        ValueReport("y", right=False, sentence="", error=Grid("float64", (0,), ())),
    ],
    ids=["no error", "right", "a number", "another fault", "no entries"],
)
def test_nothing_is_drawn_where_there_is_no_array_of_errors(nothing: ValueReport):
    assert heat_map(nothing) is None
