"""A page of text for a terminal: paragraphs wrapped behind a lead, in colour if asked for.

rich does the wrapping and the colours. It is imported by the functions, so that importing this module costs nothing;
its tables, markup and highlighting are not used.
"""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from grader.report.neutral import for_terminal

if TYPE_CHECKING:
    from rich.text import Text

Span = tuple[str, str]  # text, and its style in rich's words

NARROWEST = 40
TAB = 4
_ASCII = str.maketrans({"–": "-", "·": "-", "│": "|", "…": "...", "“": '"', "”": '"', "’": "'"})  # noqa: RUF001


class Page:
    """Lines written one below the other, none wider than `width` cells unless it is written `whole`."""

    def __init__(self, width: int, *, color: bool, ascii_only: bool) -> None:
        from rich.console import Console

        self.width = max(width, NARROWEST)
        self.ascii_only = ascii_only
        self._lines: list[Text] = []
        self._console = Console(
            file=StringIO(),
            width=self.width,
            force_terminal=color,
            color_system="standard" if color else None,
            legacy_windows=False,
            _environ={},  # what the page looks like is the caller's decision alone
        )

    def clean(self, text: str) -> str:
        """One line of text made harmless, its tabs as spaces, in ASCII where nothing else can be written."""
        text = for_terminal(text.expandtabs(TAB))
        return text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii") if self.ascii_only else text

    def cells(self, text: str) -> int:
        """How many columns the text takes."""
        from rich.cells import cell_len

        return cell_len(self.clean(text))

    def _text(self, spans: Iterable[Span]) -> "Text":
        from rich.text import Text

        text = Text()
        for content, style in spans:
            text.append(self.clean(content), style)
        return text

    def write(self, *body: Span, lead: Sequence[Span] = (), repeat_lead: bool = False) -> None:
        """Write a paragraph behind its lead; its further lines begin below the body, or behind the lead again."""
        front = self._text(lead)
        blank = front if repeat_lead else self._text([(" " * front.cell_len, "")])
        room = max(self.width - front.cell_len, 10)
        lines = self._text(body).wrap(self._console, room, overflow="fold") or [self._text(())]
        for position, line in enumerate(lines):
            line.rstrip()
            self._lines.append((blank if position else front) + line)

    def whole(self, *spans: Span) -> None:
        """Write one line that must not be broken, however long: a command to copy, a row of an array."""
        self._lines.append(self._text(spans))

    def gap(self) -> None:
        """Leave a line empty, unless one is already."""
        if self._lines and self._lines[-1].plain.strip():
            self._lines.append(self._text(()))

    def text(self) -> str:
        """All that was written, with a newline behind every line and no blanks in front of it."""
        from rich.text import Text

        while self._lines and not self._lines[-1].plain.strip():
            self._lines.pop()
        for line in self._lines:
            line.rstrip()
        with self._console.capture() as captured:
            self._console.print(Text("\n").join(self._lines), soft_wrap=True, highlight=False)
        return captured.get()


__all__ = ["Page", "Span"]
