"""Everything that a grade book knows of one learner: attempts, gradings, what could not be graded, adjustments."""

from msgspec import Struct

from grader.book.store import Book


class Happened(Struct, frozen=True):
    """One thing that happened: `handed in`, `graded` (or `proposed`, which does not count), `not graded`, `adjusted`.

    `when` is a time with its offset. `digest` says which attempt it was, `setting` which suite, versions and limits.
    """

    exercise: str
    what: str
    when: str
    digest: str = ""
    score: float | None = None
    maximum: float | None = None
    verdict: str = ""
    setting: str = ""
    level: str = ""
    points: float | None = None
    text: str = ""


def history(book: Book, learner: str, exercise: str | None = None) -> list[Happened]:
    """What happened, exercise by exercise, and in each by its time."""
    found = [
        Happened(
            row[0], "handed in", row[1], digest=row[2], text=f"{row[3]}{f', submitted {row[4]}' if row[4] else ''}"
        )
        for row in book.rows(
            "SELECT exercise, seen, digest, path, submitted FROM attempt WHERE learner = ? ORDER BY turn", learner
        )
    ]
    found += [
        Happened(row[0], "graded" if row[1] else "proposed", *row[2:])
        for row in book.rows(
            "SELECT exercise, counts, made, digest, score, maximum, verdict, setting, level FROM grading"
            " WHERE learner = ? ORDER BY id",
            learner,
        )
    ]
    found += [
        Happened(row[0], "not graded", row[1], text=row[2])
        for row in book.rows("SELECT exercise, seen, why FROM trouble WHERE learner = ?", learner)
    ]
    found += [
        Happened(row[0], "adjusted", row[1], points=row[2], text=f"{row[3]} ({row[4]})")
        for row in book.rows(
            "SELECT exercise, made, points, reason, author FROM adjustment WHERE learner = ? ORDER BY id", learner
        )
    ]
    chosen = [one for one in found if exercise in (None, one.exercise)]
    return sorted(chosen, key=lambda one: (one.exercise, one.when))


def sentence(one: Happened) -> str:
    """It as a line to read."""
    head = f"{one.when}  {one.exercise}  {one.what}"
    if one.score is not None and one.maximum is not None:
        return f"{head}  {one.score:g} of {one.maximum:g}, {one.verdict} ({one.level}, content {one.digest[:8]})"
    if one.points is not None:
        return f"{head}  {one.points:+g}: {one.text}"
    return f"{head}  {one.text}{f' (content {one.digest[:8]})' if one.digest else ''}"


__all__ = ["Happened", "history", "sentence"]
