"""The report for programs: the record itself as JSON, and the schema that it keeps to."""

import re
from math import isfinite
from typing import Any

import msgspec

from grader.report.neutral import UNSEEN, without_surrogates
from grader.report.record import FORMAT, Report

SCHEMA_ID = "urn:dlgrade:report:v1"

# What JSON allows in a string though a terminal would obey it, a CI service would (in the middle of a line, which is
# where strings stand), or a reader could not see it. Written as an escape it is the same string to a program, and
# harmless in a terminal, a log and a file.
_UNSAFE = re.compile(rf"[{UNSEEN}]|#(?=#(?:vso|teamcity)?\[)", re.IGNORECASE)


def _writable(value: object) -> object:
    """The value in what JSON can say: no lone surrogate in a string, `nan`, `inf` and `-inf` for such numbers."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, (list, tuple)) else value


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[start]:02x}{units[start + 1]:02x}" for start in range(0, len(units), 2))


def render(report: Report) -> str:
    """The report as indented JSON, keys in the order of the record, a newline at the end."""
    encoded = msgspec.json.encode(_writable(msgspec.to_builtins(report)))
    return _UNSAFE.sub(_escape, msgspec.json.format(encoded, indent=2).decode("utf-8")) + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of what `render` writes."""
    (defined,), parts = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    parts["Report"]["properties"]["format"] = {"const": FORMAT}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": f"Report of dlgrade ({FORMAT})",
        **defined,
        "$defs": parts,
    }
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))  # defaults that are tuples become lists
    return decoded


__all__ = ["SCHEMA_ID", "render", "schema"]
