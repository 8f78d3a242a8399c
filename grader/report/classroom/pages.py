"""The pages: what each template is given, in the order in which it shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace as with_fields

from grader.book.record import Entry, Listed
from grader.report import words
from grader.report.classroom import plots
from grader.report.classroom.gather import Alike, Tally
from grader.report.classroom.people import Mask, Person
from grader.report.classroom.record import AdjustmentMark, ClassFigures, ExerciseFigures, Mark, Marks
from grader.report.classroom.shared import days, page, readable, signed
from grader.report.neutral import visible
from grader.report.record import CheckReport, Diagnosis
from grader.report.words import Sign

if TYPE_CHECKING:
    from markupsafe import Markup

MISSING = Sign("–", "-", "handed in nothing", "quiet")  # noqa: RUF001 -- a dash, meant as one


@dataclass(frozen=True, slots=True)
class Course:
    """What all pages need: the course, its exercises and learners, the files of both, and how texts are masked."""

    title: str
    exercises: tuple[Listed, ...]
    people: dict[str, Person]
    files: dict[str, str]  # of each exercise: the name of its files, without the ending
    mask: Mask

    @property
    def shown(self) -> dict[str, Person]:
        """The learners with names that a page can hold."""
        return {learner: readable(person) for learner, person in self.people.items()}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table says of one learner's work on one exercise."""

    entry: Entry
    sign: Sign
    link: str
    why: str = ""
    note: str = ""

    @property
    def told(self) -> bool:
        """Whether it, or its last attempt, was not graded, so that a reader is to know why."""
        return self.entry.state != "graded" or self.entry.score is None or bool(self.why)

    @property
    def value(self) -> str:
        """What the cell is sorted by; empty where there is no score, which is sorted last."""
        return "" if self.entry.score is None else f"{self.entry.score:.10g}"

    @property
    def asides(self) -> list[str]:
        """What else is to be known, in a few words each."""
        entry = self.entry
        told = [self.sign.word] if entry.score is not None and entry.verdict != "passed" else []
        if entry.days_late:
            told.append(days(entry.days_late) + (f" {signed(-entry.penalty)}" if entry.penalty else ""))
        told += [f"{signed(entry.adjusted)} adjusted"] if entry.adjusted else []
        return told + ([words.count(entry.attempts, "attempt")] if entry.attempts > 1 else [])


@dataclass(frozen=True, slots=True)
class Row:
    """A learner's line."""

    person: Person
    cells: tuple[Cell, ...]

    @property
    def known(self) -> int:
        """How many exercises have a score."""
        return sum(cell.entry.score is not None for cell in self.cells)

    @property
    def total(self) -> float:
        """The sum of the scores."""
        return sum(cell.entry.score or 0.0 for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Example:
    """A group of equal failures: who is in it, and how the first of the checks failed for the first of them."""

    group: Alike
    people: tuple[Person, ...]
    check: CheckReport | None
    said: tuple[tuple[Diagnosis, bool], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A known mistake, who made it, and in which checks it shows."""

    diagnosis: Diagnosis
    people: tuple[Person, ...]
    checks: tuple[str, ...]


def sign_of(entry: Entry) -> Sign:
    """How an entry is shown."""
    if entry.state == "missing":
        return MISSING
    return words.SIGNS["fault" if entry.state == "not_graded" or entry.verdict is None else entry.verdict]


def cell(course: Course, entry: Entry, *, report: bool) -> Cell:
    """The cell of an entry, with a link to its report if there is one."""
    person = course.people[entry.learner]
    link = f"learners/{person.slug}/{course.files[entry.exercise]}.html" if report else ""
    why = visible(course.mask.reason(entry.why, entry.learner, person))
    return Cell(entry, sign_of(entry), link, why, visible(course.mask.text(entry.note)))


def index(course: Course, figures: ClassFigures, rows: Sequence[Row], titles: Mapping[str, str]) -> str:
    """The page of the whole class: every learner with every exercise."""
    absent = [(row.person, one, titles[one.entry.exercise]) for row in rows for one in row.cells if one.told]
    return page(
        "class_index.html.j2",
        course=visible(course.title),
        anonymous=course.mask.anonymous,
        figures=readable(figures),
        files=course.files,
        listed=readable(course.exercises),
        rows=rows,
        maximum=sum(one.maximum for one in course.exercises),
        absent=absent,
    )


def exercise(course: Course, figures: ExerciseFigures, tally: Tally, rows: Sequence[tuple[Person, Cell]]) -> str:
    """The page of one exercise."""
    shown = course.shown
    groups = [
        Example(readable(group), tuple(shown[one] for one in group.learners), *_example(tally, group))
        for group in tally.groups
    ]
    mistakes = [
        Made(readable(one.diagnosis), tuple(shown[who] for who in one.learners), readable(tuple(one.checks)))
        for one in tally.common_mistakes()
    ]
    return page(
        "class_exercise.html.j2",
        course=visible(course.title),
        anonymous=course.mask.anonymous,
        figures=readable(figures),
        plots=_plots(figures),
        score_rows=[(words.points(one.low), one.number) for one in figures.bins],
        time_rows=[(f"{one.low:g}", one.number) for one in figures.seconds.bins],
        mistakes=mistakes,
        groups=groups,
        waits={group.check.name: [] for group in groups if group.check},
        smaller=tally.smaller,
        rows=rows,
        file=course.files[figures.exercise],
        slowest=[(shown[entry.learner], entry, sign_of(entry)) for entry in tally.slowest()],
    )


def _example(tally: Tally, group: Alike) -> tuple[CheckReport | None, tuple[tuple[Diagnosis, bool], ...]]:
    """The check as it failed for the group's example, without the command that would repeat it, and what was said."""
    shown = tally.examples.get(group)
    if shown is None:
        return None, ()
    return readable(with_fields(shown.check, repeat="")), tuple((readable(one), True) for one, _ in shown.said)


def _plots(figures: ExerciseFigures) -> "dict[str, Markup]":
    from markupsafe import Markup

    drawn = {
        "scores": plots.scores("scores", figures),
        "verdicts": plots.verdicts("verdicts", figures),
        "success": plots.success("success", figures.checks),
        "items": plots.items("items", figures.checks),
        "times": plots.times("times", figures),
    }
    return {name: Markup(svg) for name, svg in drawn.items()}  # noqa: S704 -- drawn here, its texts escaped


def mark(course: Course, entry: Entry, listed: Listed, *, report: bool) -> Mark:
    """What one learner is told of one exercise."""
    hidden, text = course.mask.anonymous, course.mask.text
    adjustments = tuple(
        AdjustmentMark(one.points, text(one.reason), "" if hidden else one.author, "" if hidden else one.made)
        for one in entry.adjustments
    )
    return Mark(
        exercise=entry.exercise,
        title=listed.title,
        state=entry.state,
        maximum=entry.maximum,
        score=entry.score,
        raw=entry.raw,
        penalty=entry.penalty,
        adjusted=entry.adjusted,
        days_late=entry.days_late,
        verdict=entry.verdict,
        why=course.mask.reason(entry.why, entry.learner, course.people[entry.learner]),
        note=text(entry.note),
        attempts=entry.attempts,
        submitted="" if hidden else entry.submitted,
        seconds=entry.seconds,
        adjustments=adjustments,
        report=f"{course.files[entry.exercise]}.html" if report else "",
    )


def learner(marks: Marks, entries: Sequence[Entry]) -> str:
    """The page of one learner's marks; it leads to nobody else's, so that its folder can be handed out."""
    known = [one.score for one in marks.marks if one.score is not None]
    return page(
        "class_learner.html.j2",
        marks=readable(marks),
        signs=[sign_of(entry) for entry in entries],
        total=sum(known),
        known=len(known),
        maximum=sum(one.maximum for one in marks.marks),
    )


__all__ = ["Cell", "Course", "Row", "cell", "exercise", "index", "learner", "mark", "sign_of"]
