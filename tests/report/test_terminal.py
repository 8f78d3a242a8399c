"""The report in a terminal: what is shown, at any width, with and without colour or Unicode."""

import re
import subprocess
import sys
import unicodedata

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from grader.judge.verdict import WORST_FIRST, Verdict
from grader.report import terminal
from grader.report.record import Report
from grader.report.words import SIGNS
from tests.report.factory import (
    CHECK,
    SAMPLES,
    all_passed,
    blocked_check,
    faulty,
    hidden_failure,
    hostile,
    mixed,
    passed_check,
    public_failure,
    report,
)

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def plain(sample: Report, width: int = 80, *, verbose: bool = False) -> str:
    return terminal.render(sample, width=width, color=False, verbose=verbose)


def test_first_lines_say_exercise_score_and_verdict():
    first, second, *_ = plain(mixed()).splitlines()
    assert first == "Batch normalisation · exercise15"
    assert second == "✗ 3.5 of 17 points · failed"


def test_every_check_has_a_line_with_mark_points_and_claim():
    lines = plain(all_passed(), width=100).splitlines()
    assert "✓ 4.5/4.5  The gradients of input, gamma and beta agree with PyTorch's. (backward)" in lines


def test_failure_shows_sentence_case_values_hint_and_command():
    shown = plain(report(hidden_failure()), width=120)
    order = [
        "`grad_gamma` is not what it should be.",
        "The smallest failing case (37 of 50 examples fail)",
        "layer.backward(grad_output: float32[2, 1])",
        "✓ forward: right",
        "✗ `grad_gamma` is exactly 2 times what PyTorch gives",
        "Hint: Write the shapes",
        "Again: dlgrade check exercise15 --only backward",
    ]
    places = [shown.index(text) for text in order]
    assert places == sorted(places)


def test_what_went_wrong_stands_above_the_numbers_with_its_hint_and_how_it_was_concluded():
    shown = plain(mixed())
    order = [
        "What went wrong: `grad_gamma` is summed over the batch twice.",
        "Hint: Write the shapes",
        "The reference solution with this mistake answers as your code does",
        "`grad_gamma` is not what it should be.",
    ]
    places = [" ".join(shown.split()).index(text) for text in order]
    assert places == sorted(places)
    assert shown.count("Hint: Write the shapes") == 1, "the mistake's own hint takes the place of the check's"


def test_failure_that_follows_is_one_line_unless_more_is_asked_for():
    shown = plain(mixed())
    assert "Follows from backward, above: look there first." in shown
    assert "--only momentum" not in shown
    assert "Follows from" not in plain(mixed(), verbose=True)


def test_learners_values_stand_beside_the_expected_ones():
    shown = plain(report(public_failure()))
    assert "yours  float64[3, 3]             expected  float64[3, 3]" in shown
    assert " [ 0.0000   0.4472      nan*]     [ 0.0000  0.4472 -0.2673]" in shown
    assert "* differs" in shown


def test_arrays_stand_below_each_other_where_there_is_no_room():
    lines = [line.strip() for line in plain(report(public_failure()), width=50).splitlines()]
    assert lines.index("expected  float64[3, 3]") == lines.index("yours  float64[3, 3]") + 4


def test_value_that_was_not_reached_is_no_news():
    assert "– running_var: Not reached, since an earlier step raised." in plain(mixed())  # noqa: RUF001


def test_traceback_of_the_learners_code_is_shown():
    assert '│ File "batchnorm.py", line 31, in forward' in plain(mixed())


def test_blocked_check_says_what_it_waits_for_and_nothing_more():
    shown = plain(report(passed_check(), hidden_failure(), replace(blocked_check(), hint="not shown")))
    assert "Waits for backward." in shown
    assert "not shown" not in shown


def test_hint_is_not_shown_for_what_passed():
    assert "secret" not in plain(report(replace(passed_check(), hint="secret")))


@pytest.mark.parametrize(
    "verdict", [verdict for verdict in WORST_FIRST if verdict not in {"passed", "failed", "blocked"}]
)
def test_unusual_verdict_is_said_in_words(verdict: Verdict):
    shown = plain(report(replace(CHECK, verdict=verdict)))
    assert f"{SIGNS[verdict].word}: The output agrees" in shown


def test_grader_fault_is_not_a_number():
    shown = plain(faulty())
    assert "not graded" in shown
    assert "?/3" in shown
    assert "0/3" not in shown
    assert "0 of 3" not in shown


def test_output_is_capped_to_its_last_lines():
    shown = plain(mixed())
    assert "the last 8 of 20 lines" in shown
    assert "│ step 19" in shown
    assert "│ step 11:" not in shown


def test_verbose_shows_all_output_and_where_the_report_came_from():
    shown = plain(mixed(), verbose=True)
    assert "│ step 0:" in shown
    assert "spring-2031" in shown
    assert "torch 2.13.0" in shown


def test_endless_line_of_output_is_cut():
    assert len(plain(report(stdout="x" * 1_000_000))) < 2_000


def test_isolation_and_notes_are_told():
    shown = plain(mixed())
    assert "isolated by the operating system" in shown
    assert "Note: Three known mistakes were compared" in shown


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("name", ["mixed", "large", "faulty"])
def test_no_line_is_wider_than_the_terminal(name: str, width: int):
    lines = plain(SAMPLES[name](), width, verbose=True).splitlines()
    assert [line for line in lines if cell_len(line) > width and not line.strip().startswith("Again: ")] == []


def test_command_to_copy_is_never_broken():
    command = "dlgrade check exercise15 --only " + "_".join(["long"] * 30)
    assert f"Again: {command}\n" in plain(report(replace(hidden_failure(), repeat=command)), width=60)


@pytest.mark.parametrize("name", SAMPLES)
def test_without_colour_there_is_no_escape_sequence(name: str):
    assert "\x1b" not in plain(SAMPLES[name]())


@pytest.mark.parametrize("name", SAMPLES)
def test_colour_adds_nothing_but_colour(name: str):
    coloured = terminal.render(SAMPLES[name](), width=80, color=True)
    assert COLOUR.search(coloured)
    assert COLOUR.sub("", coloured) == plain(SAMPLES[name]())


def test_environment_does_not_decide_on_colour(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert COLOUR.search(terminal.render(mixed(), width=80, color=True))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert not COLOUR.search(plain(mixed()))


@pytest.mark.parametrize("name", SAMPLES)
def test_ascii_is_enough_where_nothing_else_can_be_written(name: str):
    assert terminal.render(SAMPLES[name](), width=80, color=False, ascii=True).isascii()


def test_ascii_marks_are_as_different_as_the_others():
    plain_marks = {sign.plain: sign.mark for sign in SIGNS.values()}
    assert len(set(plain_marks.values())) == len(plain_marks) == 5


@pytest.mark.parametrize("color", [True, False])
def test_hostile_text_cannot_steer_the_terminal(color: bool):
    shown = COLOUR.sub("", terminal.render(hostile(), width=70, color=color, verbose=True))
    assert {letter for letter in shown if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}} == {"\n"}
    assert not set(shown) & set("\u202e\u2066\u200b")


@pytest.mark.parametrize("width", range(40, 121, 7))
def test_hostile_text_cannot_speak_to_a_ci_service(width: int):
    shown = plain(hostile(), width, verbose=True)
    assert not re.search(r"(?m)^\s*::(error|add-mask)|##\[", shown)


def test_markup_of_rich_is_shown_as_it_stands():
    shown = plain(report(replace(hidden_failure(), message="[bold red]markup[/] :bomb: {x}")))
    assert "[bold red]markup[/] :bomb: {x}" in shown


def test_text_ends_with_one_newline():
    assert re.search(r"\S\n\Z", plain(mixed()))
    assert not re.search(r" \n", plain(mixed()))


def test_importing_the_renderer_imports_neither_rich_nor_jinja2():
    code = "import sys, grader.report.terminal; print({'rich', 'jinja2', 'numpy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
