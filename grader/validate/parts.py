"""The parts of a validation that grade submissions: right ones, empty ones, fakes, and known mistakes."""

from collections.abc import Iterator

from grader import catalogue
from grader.catalogue import Mistake
from grader.report.record import Report
from grader.report.words import count
from grader.validate.fakes import BODIES, fakes
from grader.validate.record import Aside, Part, Problem, part
from grader.validate.workbench import Workbench

NAMED = 0.9  # the share of mistakes that must be named as exactly themselves
FAKE_SECONDS = 0.3  # for a check of an endless loop: many times what a right one takes


def solutions(bench: Workbench) -> Part:
    """Reference solutions and honest variants get full marks under every seed, and no diagnosis."""
    problems: list[Problem] = []
    tried = 0
    right = list(bench.solutions())
    told: set[str] = set()
    for number in range(bench.settings.seeds):
        recorded = bench.recorded if number == 0 else bench.drawn(f"validate {number}")
        for one in right:
            tried += 1
            report = bench.grade(one, recorded, diagnose=number == 0)
            lost = [f"{check.name}: {check.message}" for check in report.checks if check.verdict != "passed"]
            if lost and one.path not in told:  # what one seed shows need not be said of all
                told.add(one.path)
                seed = "the course's seed" if number == 0 else f"seed {number}"
                problems.append(Problem(f"{one.flavour} {_short(one.path)}", f"Under {seed} it lost {' '.join(lost)}"))
            if report.diagnoses:
                problems.append(Problem(_short(one.path), f"It was diagnosed: {report.diagnoses[0].sentence}"))
    summary = f"{count(len(right), 'right submission')} under {count(bench.settings.seeds, 'seed')}"
    return part(bench.exercise.id, "solutions", tried, summary, problems)


def _short(path: str) -> str:
    return "/".join(path.split("/")[-2:]) if path.startswith("/") else path


def stubs(bench: Workbench) -> Part:
    """Untouched stubs earn nothing, and are accused of nothing."""
    problems: list[Problem] = []
    for flavour, stub in zip(("numpy", "torch"), bench.stubs(), strict=True):
        report = bench.grade(stub)
        if report.score != 0:
            problems.append(Problem(flavour, f"The untouched stub gets {report.score} points: {_earning(report)}."))
        other = sorted({check.verdict for check in report.checks} - {"not_attempted", "blocked"})
        if other:
            problems.append(Problem(flavour, f"Of the untouched stub some checks say {', '.join(other)}."))
    return part(bench.exercise.id, "stubs", 2, "2 untouched stubs", problems)


def _earning(report: Report) -> str:
    return ", ".join(check.name for check in report.checks if check.points)


def nothing(bench: Workbench) -> Part:
    """What solves nothing earns nothing: zeros, the input, random numbers, a raise, an endless loop."""
    problems: list[Problem] = []
    for name, fake in fakes(bench.exercise):
        report = bench.grade(fake, seconds=FAKE_SECONDS)
        if report.score != 0:
            problems.append(Problem(name, f"It gets {report.score} points: {_earning(report)}."))
    return part(bench.exercise.id, "nothing", len(BODIES), ", ".join(BODIES), problems)


def mistakes(bench: Workbench) -> Part:
    """Every known mistake loses the checks that it names, and is named as itself."""
    found = catalogue.catalogue(bench.course, bench.exercise)
    if not found:
        return part(bench.exercise.id, "mistakes", 1, "no known mistake", [
            Problem("catalogue", "There is none. Write the first in solutions/mistakes/: docs/write-an-exercise.md."),
        ])  # fmt: skip
    right = catalogue.solution(bench.course, bench.exercise)
    problems: list[Problem] = []
    asides: list[Aside] = []
    names = {check.name for check in bench.recorded[0].checks}
    for mistake in found:
        problems += _unknown(mistake, names)
        report = bench.grade(catalogue.with_mistake(right, mistake), diagnose=True)
        lost = {check.name for check in report.checks if check.verdict != "passed"}
        kept = sorted(set(mistake.loses) & names - lost)
        if kept:
            problems.append(Problem(mistake.id, f"It does not lose {', '.join(kept)}, which it is to lose."))
        named = [one.mistakes for one in report.diagnoses if one.kind != "pattern"]
        if named != [(mistake.id,)]:
            asides.append(Aside(mistake.id, _misnamed(named)))
    if len(asides) > (1 - NAMED) * len(found):
        problems += [Problem(one.subject, one.why) for one in asides]
    summary = f"{count(len(found), 'known mistake')}, {len(found) - len(asides)} named exactly"
    return part(bench.exercise.id, "mistakes", len(found), summary, problems, asides)


def _unknown(mistake: Mistake, names: set[str]) -> Iterator[Problem]:
    for name in mistake.loses:
        if name not in names:
            yield Problem(mistake.id, f"It is to lose {name!r}, which is no check of the suite.")


def _misnamed(named: list[tuple[str, ...]]) -> str:
    if not named:
        return "It is caught, and no mistake is named."
    return f"It is named as {' and '.join(' or '.join(one) for one in named)}."


__all__ = ["mistakes", "nothing", "solutions", "stubs"]
