"""The grade book as JUnit XML, in the form that pytest writes (xunit2).

Each learner's work on an exercise is a suite of its own: GitLab, GitHub's reporters and Azure list suites, a suite has
the one place for a time stamp and for what the submission printed, and a suite that could not be graded stands out. A
test's class name is `learner.exercise`, since Jenkins groups by that and looks at nothing else.

Points are properties. What is not known has none, and is an error: no such suite is green.
"""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from grader.book.record import Entry, View
from grader.exports.common import number
from grader.judge.verdict import Verdict
from grader.report import words
from grader.report.neutral import for_xml
from grader.report.record import CheckReport, Report

# What is not written yet is a failure, for a skipped test leaves a build green; what waits for others is skipped, for
# the check that it waits for is red already.
ELEMENTS: dict[Verdict, str] = {
    "fault": "error", "crashed": "error", "timed_out": "error", "out_of_memory": "error", "over_limit": "error",
    "forbidden": "failure", "failed": "failure", "not_attempted": "failure", "blocked": "skipped",
}  # fmt: skip
COUNTED = (("errors", "error"), ("failures", "failure"), ("skipped", "skipped"))


def render(view: View) -> str:
    """The book as one document, suites in the order of its entries; the same book gives the same bytes."""
    return "".join(pieces(view))


def pieces(view: View) -> Iterator[str]:
    """The document in pieces, so that the reports of a large class need not all be held at once."""
    root = ET.Element("testsuites", name=for_xml(view.course or "dlgrade"))
    opening = ET.tostring(root, encoding="unicode", short_empty_elements=False).removesuffix("</testsuites>")
    yield f'<?xml version="1.0" encoding="utf-8"?>\n{opening}\n'
    for entry in view.entries:
        suite = _suite(entry, view.report(entry))
        ET.indent(suite, level=1)
        yield f"  {ET.tostring(suite, encoding='unicode')}\n"
    yield "</testsuites>\n"


def _suite(entry: Entry, report: Report | None) -> ET.Element:
    cases = list(_cases(entry, report))
    suite = ET.Element("testsuite", name=for_xml(f"{entry.learner} / {entry.exercise}"))
    for name, tag in COUNTED:
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("tests", str(len(cases)))
    suite.set("time", f"{report.seconds if report else entry.seconds:.3f}")
    if report is not None and report.started:
        suite.set("timestamp", for_xml(report.started))
    facts = {"state": entry.state, "max_score": number(entry.maximum), "score": number(entry.score)}
    suite.append(_properties(facts | {"raw_score": number(entry.raw), "submitted": entry.submitted}))
    suite.extend(cases)
    for tag, text in (("system-out", report.stdout), ("system-err", report.stderr)) if report else ():
        if text:
            ET.SubElement(suite, tag).text = for_xml(text, multiline=True)
    return suite


def _cases(entry: Entry, report: Report | None) -> Iterable[ET.Element]:
    for check in report.checks if report else ():
        yield _check(entry, check)
    if entry.state == "not_graded":
        yield _case(entry, "graded", "error", entry.why or "This submission could not be graded.")
    elif entry.state == "missing":
        yield _case(entry, "handed in", "skipped", entry.why or "Nothing was handed in.")
    elif report is None or not report.checks:
        # A suite without a test that failed would be green, whatever the score is.
        yield _case(entry, "report", "error", "The report of this submission is not at hand.")


def _case(entry: Entry, name: str, tag: str, message: str) -> ET.Element:
    """A case that says one thing about a whole submission."""
    case = _named(entry, name, 0.0)
    _say(case, tag, message, "", kind=entry.state)
    return case


def _check(entry: Entry, check: CheckReport) -> ET.Element:
    case = _named(entry, check.name, check.seconds)
    known = "" if check.verdict == "fault" else number(check.points)
    case.append(
        _properties({
            "claim": check.claim, "verdict": check.verdict, "points": known, "max_points": number(check.max_points),
        })
    )  # fmt: skip
    if check.verdict != "passed":
        message = check.message or f"{words.SIGNS[check.verdict].word.capitalize()}."
        _say(case, ELEMENTS.get(check.verdict, "error"), message, _text(check), kind=check.verdict)
    return case


def _named(entry: Entry, name: str, seconds: float) -> ET.Element:
    classname = for_xml(f"{entry.learner}.{entry.exercise}")
    return ET.Element("testcase", classname=classname, name=for_xml(name), time=f"{seconds:.3f}")


def _say(case: ET.Element, tag: str, message: str, text: str, *, kind: str) -> None:
    attributes = {"type": kind} if tag == "skipped" else {}  # as pytest has it
    said = ET.SubElement(case, tag, attributes, message=for_xml(message))
    said.text = for_xml(text, multiline=True) or None


def _text(check: CheckReport) -> str:
    """What stands below the message: the claim, the hint, and the case with the learner's own lines."""
    lines = [check.claim, f"Hint: {check.hint}" if check.hint else ""]
    lines += [f"It needs {', '.join(check.needs)}."] if check.needs and check.verdict == "blocked" else []
    if check.case is not None:
        lines += [f"{words.case_title(check, check.case)}:", *(f"    {call}" for call in check.case.calls)]
        lines += [f"    {words.value_sentence(value)}" for value in check.case.values if not value.right]
        lines += check.case.traceback
    lines.append(f"Again: {check.repeat}" if check.repeat else "")
    return "\n".join(line for line in lines if line)


def _properties(facts: dict[str, str]) -> ET.Element:
    """The facts that are known, as properties."""
    properties = ET.Element("properties")
    for name, value in facts.items():
        if value:
            ET.SubElement(properties, "property", name=name, value=for_xml(value))
    return properties


__all__ = ["ELEMENTS", "pieces", "render"]
