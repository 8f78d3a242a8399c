"""Writing the reports of a class into a folder, reading each submission's report once, one by one."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from grader.book.record import Entry, View
from grader.recording import write_whole
from grader.report import html, json
from grader.report.classroom import pages, plots
from grader.report.classroom.errors import ReportError
from grader.report.classroom.gather import Tally, tallies
from grader.report.classroom.people import anonymous as without_names
from grader.report.classroom.people import named
from grader.report.classroom.record import ClassFigures, Marks
from grader.report.classroom.shared import FOOTER, GENERATOR, as_json
from grader.report.classroom.slugs import slugs

HEAD = 2_000  # characters of a page, among which our mark stands
OWN = frozenset({"index", "report"})  # names of files beside those of the exercises


class _Folder:
    """The files of one report: what is written into the folder, and what an earlier report left there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written: list[Path] = []
        if path.exists() and not path.is_dir():
            raise ReportError(f"{path} is a file. Name a folder for the reports.")
        index = path / "index.html"
        if index.exists() and not _is_ours(index):
            raise ReportError(f"{index} was not written by dlgrade. Name another folder for the reports, or remove it.")

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        write_whole(file, text.encode("utf-8"), shared=True)
        self.written.append(file)

    def clear(self) -> None:
        """Remove what an earlier report wrote and this one did not: marks of before, and names where none should be."""
        kept = set(self.written)
        # Before the index pages, which tell that the JSON beside them is ours.
        stale = sorted({*self.path.glob("class-*.html"), *self.path.glob("learners/*/*.html")} - kept, key=_index_last)
        for file in stale:
            if _is_ours(file):
                beside = file.with_name("report.json") if file.name == "index.html" else file.with_suffix(".json")
                for one in (file, *([beside] if file.parent != self.path and beside not in kept else [])):
                    one.unlink(missing_ok=True)
                with suppress(OSError):  # not empty: something in it is not ours
                    file.parent.rmdir()


def _index_last(file: Path) -> tuple[bool, Path]:
    return file.name == "index.html", file


def _is_ours(file: Path) -> bool:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return GENERATOR in text[:HEAD] or FOOTER in text[-HEAD:]


def write(
    view: View, folder: Path, *, anonymous: bool = False, salt: str = "", progress: Callable[[], None] = lambda: None
) -> tuple[Path, ...]:
    """Write the reports of a class, each file whole or not at all, and remove what an earlier report left over.

    Args:
        view: the grade book as it is read.
        folder: where the reports are to be; it is made if it is missing.
        anonymous: show numbers in place of names, ids, addresses and paths.
        salt: a secret of the course; the order of the numbers depends on it.
        progress: called after each entry.

    Returns:
        The files that were written, the index last.

    Raises:
        ReportError: the folder holds something else, a salt is missing, or matplotlib is.
    """
    if anonymous and not salt:
        raise ReportError("An anonymous report needs a salt, or anybody who knows the ids could work the numbers out.")
    plots.require()
    out = _Folder(folder)
    people, mask = without_names(view.learners, salt) if anonymous else named(view.learners)
    files = slugs((listed.id for listed in view.exercises), OWN)
    course = pages.Course(view.course, view.exercises, people, files, mask)
    counts = tallies(view, people, mask)
    rows = _learners(view, course, counts, out, progress)
    figures = [tally.figures(people, mask) for tally in counts.values()]
    for at, (tally, its) in enumerate(zip(counts.values(), figures, strict=True)):
        own = [(row.person, row.cells[at]) for row in rows]
        out.write(f"class-{files[its.exercise]}.html", pages.exercise(course, its, tally, own))
    whole = ClassFigures(view.course, len(people), anonymous, tuple(figures))
    out.write("class.json", as_json(whole))
    titles = {listed.id: listed.title for listed in view.exercises}
    out.write("index.html", pages.index(course, whole, rows, titles))
    out.clear()
    return tuple(out.written)


def _learners(
    view: View, course: pages.Course, counts: dict[str, Tally], out: _Folder, progress: Callable[[], None]
) -> list[pages.Row]:
    """Write every learner's own pages, and give the rows of the tables."""
    of: dict[str, list[Entry]] = {learner: [] for learner in course.people}
    for entry in view.entries:
        of[entry.learner].append(entry)
    place = {listed.id: at for at, listed in enumerate(view.exercises)}
    shown = course.shown
    rows = []
    for learner, entries in of.items():
        entries.sort(key=lambda entry: place[entry.exercise])
        cells = []
        for entry in entries:
            has_report = _report(view, course, entry, counts[entry.exercise], out)
            cells.append(pages.cell(course, entry, report=has_report))
            progress()
        _marks(course, learner, cells, out)
        rows.append(pages.Row(shown[learner], tuple(cells)))
    return rows


def _report(view: View, course: pages.Course, entry: Entry, tally: Tally, out: _Folder) -> bool:
    """Write the report of one submission, count it, and let go of it; False where there is none."""
    report, person = view.report(entry), course.people[entry.learner]
    if report is not None:
        report = course.mask.report(report, person)
        name = f"learners/{person.slug}/{course.files[entry.exercise]}"
        out.write(f"{name}.html", html.render(report))
        out.write(f"{name}.json", json.render(report))
    tally.take(entry, report)
    return report is not None


def _marks(course: pages.Course, learner: str, cells: list[pages.Cell], out: _Folder) -> None:
    person = course.people[learner]
    marks = tuple(
        pages.mark(course, cell.entry, listed, report=bool(cell.link))
        for cell, listed in zip(cells, course.exercises, strict=True)
    )
    own = Marks(course.title, person.label, person.id, person.email, marks)
    out.write(f"learners/{person.slug}/report.json", as_json(own))
    out.write(f"learners/{person.slug}/index.html", pages.learner(own, [cell.entry for cell in cells]))


__all__ = ["write"]
