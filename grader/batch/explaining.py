"""Explains failures once for each way to fail, and shows them to everybody who fails so.

The first learner who fails a check in a way stands for all: the check is run live on that submission, and Hypothesis
shrinks it. Then every such submission answers the small example itself, so that each report shows its own numbers.
"""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from grader.author import Author, missing
from grader.batch.flow import Flow
from grader.batch.jobs import Explained, ExplainJob, ShowJob, explain_one, show_one
from grader.batch.tasks import Prepared
from grader.book.packed import pack, unpack
from grader.book.store import Book
from grader.experiment.expectation import Example
from grader.learners import natural
from grader.rerun import Answer, Job

if TYPE_CHECKING:
    from grader.batch.run import Listener


class Authors:
    """Author's processes, for jobs that run at the same time. Each has its own; who has none yet gets one."""

    def __init__(self) -> None:
        self._all: list[Author] = []
        self._free: SimpleQueue[Author] = SimpleQueue()

    def at_least(self, number: int) -> None:
        """Start as many, if there are fewer: by the thread that stays, since the kernel ends them with it."""
        while len(self._all) < number and not missing():
            self._all.append(Author())
            self._free.put(self._all[-1])

    def ask(self, job: Job) -> Answer:
        """Have one that is free do the job. Raises AuthorError."""
        author = self._free.get()
        try:
            return author.ask(job)
        finally:
            self._free.put(author)

    def close(self) -> None:
        """End them all, whatever they do."""
        for author in self._all:
            author.close(at_once=True)
        self._all.clear()


class _Way(NamedTuple):
    """A way to fail that nobody has explained, and who stands for it."""

    signature: str
    check: str
    grading: int


def explain(
    book: Book, prepared: Prepared, executor: Executor, workers: int, authors: Authors, listen: "Listener"
) -> None:
    """Explain what fails in one exercise, where the author's packages are there to do it."""
    ways = _unexplained(book, prepared)
    if ways and not missing():
        _look(book, prepared, ways, min(workers, len(ways)), authors, listen)
    todo = _unshown(book, prepared)
    if todo:
        listen.begin("Showing", len(todo))
        for job, report in Flow(executor, show_one, _show_jobs(book, prepared, todo), 2 * workers):
            if isinstance(report, BaseException):
                listen.tell(f"A report keeps the case that was recorded: {report}")
            else:
                book.show(todo[job.number], report)
            listen.step()


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


def _look(
    book: Book, prepared: Prepared, ways: dict[int, list[_Way]], threads: int, authors: Authors, listen: "Listener"
) -> None:
    """Run each way live. The author's processes are what costs, and not the threads that wait for them."""
    authors.at_least(threads)
    listen.begin("Explaining", len(ways))
    order = list(ways)

    def jobs() -> Iterator[ExplainJob]:
        for number, grading in enumerate(order):
            checks = tuple(way.check for way in ways[grading])
            yield ExplainJob(prepared.task, _source(book, grading), checks, number)

    troubles: set[str] = set()
    with ThreadPoolExecutor(threads, "dlgrade explains") as executor:
        for job, found in Flow(executor, partial(explain_one, authors.ask), jobs(), threads):
            trouble = str(found) if isinstance(found, BaseException) else found.trouble
            if not trouble and not isinstance(found, BaseException):
                book.explain([_example(way, found) for way in ways[order[job.number]]])
            elif trouble not in troubles:
                troubles.add(trouble)
                listen.tell(f"Failing checks could not be run again live: {trouble}")
            listen.step()


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
