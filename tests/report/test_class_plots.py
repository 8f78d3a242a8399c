"""The pictures of a class page: small, the same every time, readable for all, safe whatever a check is called."""

import re
import subprocess
import sys
from dataclasses import replace as with_fields
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from grader.report.classroom import plots
from grader.report.classroom.errors import ReportError
from grader.report.classroom.figures import time_bins
from grader.report.classroom.gather import tallies
from grader.report.classroom.people import named
from grader.report.classroom.record import CheckFigures, ExerciseFigures
from tests.report.class_factory import view
from tests.report.factory import ROOT


def figures_of(number: int) -> ExerciseFigures:
    """The statistics of the exercise with the most checks, over so many learners."""
    class_ = with_fields(view(number), groups=())
    people, mask = named(class_.learners)
    tally = tallies(class_, people, mask)["exercise07_softmax"]
    for entry in class_.entries:
        if entry.exercise == tally.listed.id:
            tally.take(entry, class_.report(entry))
    return tally.figures(people, mask)


@pytest.fixture(scope="module")
def figures() -> ExerciseFigures:
    return figures_of(120)


def drawn(figures: ExerciseFigures) -> dict[str, str]:
    return {
        "scores": plots.scores("scores", figures),
        "verdicts": plots.verdicts("verdicts", figures),
        "times": plots.times("times", figures),
        "success": plots.success("success", figures.checks),
        "items": plots.items("items", figures.checks),
    }


@pytest.fixture(scope="module")
def pictures(figures: ExerciseFigures) -> dict[str, str]:
    return drawn(figures)


def test_pictures_are_small_and_well_formed(pictures: dict[str, str]):
    for svg in pictures.values():
        assert len(svg) < 60_000
        assert ET.fromstring(svg).get("role") == "img"


def test_each_has_a_title_and_a_text(pictures: dict[str, str]):
    for key, svg in pictures.items():
        root = ET.fromstring(svg)
        assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
        assert root.get("aria-labelledby") == f"{key}-title {key}-text"
        assert all(child.text for child in root[:2])


def test_identifiers_are_unique_on_a_page_and_lead_somewhere(pictures: dict[str, str]):
    page = "".join(pictures.values())
    identifiers = re.findall(r'\bid="([^"]*)"', page)
    assert len(set(identifiers)) == len(identifiers)
    used = {one or other for one, other in re.findall(r'url\(#([^)]*)\)|href="#([^"]*)"', page)}
    assert used <= set(identifiers)


def test_colours_are_those_of_the_page(pictures: dict[str, str]):
    for svg in pictures.values():
        assert re.findall("#[0-9a-f]{6}", svg) == []
        assert "var(--ink)" in svg or "var(--soft)" in svg


def test_nothing_reaches_out_of_the_picture(pictures: dict[str, str]):
    for svg in pictures.values():
        assert not re.search(r"<style|<metadata|<script|<\?xml|<!DOCTYPE|<!--|purl\.org|DejaVu", svg)


def test_text_says_what_the_picture_shows(pictures: dict[str, str], figures: ExerciseFigures):
    first = figures.checks[0]
    assert f"{first.name}: {first.success:.0%}" in pictures["success"]
    assert f"failed: {figures.verdicts['failed']}" in pictures["verdicts"]


def test_same_figures_give_the_same_bytes(pictures: dict[str, str], figures: ExerciseFigures):
    assert drawn(figures) == pictures


def test_a_check_may_be_called_anything(figures: ExerciseFigures):
    named_badly = replace(figures.checks[0], name='$\\frac{1}{$ <b id="x">&\u202e' + "n" * 200)
    svg = plots.success("success", [named_badly, figures.checks[1]])
    assert "<b" not in svg
    assert "\u202e" not in svg
    assert '$\\frac{1}{$ &lt;b id="x"&gt;&amp;\\u202e' in svg


def test_what_cannot_be_drawn_is_empty():
    nobody = figures_of(0)
    assert set(drawn(nobody).values()) == {""}


def test_one_learner_can_be_drawn():
    pictures = drawn(figures_of(1))
    assert pictures["scores"].startswith("<svg ")
    assert pictures["items"] == ""


def test_times_that_reach_far_are_marked_at_powers_of_ten(figures: ExerciseFigures):
    far = replace(figures, seconds=replace(figures.seconds, bins=time_bins([0.002, 300])))
    marks = re.findall(">([0-9.]+)</text>", plots.times("times", far))
    assert {"0.01", "0.1", "1", "10", "100"} <= set(marks)
    assert not {"0.005", "0.5", "200"} & set(marks)


def test_checks_near_each_other_share_a_label():
    def check(name: str, success: float, discrimination: float) -> CheckFigures:
        return CheckFigures(name, name, 1, 9, {"passed": 9}, success, discrimination)

    svg = plots.items("items", [check("a", 0.5, 0.3), check("b", 0.51, 0.301), check("c", 0.9, 0.3)])
    assert ">1, 2<" in svg
    assert ">3<" in svg


def test_numbers_in_a_row_are_listed_as_a_range():
    assert plots._listed([8, 1, 3, 2, 6, 7]) == "1\N{EN DASH}3, 6\N{EN DASH}8"
    assert plots._listed([2, 1, 5]) == "1, 2, 5"


def test_missing_matplotlib_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ReportError, match=r"pip install 'dlgrade\[author\]' brings it"):
        plots.require()


def test_importing_the_reports_of_a_class_imports_neither_matplotlib_nor_jinja2():
    code = "import sys, grader.report.classroom; print({'matplotlib', 'jinja2', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
