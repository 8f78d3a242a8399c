"""A run over a class: what it promises beyond each submission by itself."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from grader.batch import jobs
from grader.batch.pool import Pool, WorkerDiedError
from grader.batch.run import Class, Event, Listener, Run
from grader.batch.scratch import run_folder, sweep
from grader.batch.tasks import Preparation, RunError, setting_of
from grader.book.policy import Policy
from grader.book.store import Book
from grader.book.view import view
from grader.course import Course
from grader.graded import Options
from grader.learners import Handed, Intake, Learner
from grader.report.classroom import write
from grader.sandbox.limits import Limits
from tests.batch.classes import content, make_class
from tests.harness import SAMPLES
from tests.report.class_factory import without_seconds, without_times

CLASS = (40, 43, 44, 51, 54)
LIMITS = Limits(message_seconds=2.0)


class Heard(Listener):
    """Keeps what a run tells."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.told: list[str] = []
        self.begun: dict[str, int] = {}

    def begin(self, what: str, total: int) -> None:
        self.begun[what] = total

    def event(self, event: Event) -> None:
        self.events.append(event)

    def tell(self, text: str) -> None:
        self.told.append(text)


def handed(folder: Path) -> tuple[Handed, ...]:
    return tuple(Handed(Learner(path.name), str(path)) for path in sorted(folder.iterdir()))


def run(
    course: Course, folder: Path, book: Path, executor: Executor, heard: Listener | None = None, **more: Any
) -> Run:
    """A run over a folder of submissions of exercise07, to its end."""
    exercise = course.find("7")
    options = Options(course.seed, LIMITS, isolation="process")
    submissions = more.pop("handed", None) or handed(folder)
    work = Class(course, (exercise,), {exercise.id: options}, Intake("plain", submissions), named=True)
    with run_folder() as place, Book.write(book) as kept:
        found = Run(structs.replace(work, **more), kept, executor, 2, place / "recordings", heard or Heard())
        found.all()
        return found


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2) as pool:
        yield pool


def test_two_runs_give_the_same_book_and_the_same_pages(course: Course, pool: Pool, tmp_path: Path) -> None:
    folder = make_class(tmp_path / "class", CLASS)
    texts = []
    for number in range(2):
        book = tmp_path / f"{number}.sqlite"
        run(course, folder, book, pool)
        with Book.read(book) as opened:
            write(view(opened, Policy(), "Course"), tmp_path / str(number))
        pages = (path for path in (tmp_path / str(number)).rglob("*") if path.is_file())
        strip = {".html": without_times, ".json": without_seconds}
        texts.append({
            str(path.relative_to(tmp_path / str(number))): strip[path.suffix](path.read_text(encoding="utf-8"))
            for path in pages
        })  # fmt: skip
    assert content(tmp_path / "0.sqlite") == content(tmp_path / "1.sqlite")
    assert texts[0] == texts[1]
    assert len(texts[0]) > 3 * len(CLASS)


def test_each_way_to_fail_is_explained_once_and_shown_to_all_who_fail_so(
    course: Course, pool: Pool, tmp_path: Path
) -> None:
    heard = Heard()
    run(course, make_class(tmp_path / "class", (40, 51, 59)), tmp_path / "book.sqlite", pool, heard)
    assert heard.begun["Explaining"] == 1
    assert heard.begun["Showing"] == 3
    with Book.read(tmp_path / "book.sqlite") as book:
        found = view(book, Policy(), "")
        reports = [found.report(entry) for entry in found.entries]
    cases = [
        [check.case for check in report.checks if check.verdict == "failed" and check.examples > 1]
        for report in reports
        if report is not None
    ]
    assert cases[0]
    assert all(case is not None and case.shrunk for case in cases[0])
    assert cases[0] == cases[1] == cases[2]
    assert {len(group.learners) for group in found.groups} == {3}


class Deadly(Executor):
    """Loses every worker over one learner's submission."""

    def __init__(self, pool: Pool, learner: str) -> None:
        self.pool = pool
        self.learner = learner

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        job = args[0]
        if isinstance(job, jobs.GradeJob) and job.handed is not None and job.handed.learner.id == self.learner:
            future: Future[Any] = Future()
            future.set_exception(WorkerDiedError("the worker that graded it died (signal SIGKILL)"))
            return future
        return self.pool.submit(fn, *args, **kwargs)


def test_whoever_kills_the_graders_is_a_fault_without_a_number(course: Course, pool: Pool, tmp_path: Path) -> None:
    folder = make_class(tmp_path / "class", (44, 45))
    found = run(course, folder, tmp_path / "book.sqlite", Deadly(pool, "student044"))
    (event,) = found.events
    assert (event.learner, event.score, event.fault) == ("student044", None, True)
    assert "twice" in event.why
    with Book.read(tmp_path / "book.sqlite") as book:
        entries = {entry.learner: (entry.state, entry.score) for entry in view(book, Policy(), "").entries}
    assert entries == {"student044": ("not_graded", None), "student045": ("graded", 20)}
    again = run(course, folder, tmp_path / "book.sqlite", pool)
    assert again.counts == {"graded": 1, "kept": 1, "not_graded": 0, "absent": 0}


def test_a_folder_that_vanishes_is_no_learner_s_fault_and_the_rest_is_graded(
    course: Course, pool: Pool, tmp_path: Path
) -> None:
    folder = make_class(tmp_path / "class", (44, 45))
    submissions = handed(folder)
    shutil.rmtree(folder / "student044")
    found = run(course, folder, tmp_path / "book.sqlite", pool, handed=submissions)
    (event,) = found.events
    assert event.fault
    assert "student044 cannot be read: No such file or directory" in event.why
    assert found.counts["graded"] == 1


def test_numbers_of_moodle_s_that_are_other_people_are_refused(course: Course, pool: Pool, tmp_path: Path) -> None:
    folder = make_class(tmp_path / "class", (44,))
    path = str(folder / "student044")
    for name, refused in (("Anna", False), ("Anna", False), ("Ben", True)):
        intake = Intake("moodle", (Handed(Learner("12", name), path),))
        if not refused:
            run(course, folder, tmp_path / "book.sqlite", pool, intake=intake)
            continue
        with pytest.raises(RunError, match="12 is 'Ben' here and 'Anna' there"):
            run(course, folder, tmp_path / "book.sqlite", pool, intake=intake)


def test_a_setting_is_the_recording_the_versions_the_device_and_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Options("seed", LIMITS)
    same = (Options("other words for it", LIMITS), structs.replace(one, isolation="isolated", shrink=False))
    others = (structs.replace(one, device="cuda"), structs.replace(one, limits=Limits(message_seconds=3.0)))
    assert {setting_of("digest", other) for other in same} == {setting_of("digest", one)}
    assert setting_of("digest", one) not in {setting_of("digest", other) for other in others}
    assert setting_of("other", one) != setting_of("digest", one)
    before = setting_of("digest", one)
    monkeypatch.setattr("grader.batch.tasks.versions", lambda: {"numpy": "0.1"})
    assert setting_of("digest", one) != before


def test_a_level_that_was_not_reached_before_is_graded_again(course: Course, pool: Pool, tmp_path: Path) -> None:
    folder = make_class(tmp_path / "class", (44,))
    run(course, folder, tmp_path / "book.sqlite", pool)
    with Book.write(tmp_path / "book.sqlite") as book:
        book.connection.execute("UPDATE grading SET level = 'process'")
    exercise = course.find("7")
    strict = {exercise.id: Options(course.seed, LIMITS, isolation="confined")}
    with Book.read(tmp_path / "book.sqlite"):
        pass
    assert run(course, folder, tmp_path / "book.sqlite", pool).counts["kept"] == 1
    assert run(course, folder, tmp_path / "book.sqlite", pool, options=strict).counts["graded"] == 1


def test_a_solution_that_fails_stops_before_anybody_is_graded(course: Course, pool: Pool, tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(course.root / "exercises", root / "exercises")
    shutil.copy(course.root / "course.toml", root)
    shutil.copytree(
        SAMPLES / "exercise07_softmax" / "log_of_softmax", root / "solutions" / "numpy" / "exercise07_softmax"
    )
    folder = make_class(tmp_path / "class", (44,))
    heard = Heard()
    with pytest.raises(RunError, match=r"its score is 18 of 20 points: log_softmax"):
        run(Course(root), folder, tmp_path / "book.sqlite", pool, heard)
    assert heard.events == []


def test_the_folder_of_a_run_that_was_killed_is_swept_and_a_live_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stale = tmp_path / "dlgrade-run-stale"
    stale.mkdir()
    (stale / "in-use").touch()
    with run_folder() as folder:
        assert not stale.exists()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        sweep()
        assert folder.is_dir()
    assert not folder.exists()


def test_every_record_of_a_job_survives_the_way_to_a_worker(course: Course, pool: Pool, tmp_path: Path) -> None:
    exercise = course.find("7")
    options = Options(course.seed, LIMITS)
    with run_folder() as place:
        preparation = Preparation(course, [exercise], {exercise.id: options}, pool, place / "recordings", print)
        prepared = preparation.ready(exercise, "numpy")
        path = make_class(tmp_path / "class", (44,)) / "student044"
        job = jobs.GradeJob(prepared.task, Handed(Learner("a", "Ä", ids={"x": "1"}), str(path)), gated=True)
        assert isinstance(pool.submit(jobs.grade_one, job).result(), jobs.Unproved)
        scored = pool.submit(jobs.grade_one, structs.replace(job, proved=("numpy",))).result()
    assert isinstance(scored, jobs.Scored)
    assert (scored.score, scored.verdict, scored.failures) == (20, "passed", {})
    assert json.loads(json.dumps(scored.digest)) == scored.digest
