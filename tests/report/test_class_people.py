"""Who is shown as whom, and what is left of names in texts."""

import pytest

from grader.learners import Learner
from grader.report.classroom.people import anonymous, named
from tests.report.class_factory import HOSTILE, learners
from tests.report.factory import hidden_failure, report

ADA = Learner("s1234567", "Ada Lovelace", "ada.l@campus.invalid", {"canvas": "471100"})


def masked(text: str, *others: Learner) -> str:
    return anonymous([ADA, *others], "salt")[1].text(text)


def test_names_stay_without_a_mask():
    people, mask = named([ADA])
    assert (people[ADA.id].label, people[ADA.id].slug) == ("Ada Lovelace", "s1234567")
    assert mask.text("Ada Lovelace") == "Ada Lovelace"


def test_somebody_without_a_name_is_called_by_the_id():
    people, _ = named(HOSTILE)
    assert people["empty"].label == "empty"
    assert people[""].label == "without a name"


def test_numbers_follow_the_salt_and_not_the_class():
    class_ = learners(300)
    one, other = (anonymous(class_, salt)[0] for salt in ("one", "other"))
    assert sorted(person.label for person in one.values()) == [f"Learner {at:03}" for at in range(1, 301)]
    assert [one[learner.id].label for learner in class_] != [other[learner.id].label for learner in class_]
    assert anonymous(class_[::-1], "one")[0] == one
    assert [person.label for person in one.values()] == sorted(person.label for person in one.values())


def test_numbers_are_wide_enough_for_a_large_class():
    people = anonymous(learners(1_200), "salt")[0]
    assert {len(person.slug) for person in people.values()} == {len("learner-0001")}


@pytest.mark.parametrize(
    "text",
    ["Ada Lovelace", "ada_lovelace.zip", "lovelaceada_471100", "LOVELACE, Ada", "s1234567", "ada.l@campus.invalid"],
)
def test_every_way_to_write_a_name_is_replaced(text: str):
    left = masked(f"Not `{text}` again").lower()
    assert not any(part in left for part in ("ada", "lovelace", "471100", "1234567", "campus"))
    assert left.startswith("not `learner 001")


def test_a_name_that_is_decomposed_is_the_same_name():
    bjork = Learner("b", "Bj\u00f6rk Gu\u00f0mundsd\u00f3ttir")
    assert masked("Bjo\u0308rk Gu\u00f0mundsdo\u0301ttir", bjork) in {"Learner 001", "Learner 002"}


@pytest.mark.parametrize("text", ["s12345678", "Adam Lovelace", "`forward` returned 471,100 entries."])
def test_other_words_stay(text: str):
    assert masked(text) == text


def test_short_identifiers_do_not_eat_numbers():
    text = "17 of 20 entries differ"
    assert masked(text, Learner("17"), Learner("of")) == text


def test_short_identifiers_are_replaced_in_the_path_that_a_reason_names():
    people, mask = anonymous([Learner("17")], "salt")
    why = "`17/work.zip` holds 17 files."
    assert mask.reason(why, "17", people["17"]) == "`Learner 001/work.zip` holds 17 files."


def test_a_masked_report_has_no_path_and_no_name():
    check = hidden_failure()
    one = report(check, submission="class/s1234567/x.py", repeat="dlgrade check class/s1234567/x.py",
                 stdout="by Ada Lovelace", notes=("`lovelace_ada.ipynb` was read.",))  # fmt: skip
    people, mask = anonymous([ADA], "salt")
    shown = mask.report(one, people[ADA.id])
    assert (shown.submission, shown.repeat, shown.checks[0].repeat) == ("Learner 001", "", "")
    assert (shown.stdout, shown.notes) == ("by Learner 001", ("`Learner 001.ipynb` was read.",))
    assert shown.checks[0].case == check.case
