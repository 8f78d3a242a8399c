"""From what was raised to one clear sentence and an exit code."""

import errno
import sys
from typing import Any

EXIT_NOT_YET = 1
EXIT_USAGE = 2
EXIT_FAULT = 3
EXIT_INTERRUPTED = 130


class Problem(Exception):
    """Something to tell the user, and the exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code


# By name and module, so that telling them apart imports nothing.
USAGE = {
    ("grader.course", "CourseError"),
    ("grader.submission.take", "SubmissionError"),
    ("grader.grading", "UnknownCheck"),
    ("grader.intake.errors", "IntakeError"),
    ("grader.report.classroom.errors", "ReportError"),
    ("grader.exports.common", "ExportError"),
    ("grader.book.store", "UnfitBookError"),
}
FAULT = {
    ("grader.course", "ManifestError"),
    ("grader.recording", "RecordingError"),
    ("grader.author", "AuthorError"),
    ("grader.batch.tasks", "RunError"),
    ("grader.book.store", "BookError"),
    ("grader.supervisor.interpreter", "LaunchError"),
}


def told(error: Exception) -> Problem:
    """The problem that an exception amounts to."""
    if isinstance(error, Problem):
        return error
    for kind in type(error).__mro__:  # the nearest decides: a ManifestError is a CourseError too
        if (kind.__module__, kind.__name__) in FAULT:
            return Problem(str(error), EXIT_FAULT)
        if (kind.__module__, kind.__name__) in USAGE:
            return Problem(str(error), EXIT_USAGE)
    if isinstance(error, OSError):
        return Problem(told_by_the_system(error), EXIT_FAULT)
    where: Any = sys.exc_info()[2]
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f" ({where.tb_frame.f_code.co_filename.rpartition('/')[2]}, line {where.tb_lineno})" if where else ""
    return Problem(
        f"This is a fault of dlgrade's own: {type(error).__name__}: {error}{place}. Nothing was graded; set "
        "DLGRADE_DEBUG=1 to see where it comes from.",
        EXIT_FAULT,
    )


def told_by_the_system(error: OSError) -> str:
    """A sentence for what the operating system refused."""
    name = f" {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full, so{name or ' a file'} could not be written. Make room and run the command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{error.filename or 'A file'} may not be written or read here: {error.strerror}. Work in a folder of your "
            "own, or change its permissions."
        )
    return f"The system refused{name}: {error.strerror or error}."
