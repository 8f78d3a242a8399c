"""The reports of a class: a page of everybody's marks, a page for each exercise, and a folder for each learner."""

from grader.report.classroom.errors import ReportError
from grader.report.classroom.write import write

__all__ = ["ReportError", "write"]
