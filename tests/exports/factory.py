"""Grade books for the tests of the exporters: a small class, and one whose every text means harm."""

from msgspec.structs import replace

from grader.book.record import Entry, Listed, State, View
from grader.learners import Learner
from grader.report.record import Report
from tests.report.factory import all_passed, faulty, mixed
from tests.report.factory import hostile as hostile_report

SOFTMAX = Listed("exercise07_softmax", "Softmax", 20.0)
LINEAR = Listed("exercise10_linear", "Linear layer", 10.0)

# What a learner may be called, each to the harm of some format; with the plain ones between them.
HOSTILE = (
    "=cmd|' /C calc'!A0",
    '"; quoted, "" twice',
    "a,b;c\td|e",
    "two\nlines\r\nand\rthree",
    "NUL \x00 and bell \x07",
    "lone \ud800 surrogate",
    "right \u202eto left\u2066",
    "]]> & <![CDATA[ <script>alert(1)</script>",
    "::error file=a.py::forged",
    "%0A::add-mask::0%25",
    "**bold** [link](https://example.invalid) @octocat #1 `code` | <b>",
    "</code></pre></table>\n\n# heading\n\n- item",
    "\u738b\u5c0f\u660e",
    "\U0001f469\u200d\U0001f52c",
    "",
    "+49 30 1234",
    "-1+1",
    "@SUM(A1)",
    "Ek, Anna",
    "a;=1+1",
    'b; "" =2+2;\t@SUM(A1)',
)


def learner(id_: str, name: str = "", email: str = "", **ids: str) -> Learner:
    """A learner, with what other systems call them."""
    return Learner(id_, name, email, ids)


def entry(of: str, exercise: Listed = SOFTMAX, score: float | None = 15.0, **changes: object) -> Entry:
    """A graded entry; one that is not graded where there is no score, unless `changes` says otherwise."""
    state: State = "graded" if score is not None else "not_graded"
    made = Entry(of, exercise.id, state, exercise.maximum, score, score, attempts=1)
    return replace(made, **changes)


def view(
    learners: tuple[Learner, ...],
    entries: tuple[Entry, ...],
    exercises: tuple[Listed, ...] = (SOFTMAX,),
    reports: dict[tuple[str, str], Report] | None = None,
    course: str = "Deep learning",
) -> View:
    """A book; an entry has the report that stands under its learner and exercise."""
    kept = reports or {}
    return View(course, exercises, learners, entries, (), lambda one: kept.get((one.learner, one.exercise)))


ANNA = learner("a1", "Anna Ek", "anna@example.org", moodle="101", canvas="9001")
BO = learner("b2", "Bo Li", "bo@example.org", moodle="102", canvas="9002")
CARL = learner("c3", "Carl Nu", "carl@example.org", moodle="103", canvas="9003")
DORA = learner("d4", "Dora Ost", "dora@example.org", moodle="104", canvas="9004")
CLASS = (ANNA, BO, CARL, DORA)


def small() -> View:
    """Four learners: one with everything right, one late and adjusted, one not graded, one with nothing handed in."""
    reports = {
        ("a1", SOFTMAX.id): all_passed(),
        ("b2", SOFTMAX.id): mixed(),
        ("c3", SOFTMAX.id): faulty(),
        ("a1", LINEAR.id): mixed(),
    }
    entries = (
        entry("a1", score=20.0, verdict="passed", submitted="2031-03-14T15:00:00+01:00"),
        entry("a1", LINEAR, 7.25, verdict="failed"),
        entry("b2", score=12.5, raw=14.0, penalty=2.0, adjusted=0.5, days_late=2, verdict="failed", attempts=3),
        entry("b2", LINEAR, None, state="missing", raw=None, attempts=0),
        entry("c3", score=None, verdict="fault", why="The grader itself failed."),
        entry("c3", LINEAR, 10.0, verdict="passed"),
        entry("d4", score=None, state="missing", attempts=0),
        entry("d4", LINEAR, None, state="missing", attempts=0),
    )
    return view(CLASS, entries, (SOFTMAX, LINEAR), reports)


def hostile() -> View:
    """A class whose names, addresses, reasons and reports mean harm; the ids are hostile too, and one is not."""
    learners = tuple(
        learner(f"{at}{text}", text, text, moodle=f"{500 + at}", canvas=f"{800 + at}")
        for at, text in enumerate(HOSTILE)
    )
    entries = tuple(
        entry(one.id, score=None if at % 5 == 4 else float(at), why=one.name, submitted=one.name)
        for at, one in enumerate(learners)
    )
    reports = {(one.id, SOFTMAX.id): hostile_report() for one in learners}
    return view(learners, entries, (SOFTMAX,), reports, course="\n".join(HOSTILE))
