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


# What makes a spreadsheet compute a cell: the four signs, in full width as well, since programs of East Asia read
# those alike, behind any white space, for it is trimmed before a cell is looked at.
_FORMULA = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def for_csv(text: str) -> str:
    r"""The text as a cell that a spreadsheet shows and does not compute: `'=1+1`.

    Excel, LibreOffice and Google Sheets take a cell for a formula that begins with `=`, `+`, `-` or `@`, also where
    quotes stand around it, and a formula can send a grade book elsewhere or start a program. An apostrophe in front
    makes it text. A tab or a carriage return in front of the sign, which some of them skip, is an escape already, as
    every control character is; line breaks too, for not every reader of CSV knows cells of several lines. A number
    (`-1.5`, `+2e3`) is no formula, and stays one.

    Quoting is the writer's business: every cell is to be quoted. Where a reader takes semicolons for what parts cells,
    as in much of Europe, that alone does not help; see `grader.exports.csv_`.

    See https://owasp.org/www-community/attacks/CSV_Injection.
    """
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown) else shown


# Char of https://www.w3.org/TR/xml/#charsets: tab, newline, carriage return, and all from the space on but for
# surrogates, U+FFFE and U+FFFF. The other noncharacters are allowed and discouraged, since parsers differ on them.
_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(end - 1)}{chr(end)}" for end in range(0x1FFFF, 0x110000, 0x10000)
)
_NOT_XML = re.compile(f"[{_NONCHARACTERS}]")


def for_xml(text: str, *, multiline: bool = False) -> str:
    r"""The text in characters that XML 1.0 allows; the others become an escape, `\x00`, `\ufffe`.

    A document that holds any other is not well formed, and no reference (`&#0;`) can name one: a single NUL that a
    submission prints would lose the results of a whole class. Newlines are escaped unless `multiline` keeps them, and
    carriage returns always are: a parser makes spaces and newlines of them. Markup (`<`, `&`) is the writer's business.
    """
    return _NOT_XML.sub(_escape, visible(text, multiline=multiline))


__all__ = ["UNSEEN", "for_csv", "for_terminal", "for_xml", "visible", "without_surrogates"]
