"""What is kept of the reports while they are read one by one: counts, and the checks that are shown as examples."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.book.record import Entry, Group, Listed, View
from grader.judge.verdict import WORST_FIRST, Verdict
from grader.report.classroom import figures
from grader.report.classroom.people import Mask, Person
from grader.report.classroom.record import (
    CheckFigures,
    ExerciseFigures,
    GroupFigures,
    MistakeFigures,
    NotGraded,
    Slow,
    Times,
)
from grader.report.record import CheckReport, Diagnosis, Report
from grader.report.words import diagnoses_of

GROUPS = 10  # of equal failures, that a page shows
SLOWEST = 5


@dataclass(slots=True)
class CheckTally:
    """One check over the class: for each learner who was judged, the verdict and the points of all other checks."""

    name: str
    claim: str
    maximum: float
    verdicts: list[Verdict] = field(default_factory=list)
    others: list[float] = field(default_factory=list)

    def figures(self) -> CheckFigures:
        """The check's statistics."""
        passed = [verdict == "passed" for verdict in self.verdicts]
        return CheckFigures(
            name=self.name,
            claim=self.claim,
            maximum=self.maximum,
            judged=len(passed),
            verdicts=_counted(self.verdicts),
            success=figures.success_rate(passed),
            discrimination=figures.discrimination(passed, self.others),
        )


@dataclass(frozen=True, slots=True)
class Alike:
    """Learners who fail the same checks, each in one same way; the first of them is the example."""

    checks: tuple[str, ...]
    learners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The check of an example, and what was concluded of it."""

    check: CheckReport
    said: tuple[tuple[Diagnosis, bool], ...]


@dataclass(slots=True)
class MistakeTally:
    """A known mistake over the class: who made it, and in which checks it shows."""

    diagnosis: Diagnosis
    learners: list[str] = field(default_factory=list)
    checks: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """One exercise over the class.

    `groups` are the largest groups of equal failures that no known mistake explains; `smaller` counts the rest.
    """

    listed: Listed
    entries: list[Entry] = field(default_factory=list)
    checks: dict[str, CheckTally] = field(default_factory=dict)
    groups: tuple[Alike, ...] = ()
    smaller: int = 0
    examples: dict[Alike, Shown] = field(default_factory=dict)
    mistakes: dict[tuple[str, ...], MistakeTally] = field(default_factory=dict)

    def take(self, entry: Entry, report: Report | None) -> None:
        """Count an entry, and the checks of its report if it was graded."""
        self.entries.append(entry)
        if entry.state != "graded" or report is None:
            return
        # A check that the grader could not judge says nothing of the learner.
        judged = [check for check in report.checks if check.verdict != "fault"]
        total = sum(check.points for check in judged)
        for check in judged:
            tally = self.checks.setdefault(check.name, CheckTally(check.name, check.claim, check.max_points))
            tally.verdicts.append(check.verdict)
            tally.others.append(total - check.points)
        for group in self.groups:
            found = next((check for check in report.checks if check.name in group.checks), None)
            if entry.learner == group.learners[0] and found is not None:
                self.examples[group] = Shown(found, tuple(diagnoses_of(found, report)))
        for one in report.diagnoses:
            if one.kind != "pattern":
                mistake = self.mistakes.setdefault(one.mistakes, MistakeTally(one))
                mistake.learners.append(entry.learner)
                mistake.checks |= dict.fromkeys(one.checks)

    @property
    def graded(self) -> list[tuple[Entry, float]]:
        """The entries that have a score, and the score."""
        return [(one, one.score) for one in self.entries if one.state == "graded" and one.score is not None]

    @property
    def without_score(self) -> list[Entry]:
        """The other entries; a person may have adjusted one of them, which is no grading."""
        return [one for one in self.entries if one.state != "graded" or one.score is None]

    def common_mistakes(self) -> list[MistakeTally]:
        """The known mistakes, the one that most learners made first."""
        return sorted(self.mistakes.values(), key=lambda one: (-len(one.learners), one.diagnosis.mistakes))

    def slowest(self) -> list[Entry]:
        """The entries that took longest."""
        graded = (entry for entry, _ in self.graded)
        return sorted(graded, key=lambda entry: -entry.seconds)[:SLOWEST]

    def figures(self, people: dict[str, Person], mask: Mask) -> ExerciseFigures:
        """The statistics of the exercise, with learners called as the report calls them."""
        scores = [score for _, score in self.graded]
        seconds = [entry.seconds for entry, _ in self.graded]
        missing = sum(entry.state == "missing" for entry in self.entries)
        return ExerciseFigures(
            exercise=self.listed.id,
            title=self.listed.title,
            maximum=self.listed.maximum,
            graded=len(scores),
            not_graded=len(self.entries) - len(scores) - missing,
            missing=missing,
            scores=figures.summary(scores),
            bins=figures.score_bins(scores, self.listed.maximum),
            verdicts=_counted(entry.verdict for entry, _ in self.graded),
            checks=tuple(check.figures() for check in self.checks.values()),
            mistakes=tuple(
                MistakeFigures(
                    one.diagnosis.mistakes,
                    one.diagnosis.kind,
                    one.diagnosis.sentence,
                    tuple(one.checks),
                    tuple(called(people[who]) for who in one.learners),
                )
                for one in self.common_mistakes()
            ),
            groups=tuple(
                GroupFigures(group.checks, tuple(called(people[one]) for one in group.learners))
                for group in self.groups
            ),
            without_score=tuple(
                NotGraded(called(who := people[one.learner]), one.state, mask.reason(one.why, one.learner, who))
                for one in self.without_score
            ),
            seconds=Times(
                figures.summary(seconds),
                figures.time_bins(seconds),
                tuple(Slow(called(people[one.learner]), one.seconds) for one in self.slowest()),
            ),
        )


def called(person: Person) -> str:
    """What JSON calls a learner: the identifier, or the number that stands for it."""
    return person.id or person.label


def _counted(verdicts: Iterable[Verdict | None]) -> dict[Verdict, int]:
    """How often each verdict comes, worst first, without those that never do."""
    counts = Counter(verdicts)
    return {verdict: counts[verdict] for verdict in WORST_FIRST if counts[verdict]}


def _alike(groups: Iterable[Group]) -> list[Alike]:
    """The groups, those of the same learners as one: who cannot be imported fails every check alike."""
    checks: dict[tuple[str, ...], list[str]] = {}
    for group in groups:
        checks.setdefault(group.learners, []).append(group.check)
    return [Alike(tuple(sorted(names)), learners) for learners, names in checks.items()]


def tallies(view: View, people: dict[str, Person], mask: Mask) -> dict[str, Tally]:
    """An empty tally for each exercise, with the groups that are to be shown; a failure of one learner is no group."""
    place = {learner: at for at, learner in enumerate(people)}
    made = {listed.id: Tally(listed) for listed in view.exercises}
    for tally in made.values():
        own = _alike(group for group in view.groups if group.exercise == tally.listed.id and len(group.learners) > 1)
        if mask.anonymous:  # the order of a group, and who its example is, tell nothing then
            own = [Alike(group.checks, tuple(sorted(group.learners, key=place.__getitem__))) for group in own]
        own.sort(key=lambda group: (-len(group.learners), group.checks, [place[one] for one in group.learners]))
        tally.groups, tally.smaller = tuple(own[:GROUPS]), max(0, len(own) - GROUPS)
    return made


__all__ = ["Alike", "CheckTally", "Tally", "called", "tallies"]
