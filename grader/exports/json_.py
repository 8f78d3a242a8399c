"""The grade book as JSON: everything that the view holds but the reports."""

import msgspec

from grader.book.record import View
from grader.report.neutral import without_surrogates

FORMAT = "dlgrade/gradebook/v1"


def render(view: View) -> str:
    """The document, with a newline at its end."""
    whole = {
        "format": FORMAT,
        "course": view.course,
        "exercises": view.exercises,
        "learners": view.learners,
        "entries": view.entries,
        "groups": view.groups,
    }
    encoded = msgspec.json.encode(_writable(msgspec.to_builtins(whole)))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _writable(value: object) -> object:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, (list, tuple)) else value
