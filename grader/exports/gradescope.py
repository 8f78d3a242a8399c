"""A report as the results.json that Gradescope reads from an autograder."""

import json
from math import isfinite
from typing import Any

from grader.book.record import Entry
from grader.report import words
from grader.report.neutral import visible
from grader.report.record import CaseReport, CheckReport, Report

LONGEST = 20_000  # characters of the learner's output, and of the text of one test


def results(report: Report, entry: Entry | None = None) -> str:
    """The results of one submission; the score is the entry's where there is one, after lateness and adjustments.

    Everything in it is for the learner to see, since a report holds nothing else. So every test is visible: with a
    single hidden one, Gradescope would hide the total as well.
    """
    score = report.score if entry is None else entry.score
    # What is not known gets no number, here or at any test. Gradescope asks for a score at the top or at every test, so
    # it refuses such results, shows the run as failed, and lets it be repeated. A zero would be taken for a grade.
    known = score is not None and isfinite(score)
    results: dict[str, Any] = {
        **({"score": score} if known else {}),
        "execution_time": report.seconds,
        "output": _output(report, entry),
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",  # the log of the run is the grader's; what the learner printed is in the output
        "tests": [_test(check, at, known=known) for at, check in enumerate(report.checks, start=1)],
        "extra_data": _extra(report, entry),
    }
    return json.dumps(results, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _output(report: Report, entry: Entry | None) -> str:
    lines = [visible(report.message)] if report.message else []
    lines += [visible(_score(report, entry)), words.summary(report)]
    lines += [f"Note: {visible(note)}" for note in report.notes]
    for name, text in (("standard output", report.stdout), ("standard error", report.stderr)):
        if text.strip():
            lines += ["", f"What your code wrote to {name}:", _shortened(visible(text, multiline=True).rstrip("\n"))]
    return "\n".join(lines)


def _score(report: Report, entry: Entry | None) -> str:
    """The score in words, and where it is not simply what the work earned, what it is made of."""
    if entry is None:
        return f"Score: {words.score(report)}."
    if entry.score is None:
        return f"Score: not graded (of {words.points(entry.maximum)} points). {entry.why}".rstrip()
    parts = [f"{words.points(entry.penalty)} off for lateness"] if entry.penalty else []
    parts += [f"{words.points(entry.adjusted)} from adjustments"] if entry.adjusted else []
    made = f" ({words.points(entry.raw or 0.0)} for the work, {', '.join(parts)})" if parts else ""
    said = f"Score: {words.points(entry.score)} of {words.points(entry.maximum)} points{made}."
    return " ".join(part for part in (said, entry.why, entry.note) if part)


def _test(check: CheckReport, at: int, *, known: bool) -> dict[str, Any]:
    judged = check.verdict != "fault"
    return {
        **({"score": check.points} if known and judged else {}),
        "max_score": check.max_points,
        # Without a status Gradescope compares the score with the maximum, which is right for a passed check only.
        **({"status": "passed" if check.verdict == "passed" else "failed"} if judged else {}),
        "name": visible(f"{check.name}: {check.claim}" if check.claim else check.name),
        "name_format": "text",
        "number": f"1.{at}",
        "output": _shortened(_test_output(check)),
        "output_format": "text",
        "tags": [check.verdict, "worked example" if check.public else "hidden inputs"],
        "visibility": "visible",
        "extra_data": {"verdict": check.verdict, "examples": check.examples, "failing": check.failing},
    }


def _test_output(check: CheckReport) -> str:
    if check.verdict == "passed":
        return ""
    lines = [f"{words.SIGNS[check.verdict].word.capitalize()}.", check.message]
    if check.verdict == "blocked" and check.needs:
        lines.append(f"It needs {', '.join(check.needs)}.")
    lines += [f"Hint: {check.hint}"] if check.hint else []
    lines += _case(check, check.case) if check.case is not None else []
    lines += [f"Again: {check.repeat}"] if check.repeat else []
    return "\n".join(visible(line) for line in lines if line)


def _case(check: CheckReport, case: CaseReport) -> list[str]:
    lines = [f"{words.case_title(check, case)}:", *(f"    {call}" for call in case.calls)]
    lines += [f"    {words.value_sentence(value)}" for value in case.values if not value.right]
    return [*lines, "In your code:", *(f"    {line}" for line in case.traceback)] if case.traceback else lines


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "\n(The rest is left out.)"


def _extra(report: Report, entry: Entry | None) -> dict[str, Any]:
    """What a program may want to know that Gradescope itself has no place for."""
    facts = {
        "exercise": report.exercise,
        "verdict": report.verdict,
        "submission_digest": report.submission_digest,
        "recording_digest": report.recording_digest,
        "isolation": report.isolation.level,
        "device": report.device,
    }
    extra: dict[str, Any] = {key: visible(fact) for key, fact in facts.items()}
    extra["versions"] = {visible(name): visible(version) for name, version in report.versions.items()}
    if entry is not None:
        extra |= {"days_late": entry.days_late, "penalty": entry.penalty, "adjusted": entry.adjusted}
    return extra


__all__ = ["results"]
