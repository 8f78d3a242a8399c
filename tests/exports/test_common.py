"""What the exporters share: numbers in cells, names that may be one person's, and the record of a filled sheet."""

from math import inf, nan

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.common import ExportError, Filled, called, differ, known, listed, named, number, parsed
from tests.exports.factory import SOFTMAX, entry, learner, small, view


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (nan, ""), (inf, ""), (0.0, "0"), (-0.0, "0"), (100.0, "100"), (1 / 3, "0.333333"), (-1.5, "-1.5")],
)
def test_number_is_written_plainly_and_what_is_none_is_empty(value: float | None, text: str):
    assert number(value) == text


@given(st.floats(0, 1e6), st.sampled_from(".,"))
def test_number_that_was_written_is_read_again(value: float, sign: str):
    read = parsed(f" {number(value).replace('.', sign)} ")
    assert read is not None
    assert abs(read - value) <= 1e-6


@pytest.mark.parametrize("text", ["", "-", "abc", "1.000,00", "1e3", "-5", "\u0661\u0662", "nan", "inf", "1_0"])
def test_text_that_is_no_plain_number_is_not_read_as_one(text: str):
    assert parsed(text) is None


@pytest.mark.parametrize("score", [None, nan, inf])
def test_score_that_is_no_number_is_not_known(score: float | None):
    assert known(entry("a1", score=score)) is None
    assert known(None) is None


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("Ek, Anna", "Anna Ek", False),
        ("Anna Maria Ek", "anna EK", False),
        ("Anna Ek", "Anna Berg", True),
        ("Anna Ek", "", False),
        ("\u738b\u5c0f\u660e", "\u738b\u5c0f\u7ea2", True),
        ("\uff21nna", "Anna", False),
    ],
)
def test_two_names_differ_where_each_has_a_word_of_its_own(one: str, other: str, sure: bool):
    assert differ(one, other) is sure
    assert differ(other, one) is sure


def test_long_list_of_names_is_counted():
    assert named(["a", "b"]) == "a, b"
    assert named([str(at) for at in range(13)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and 3 more"


def test_name_in_a_note_can_give_no_order():
    assert called(learner("a1", "::error::\x1b[2J")) == "\\x3a:error::\\x1b[2J (a1)"
    assert called(learner("a1")) == called(learner("a1", "a1")) == "a1"


def test_exercise_that_is_not_in_the_book_is_refused_with_what_to_do():
    assert listed(small(), SOFTMAX.id) == SOFTMAX
    with pytest.raises(ExportError, match="it is empty, so grade one first"):
        listed(view((), (), ()), "exercise07")


def test_filled_sheet_survives_a_round_trip_through_json():
    filled = Filled(b"\xef\xbb\xbfa,b\r\n", 2, ("A note.",))
    assert msgspec.json.decode(msgspec.json.encode(filled), type=Filled) == filled
