"""Explains failures once for each way to fail, and shows them to everybody who fails so.

The first learner who fails a check in a way stands for all: the check is run live on that submission, and Hypothesis
shrinks it. Then every such submission answers the small example itself, so that each report shows its own numbers.
"""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, Self

from grader.author import Author, missing
from grader.batch.flow import Flow
from grader.batch.jobs import Explained, ExplainJob, ShowJob, explain_one, show_one
from grader.batch.tasks import Prepared
from grader.book.packed import pack, unpack
from grader.book.store import Book
from grader.experiment.expectation import Example
from grader.learners import natural

if TYPE_CHECKING:
    from grader.batch.run import Listener


class _Way(NamedTuple):
    """A way to fail that nobody has explained, and who stands for it."""

    signature: str
    check: str
    grading: int


class Explainer:
    """Explains with an author's process of its own. Close it.

    It may begin before everybody was graded (`ahead`). Who stands for a way to fail is settled only then, so what was
    begun for somebody who is not the first after all is dropped: what it comes to never depends on who was quicker.
    """

    def __init__(self, book: Book, workers: int, listen: "Listener") -> None:
        self._book = book
        self._workers = workers
        self._listen = listen
        self._author = Author()
        self._threads = ThreadPoolExecutor(workers, "dlgrade explains")  # they only wait for the author's process
        self._early: dict[tuple[int, tuple[str, ...]], Future[Explained]] = {}

    def expect(self) -> None:
        """Start the author's process, since it will be wanted: its imports take a second."""
        self._author.start()

    def ahead(self, prepared: Prepared) -> None:
        """Begin with what is known to fail by now."""
        if missing():
            return
        for grading, ways in _unexplained(self._book, prepared).items():
            checks = tuple(way.check for way in ways)
            job = ExplainJob(prepared.task, _source(self._book, grading), checks)
            if (grading, checks) not in self._early:
                self._early[grading, checks] = self._threads.submit(explain_one, self._author.ask, job)

    def explain(self, prepared: Prepared, executor: Executor) -> None:
        """Explain what fails in one exercise, where the author's packages are there to do it, and show it."""
        ways = _unexplained(self._book, prepared)
        if ways and not missing():
            self._look(prepared, ways)
        todo = _unshown(self._book, prepared)
        if not todo:
            return
        self._listen.begin("Showing", len(todo))
        for job, report in Flow(executor, show_one, _show_jobs(self._book, prepared, todo), 2 * self._workers):
            if isinstance(report, BaseException):
                self._listen.tell(f"A report keeps the case that was recorded: {report}")
            else:
                self._book.show(todo[job.number], report)
            self._listen.step()

    def _look(self, prepared: Prepared, ways: dict[int, list[_Way]]) -> None:
        """Run each way live, several at a time."""
        self._author.start()  # by this thread, which stays: the process ends with the one that started it
        self._listen.begin("Explaining", len(ways))
        order = list(ways)

        def jobs() -> Iterator[ExplainJob]:
            for number, grading in enumerate(order):
                checks = tuple(way.check for way in ways[grading])
                yield ExplainJob(prepared.task, _source(self._book, grading), checks, number)

        def look(job: ExplainJob) -> Explained:
            early = self._early.pop((order[job.number], job.checks), None)
            return early.result() if early is not None else explain_one(self._author.ask, job)

        troubles: set[str] = set()
        for job, found in Flow(self._threads, look, jobs(), self._workers):
            trouble = str(found) if isinstance(found, BaseException) else found.trouble
            if not trouble and not isinstance(found, BaseException):
                self._book.explain([_example(way, found) for way in ways[order[job.number]]])
            elif trouble not in troubles:
                troubles.add(trouble)
                self._listen.tell(f"Failing checks could not be run again live: {trouble}")
            self._listen.step()

    def close(self) -> None:
        """End the author's process, whatever it does."""
        self._author.close(at_once=True)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _unexplained(book: Book, prepared: Prepared) -> dict[int, list[_Way]]:
    """The ways that need explaining, by the grading that stands for them: that of the first learner."""
    rows = book.rows(
        "SELECT f.signature, f.name, g.id, g.learner, a.turn FROM failure f JOIN grading g ON g.id = f.grading"
        " JOIN attempt a USING (learner, exercise, digest) WHERE g.exercise = ? AND g.setting = ? AND f.shrinks = 1"
        " AND f.signature NOT IN (SELECT signature FROM explanation)",
        prepared.task.exercise, prepared.setting,
    )  # fmt: skip
    first: dict[str, tuple[object, _Way]] = {}
    for signature, check, grading, learner, turn in rows:
        key = (natural(learner), turn)
        if signature not in first or key < first[signature][0]:  # type: ignore[operator]
            first[signature] = (key, _Way(signature, check, grading))
    ways: dict[int, list[_Way]] = {}
    for _, way in sorted(first.values(), key=lambda one: (one[0], one[1].check)):
        ways.setdefault(way.grading, []).append(way)
    return ways


def _example(way: _Way, found: Explained) -> tuple[str, bytes | None]:
    example = found.examples.get(way.check)
    return way.signature, pack(example) if example is not None else None


def _unshown(book: Book, prepared: Prepared) -> list[int]:
    """The gradings whose failures were all looked into since they were made."""
    rows = book.rows(
        "SELECT id FROM grading WHERE exercise = ? AND setting = ? AND explained = 0 AND NOT EXISTS"
        " (SELECT 1 FROM failure WHERE grading = id AND shrinks = 1"
        " AND signature NOT IN (SELECT signature FROM explanation)) ORDER BY id",
        prepared.task.exercise, prepared.setting,
    )  # fmt: skip
    return [int(row[0]) for row in rows]


def _show_jobs(book: Book, prepared: Prepared, gradings: list[int]) -> Iterator[ShowJob]:
    for number, grading in enumerate(gradings):
        rows = book.rows(
            "SELECT f.name, e.example FROM failure f JOIN explanation e USING (signature) WHERE f.grading = ?"
            " AND e.example IS NOT NULL",
            grading,
        )
        examples = {name: unpack(example, Example) for name, example in rows}
        ((report,),) = book.rows("SELECT report FROM grading WHERE id = ?", grading)
        yield ShowJob(prepared.task, _source(book, grading), report, examples, number)


def _source(book: Book, grading: int) -> bytes:
    query = "SELECT source FROM grading JOIN attempt USING (learner, exercise, digest) WHERE id = ?"
    return bytes(book.rows(query, grading)[0][0])
