"""What can stop a class's report from being written."""


class ReportError(Exception):
    """The reports of a class cannot be written; the message says what to do."""
