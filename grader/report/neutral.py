"""Text that came from a submission, made harmless: what it could do to a reader becomes what a reader can see.

A learner's process chooses every byte of what it prints and raises. Shown raw, those bytes can move the cursor, rename
the terminal's window, reverse the order of the letters, or speak to the CI service that reads the log.
"""

import re

# C1 controls, soft hyphen, invisible formatting, line and paragraph separators, bidirectional controls, tags: a class
# of a regular expression. The joiners U+200C and U+200D are not in it: several scripts and emoji need them.
UNSEEN = "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f{UNSEEN}]")
_CONTROL_OR_SPACE = re.compile(f"[\x00-\x1f{UNSEEN}]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# A line of a log that a CI service takes for an order. GitHub reads `::name` at the start of a line, which wrapping can
# move anywhere, and `##[name]` in the middle of one as well; Azure reads `##vso[`, TeamCity `##teamcity[`.
_GITHUB = "add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env"
_OTHERS = "set-output|stop-commands|warning"
_COMMAND = re.compile(rf"::(?=(?:{_GITHUB}|{_OTHERS})\b)|##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _break_command(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0][0]):02x}{match[0][1:]}"


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate, which no encoding can write, replaced by U+FFFD."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def visible(text: str, *, multiline: bool = False) -> str:
    r"""The text with every character that cannot be seen written as an escape: `\x1b`, `\u202e`.

    Newlines and tabs are escaped as well, unless `multiline` keeps them; `\r\n` then counts as a newline.
    """
    if multiline:
        text = text.replace("\r\n", "\n")
    pattern = _CONTROL if multiline else _CONTROL_OR_SPACE
    return pattern.sub(_escape, without_surrogates(text))


def for_terminal(text: str, *, multiline: bool = False) -> str:
    r"""The text as `visible` gives it, with the first character of a CI service's command escaped: `\x3a:error`."""
    return _COMMAND.sub(_break_command, visible(text, multiline=multiline))


__all__ = ["UNSEEN", "for_terminal", "visible", "without_surrogates"]
