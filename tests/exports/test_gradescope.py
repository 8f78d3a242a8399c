"""The results.json of a report: what Gradescope shows is what the report says, and a fault is never a number."""

import json
import re
from math import nan
from typing import Any

import pytest

from grader.exports import gradescope
from tests.exports.factory import entry
from tests.report.factory import SAMPLES, all_passed, faulty, mixed, report

TOP = {
    "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility",
    "stdout_visibility", "extra_data", "tests", "leaderboard",
}  # fmt: skip
TEST = {
    "score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility",
    "extra_data",
}  # fmt: skip
FORMATS = {"text", "simple_format", "html", "md", "ansi"}
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}


def loaded(text: str) -> Any:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("name", SAMPLES)
def test_results_keep_to_what_gradescope_reads(name: str):
    results = loaded(gradescope.results(SAMPLES[name]()))
    assert results.keys() <= TOP
    assert {results["output_format"], results["test_output_format"]} <= FORMATS
    assert (results["visibility"], results["stdout_visibility"]) == ("visible", "hidden")
    for test in results["tests"]:
        assert test.keys() <= TEST
        assert test["visibility"] in VISIBILITIES
        assert test.get("status") in {"passed", "failed", None}
        assert isinstance(test["output"], str)
        assert all(isinstance(tag, str) for tag in test["tags"])


def test_points_of_each_check_are_the_tests_of_the_results():
    results = loaded(gradescope.results(mixed()))
    assert results["score"] == mixed().score
    assert [test["score"] for test in results["tests"]] == [check.points for check in mixed().checks]
    assert [test["max_score"] for test in results["tests"]] == [check.max_points for check in mixed().checks]
    assert [test["number"] for test in results["tests"]][:2] == ["1.1", "1.2"]
    passed = [test["name"].partition(":")[0] for test in results["tests"] if test["status"] == "passed"]
    assert passed == ["forward", "untouched"]


def test_score_of_the_book_is_the_score_after_lateness_and_adjustments():
    late = entry("b2", score=12.5, raw=14.0, penalty=2.0, adjusted=0.5, days_late=2)
    results = loaded(gradescope.results(mixed(), late))
    assert results["score"] == 12.5
    assert "12.5 of 20 points (14 for the work, 2 off for lateness, 0.5 from adjustments)" in results["output"]


@pytest.mark.parametrize(
    "text",
    [
        gradescope.results(faulty()),
        gradescope.results(all_passed(), entry("a1", score=None)),
        gradescope.results(all_passed(), entry("a1", score=nan)),
    ],
)
def test_what_is_not_graded_has_no_number_anywhere(text: str):
    """Gradescope asks for a score at the top or at every test: with neither it shows the run as failed."""
    results = loaded(text)
    assert "score" not in results
    assert results["tests"]
    assert all("score" not in test for test in results["tests"])


def test_check_that_could_not_be_judged_is_neither_passed_nor_failed():
    (test,) = loaded(gradescope.results(faulty()))["tests"]
    assert "status" not in test
    assert test["tags"][0] == "fault"


def test_what_a_learner_printed_is_there_and_cannot_be_obeyed():
    results = loaded(gradescope.results(report(stdout="\x1b[2Jhello\n\u202eabc\ud800" + "x" * 90_000)))
    assert "\\x1b[2Jhello\n\\u202eabc\ufffd" in results["output"]
    assert results["output"].endswith("(The rest is left out.)")
    assert len(results["output"]) < 30_000


def test_hostile_report_holds_no_control_and_no_lone_surrogate():
    text = gradescope.results(SAMPLES["hostile"]())
    assert text.encode()
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text) is None
    assert not any(re.search(r"[\x00-\x08\x0b-\x1f]", str(value)) for value in loaded(text)["tests"])


def test_failed_check_says_what_its_smallest_case_was():
    results = loaded(gradescope.results(mixed()))
    backward = next(test for test in results["tests"] if test["name"].startswith("backward"))
    assert "layer.backward(grad_output: float32[2, 1])" in backward["output"]
    assert "`grad_gamma` is exactly 2 times what PyTorch gives" in backward["output"]
    assert "Hint: " in backward["output"]
