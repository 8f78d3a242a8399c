"""What the pages of a class share with the page of one submission: its templates, its CSS, its care with texts."""

import base64
import hashlib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec

from grader.report import html, json, words
from grader.report.record import Report

if TYPE_CHECKING:
    from jinja2 import Template

T = TypeVar("T")
GENERATOR = '<meta name="generator" content="dlgrade">'
FOOTER = "<footer><p>Report of dlgrade, format "  # by which the page of a submission is known


def readable(record: T) -> T:
    """The record with every string in it made visible, newlines and tabs left."""
    return msgspec.convert(html.readable(msgspec.to_builtins(record)), type(record))


def as_json(record: msgspec.Struct) -> str:
    """A record as JSON in the form of a submission's report."""
    return json.render(cast("Report", record))


def signed(value: float) -> str:
    """Points with their sign: `+1`, and a true minus before what is taken off."""
    return f"{'+' if value > 0 else chr(0x2212)}{words.points(abs(value))}"


def days(number: int) -> str:
    """`1 day late`, `3 days late`."""
    return f"{words.count(number, 'day')} late"


def when(text: str) -> str:
    """A time as people write it, `2031-03-14 15:09 (UTC+01:00)`; any other text as it is."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{time:%Y-%m-%d %H:%M}" + (f" ({time.tzinfo})" if time.tzinfo else "")


@cache
def _script() -> tuple[str, str]:
    """The script of the tables, and the source expression of the policy that allows it and no other."""
    text = files("grader.report").joinpath("templates", "class.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return text, f"'sha256-{digest}'"


@cache
def _template(name: str) -> "Template":
    from markupsafe import Markup

    script, source = _script()
    globals_ = {
        "script": Markup(script),  # noqa: S704 -- our own file
        "script_source": Markup(source),  # noqa: S704 -- a digest
        "generator": Markup(GENERATOR),  # noqa: S704
        "signed": signed,
        "days": days,
        "when": when,
    }
    return html.environment().get_template(name, globals=globals_)


def page(name: str, **context: object) -> str:
    """A page from its template."""
    return _template(name).render(**context)


__all__ = ["FOOTER", "GENERATOR", "as_json", "days", "page", "readable", "signed", "when"]
