"""The JUnit XML of a grade book: any XML reader reads it, it has pytest's form, and only right work is green."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.parsers import expat

import pytest
from msgspec.structs import replace

from grader.exports import junit
from grader.exports.junit import ELEMENTS
from grader.judge.verdict import WORST_FIRST, Verdict
from grader.report.neutral import for_xml
from tests.exports.factory import CLASS, LINEAR, SOFTMAX, entry, hostile, small, view
from tests.report.factory import CHECK, all_passed, mixed, report

EXAMPLES = """
import warnings
import pytest

def test_passes(record_property, record_testsuite_property):
    record_property("points", 3)
    record_testsuite_property("score", 20)
    print("hello")

def test_fails():
    assert 1 == 2

@pytest.fixture
def broken():
    raise RuntimeError

def test_errs(broken):
    pass

def test_skips():
    pytest.skip("waits")
"""

# What neither pytest's form nor ours needs on every element: the machine's name, and a type that only a skip has.
OPTIONAL = {"hostname", "timestamp"}


def suites(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text))


def attributes(root: ET.Element) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for element in root.iter():
        found.setdefault(element.tag, set()).update(element.attrib)
    return found


def parents(root: ET.Element) -> set[tuple[str, str]]:
    return {(element.tag, child.tag) for element in root.iter() for child in element}


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> ET.Element:
    """What pytest itself writes about tests that pass, fail, err and are skipped."""
    folder = tmp_path_factory.mktemp("junit")
    (folder / "test_few.py").write_text(EXAMPLES, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\njunit_family = xunit2\njunit_logging = all\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:dlgrade",
        "--junitxml=found.xml",
        "-q",
    ]
    subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    return ET.parse(Path(folder, "found.xml")).getroot()


def test_elements_and_attributes_are_those_that_pytest_writes(theirs: ET.Element):
    ours = ET.fromstring(junit.render(small()))
    expected = attributes(theirs)
    for tag, names in attributes(ours).items():
        assert names - OPTIONAL == expected.get(tag, set()) - OPTIONAL, tag
        assert names <= expected.get(tag, set()), tag


def test_elements_stand_where_pytest_puts_them(theirs: ET.Element):
    """Output stands at the suite, which xunit2 allows as well: it is of a submission, and not of one check."""
    ours = ET.fromstring(junit.render(small()))
    assert parents(ours) - parents(theirs) == {("testsuite", "system-out"), ("testsuite", "system-err")}


def test_there_is_a_suite_for_each_entry_with_a_case_for_each_check():
    found = suites(junit.render(small()))
    assert [suite.get("name") for suite in found] == [f"{e.learner} / {e.exercise}" for e in small().entries]
    cases = found[2].findall("testcase")
    assert [case.get("name") for case in cases] == [check.name for check in mixed().checks]
    assert {case.get("classname") for case in cases} == {"b2.exercise07_softmax"}


def test_counts_of_a_suite_are_its_cases():
    for suite in suites(junit.render(small())):
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for name, tag in (("errors", "error"), ("failures", "failure"), ("skipped", "skipped")):
            assert suite.get(name) == str(sum(case.find(tag) is not None for case in cases))


def test_work_that_is_not_right_is_red_and_only_what_waits_is_skipped():
    assert ELEMENTS.keys() == set(WORST_FIRST) - {"passed"}
    assert [verdict for verdict, tag in ELEMENTS.items() if tag == "skipped"] == ["blocked"]
    assert {verdict for verdict, tag in ELEMENTS.items() if tag == "failure"} == {
        "failed",
        "forbidden",
        "not_attempted",
    }


@pytest.mark.parametrize("verdict", WORST_FIRST)
def test_verdict_becomes_the_element_that_ci_systems_know(verdict: Verdict):
    check = replace(CHECK, verdict=verdict, points=3 if verdict == "passed" else 0, message="What was wrong.")
    book = view(CLASS[:1], (entry("a1"),), reports={("a1", SOFTMAX.id): report(check)})
    (case,) = suites(junit.render(book))[0].findall("testcase")
    tags = [child.tag for child in case if child.tag != "properties"]
    assert tags == ([] if verdict == "passed" else [ELEMENTS[verdict]])
    assert [child.get("message") for child in case if child.tag != "properties"] == ["What was wrong."] * len(tags)


def properties(element: ET.Element) -> dict[str, str]:
    return {one.get("name", ""): one.get("value", "") for one in element.findall("properties/property")}


def test_points_are_properties_and_a_fault_has_none():
    found = suites(junit.render(small()))
    assert properties(found[2])["score"] == "12.5"
    backward = properties(found[2].findall("testcase")[2])
    assert (backward["points"], backward["max_points"], backward["verdict"]) == ("0", "4", "failed")
    assert "score" not in properties(found[4])
    assert "points" not in properties(found[4].findall("testcase")[0])


def test_what_is_not_graded_is_an_error_and_what_is_missing_is_skipped():
    found = {suite.get("name"): suite for suite in suites(junit.render(small()))}
    fault = found["c3 / exercise07_softmax"].findall("testcase")[-1].find("error")
    assert fault is not None
    assert fault.get("message") == "The grader itself failed."
    (missing,) = found["d4 / exercise07_softmax"].findall("testcase/skipped")
    assert missing.get("message") == "Nothing was handed in."


def test_suite_without_its_report_is_not_green():
    (suite,) = suites(junit.render(view(CLASS[:1], (entry("a1"),))))
    assert suite.get("errors") == "1"


def test_only_right_work_is_green():
    green = [
        suite.get("name")
        for suite in suites(junit.render(small()))
        if suite.get("errors") == suite.get("failures") == suite.get("skipped") == "0"
    ]
    assert green == ["a1 / exercise07_softmax"]


def test_time_stamps_are_those_of_the_reports_and_the_same_book_gives_the_same_bytes():
    text = junit.render(small())
    assert text == junit.render(small())
    assert set(re.findall(r'timestamp="([^"]*)"', text)) == {all_passed().started}


def test_output_of_the_learner_stands_in_the_suite():
    (out,) = suites(junit.render(small()))[2].findall("system-out")
    assert out.text == mixed().stdout


def test_hostile_book_is_well_formed_and_its_names_come_back_as_they_are_shown():
    book = hostile()
    text = junit.render(book)
    expat.ParserCreate().Parse(text.encode("utf-8"), True)
    found = suites(text)
    assert [suite.get("name") for suite in found] == [for_xml(f"{e.learner} / {e.exercise}") for e in book.entries]
    assert {element.tag for element in ET.fromstring(text).iter()} <= {
        "testsuites", "testsuite", "testcase", "properties", "property", "failure", "error", "skipped", "system-out",
        "system-err",
    }  # fmt: skip
    allowed = "\t\n -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
    assert re.search(f"[^{allowed}]", text) is None


@pytest.mark.parametrize("text", ["]]>", "<script>", "&amp;", "a\x00b", "\ufffe", "tail \u202e", "\ud800", "王小明"])
def test_text_comes_back_from_the_document(text: str):
    written = junit.render(view(CLASS[:1], (entry("a1"),), reports={("a1", SOFTMAX.id): report(stdout=text)}))
    (out,) = suites(written)[0].findall("system-out")
    assert out.text == for_xml(text, multiline=True)


def test_empty_book_is_a_document_too():
    assert suites(junit.render(view((), (), (LINEAR,), course=""))) == []
