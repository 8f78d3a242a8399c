"""Points in time, which nobody may guess: one without its offset from UTC could make a learner late by a time zone."""

import datetime as dt
import re

# As YAML and Ruby write it: spaces, one to nine digits of a second, an offset that may lack minutes.
LOOSE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[Tt]|[ \t]+)(?P<time>\d\d:\d\d:\d\d)(?:\.(?P<part>\d+))?"
    r"[ \t]*(?P<offset>[Zz]|UTC|[+-]\d\d(?::?\d\d)?)",
    re.ASCII,
)


def iso(text: str) -> str:
    """A time as ISO 8601 with its offset; empty where it is no time, or tells no offset."""
    found = LOOSE.fullmatch(text.strip())
    if found:
        offset = "+00:00" if found["offset"] in ("Z", "z", "UTC") else found["offset"]
        text = f"{found['day']}T{found['time']}.{(found['part'] or '')[:6]:0<6}{offset}"
    try:
        time = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    return time.isoformat() if time.tzinfo is not None else ""
