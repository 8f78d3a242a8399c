"""What the renderers say alike: the marks and words of the verdicts, points, and sentences that sum a report up."""

from dataclasses import dataclass

from grader.explain.diagnosis import Diagnosis, Kind
from grader.judge.verdict import Verdict
from grader.report.record import CaseReport, CheckReport, Report, ValueReport


@dataclass(frozen=True, slots=True)
class Sign:
    """How a verdict is shown: `mark` (and where only ASCII can be written `plain`), `word`, and `tone`, its colour."""

    mark: str
    plain: str
    word: str
    tone: str


SIGNS: dict[Verdict, Sign] = {
    "fault": Sign("?", "?", "not graded", "fault"),
    "forbidden": Sign("✗", "X", "used what is to be written", "bad"),
    "crashed": Sign("✗", "X", "crashed", "bad"),
    "timed_out": Sign("✗", "X", "took too long", "bad"),
    "out_of_memory": Sign("✗", "X", "ran out of memory", "bad"),
    "over_limit": Sign("✗", "X", "took more than it may", "bad"),
    "failed": Sign("✗", "X", "failed", "bad"),
    "blocked": Sign("–", "-", "waits", "quiet"),  # noqa: RUF001 -- a dash, meant as one
    "not_attempted": Sign("○", "o", "not attempted yet", "todo"),
    "passed": Sign("✓", "+", "passed", "good"),
}

SKIPPED = Sign("–", "-", "not reached", "quiet")  # noqa: RUF001 -- a dash, meant as one

ISOLATION = {
    "process": "in a process of its own, with limits and without a sandbox",
    "confined": "in a process of its own, confined by the operating system",
    "isolated": "in a process of its own, isolated by the operating system",
}


def value_sign(value: ValueReport) -> Sign:
    """How one value of a case is shown: right, wrong, or not reached because of an earlier one."""
    if value.right:
        return SIGNS["passed"]
    return SKIPPED if value.kind == "skipped" else SIGNS["failed"]


def value_sentence(value: ValueReport) -> str:
    """What is said of one value of a case."""
    return "right" if value.right else value.sentence or value_sign(value).word


DIAGNOSES: dict[Kind, str] = {
    "mistake": "What went wrong",
    "convention": "Another convention",
    "pattern": "What the numbers show",
}


def diagnoses_of(check: CheckReport, report: Report) -> list[tuple[Diagnosis, bool]]:
    """The conclusions on a check, and of each whether this is the first check that it is told of."""
    found = [report.diagnoses[at] for at in check.diagnoses]
    return [(one, one.checks[0] == check.name) for one in found]


def hint_of(check: CheckReport, report: Report) -> str:
    """The check's own hint; nothing where a known mistake brings a better one."""
    return "" if any(report.diagnoses[at].hint for at in check.diagnoses) else check.hint


def follows_from(check: CheckReport, report: Report) -> tuple[int, CheckReport] | None:
    """The earlier check from whose failure this one follows, and its number from 1."""
    for number, other in enumerate(report.checks, start=1):
        if check.follows and other.name == check.follows:
            return number, other
    return None


def points(value: float) -> str:
    """Points as people write them: `3`, `2.5`, `0.33`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def earned(check: CheckReport) -> str:
    """The points of a check; a question mark where the grader could not find them out, since that is no number."""
    return "?" if check.verdict == "fault" else points(check.points)


def worth(check: CheckReport) -> str:
    """What a check earned of what it is worth: `1/2`; a dot where it is worth nothing, and tells something."""
    return f"{earned(check)}/{points(check.max_points)}" if check.max_points else "·"


def count(number: int, noun: str) -> str:
    """A number and its noun: `1 check`, `1,024 checks`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def score(report: Report) -> str:
    """The score in words: `11.5 of 20 points`, or `not graded` where it is not known."""
    if report.score is None:
        return f"not graded (of {points(report.max_score)} points)"
    return f"{points(report.score)} of {points(report.max_score)} points"


def summary(report: Report) -> str:
    """One sentence on the checks, such as `5 of 9 checks passed, 2 did not, 1 waits for others.`."""
    if not report.checks:
        return "No check was run."
    tones = [SIGNS[check.verdict].tone for check in report.checks]
    bad, quiet, todo, fault = (tones.count(tone) for tone in ("bad", "quiet", "todo", "fault"))
    parts = [f"{tones.count('good')} of {count(len(tones), 'check')} passed"]
    parts += [f"{bad} did not"] if bad else []
    parts += [f"{quiet} {'waits' if quiet == 1 else 'wait'} for others"] if quiet else []
    parts += [f"{todo} {'is' if todo == 1 else 'are'} not attempted yet"] if todo else []
    parts += [f"{fault} could not be judged"] if fault else []
    return ", ".join(parts) + "."


def waits_for(check: CheckReport, report: Report) -> tuple[CheckReport, ...]:
    """The checks of the report that this one needs and that have not passed."""
    return tuple(other for other in report.checks if other.name in check.needs and other.verdict != "passed")


def case_title(check: CheckReport, case: CaseReport) -> str:
    """What the case is: `The smallest failing case (12 of 50 examples fail)`."""
    title = "The smallest failing case" if case.shrunk else "A failing case"
    if check.examples <= 1:
        return title if case.shrunk else "The case"
    return f"{title} ({check.failing:,} of {check.examples:,} examples fail)"


__all__ = [
    "DIAGNOSES",
    "ISOLATION",
    "SIGNS",
    "Sign",
    "case_title",
    "count",
    "diagnoses_of",
    "earned",
    "follows_from",
    "hint_of",
    "points",
    "score",
    "summary",
    "value_sentence",
    "value_sign",
    "waits_for",
]
