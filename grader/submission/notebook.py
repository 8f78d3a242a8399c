"""A notebook becomes a module: its code cells in order, without what only IPython understands. IPython never runs.

A cell that is Python is left as it is. In others, the lines that IPython would take for itself (magics, commands of the
shell, questions for help) are replaced by `pass`, so that lines keep their numbers.
"""

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from grader.submission.source import BOMS, SourceError, TooIntricateError, parse, refuse_intricate

MAX_CELLS = 2000  # of all kinds
MAX_SOURCE = 1 << 20  # characters of all code

# Cell magics whose cell is Python that runs in the notebook itself; what others do, the grader cannot.
TRANSPARENT = frozenset({"time", "capture", "prun"})
CELL_MAGIC = re.compile(r"\s*+%%(\w*)")
FOR_IPYTHON = re.compile(
    r"""\s*+ (?: [%!?]                                # %magic, !command, ?help
               | [\w.*]++ \?\??+ \s*+ $               # help?
               | [\w.,\s\[\]'"]++ = \s*+ (?:!|%\w) )  # files = !ls
    """,
    re.VERBOSE,
)
LEXEME = re.compile(
    r"""'''|\"\"\"|'(?:\\.|[^'\\])*+'?|"(?:\\.|[^"\\])*+"?|\#.*|[()\[\]{}]|\\$""",
)
IN_STRING = re.compile(r"""\\.|'''|\"\"\"""")


class Module(Struct, frozen=True):
    """What a notebook amounts to: a source, remarks, and the sentence where a cell is no Python at all."""

    source: str
    broken: str = ""
    notes: tuple[str, ...] = ()


class _Language(Struct):
    name: str = ""
    language: str = ""


class _Metadata(Struct):
    language_info: _Language | None = None
    kernelspec: _Language | None = None


class _Header(Struct):
    nbformat: int
    metadata: _Metadata | None = None


class _Cell(Struct):
    cell_type: str
    source: str | list[str] = ""


class _Current(Struct):
    cells: list[_Cell]


class _OldCell(Struct):
    cell_type: str
    input: str | list[str] = ""
    language: str = "python"


class _Sheet(Struct):
    cells: list[_OldCell]


class _Old(Struct):
    worksheets: list[_Sheet]


def convert(data: bytes, name: str) -> Module:
    """The module that a notebook amounts to.

    Raises:
        SourceError: it is no notebook in Python, or too large; the message completes a sentence that starts with it.
    """
    texts = [_text(source) for source in _code(data)]
    if sum(map(len, texts)) > MAX_SOURCE:
        raise SourceError("holds more than 1 MiB of code, which is hardly one exercise: keep data out of the cells")
    parts: list[str] = []
    dropped, broken = 0, ""
    try:
        refuse_intricate("\n".join(texts), name)
    except TooIntricateError as error:
        return Module("\n".join(texts), str(error))
    for number, text in enumerate(texts, 1):
        label = f"{name}, code cell {number}"
        cleaned, lines, why = _as_python(text, label)
        broken = broken or why
        dropped += lines
        parts.append(f"# Code cell {number}\n{cleaned}\n")
    return Module("\n".join(parts), broken, tuple(_notes(name, len(texts), dropped)))


def _notes(name: str, cells: int, dropped: int) -> Iterator[str]:
    yield f"Taken from {name}: its {cells} code cells run from top to bottom, as one module."
    if dropped:
        lines = "1 line" if dropped == 1 else f"{dropped} lines"
        yield f"{lines} of {name} for IPython (magics, commands of the shell, help) were left out."


def _code(data: bytes) -> list[str | list[str]]:
    """The sources of the code cells."""
    encoding = next((encoding for mark, encoding in BOMS if data.startswith(mark)), None)
    try:
        if encoding is not None:
            data = data.decode(encoding).encode()
        header = msgspec.json.decode(data, type=_Header)
        if header.nbformat >= 4:
            cells = msgspec.json.decode(data, type=_Current).cells
            code = [cell.source for cell in cells if cell.cell_type == "code"]
            count = len(cells)
        else:
            old = [cell for sheet in msgspec.json.decode(data, type=_Old).worksheets for cell in sheet.cells]
            code = [one.input for one in old if one.cell_type == "code" and _is_python(one.language)]
            count = len(old)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError):
        raise SourceError("is no notebook: open it in Jupyter, and save it again") from None
    language = _language(header.metadata)
    if not _is_python(language):
        raise SourceError(f"is a notebook in {language[:20]!a}: exercises are written in Python")
    if count > MAX_CELLS:
        raise SourceError(f"has {count:,} cells, more than the {MAX_CELLS:,} that are read: keep only your work in it")
    return code


def _language(metadata: _Metadata | None) -> str:
    if metadata is None:
        return ""
    told = metadata.language_info.name if metadata.language_info else ""
    return told or (metadata.kernelspec.language if metadata.kernelspec else "")


def _is_python(language: str) -> bool:
    return not language or "python" in language.lower()


def _text(source: str | list[str]) -> str:
    text = source if isinstance(source, str) else "".join(source)
    if "\0" in text:
        raise SourceError("holds null bytes in its code: delete them")
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def _as_python(text: str, label: str) -> tuple[str, int, str]:
    """A cell as Python, how many lines were left out, and the sentence where it is none."""
    tree, why = parse(text, label)
    if tree is not None:
        return text, 0, ""
    cleaned, dropped = _without_ipython(text)
    if dropped:
        why = parse(cleaned, label)[1]
    return cleaned, dropped, why


def _without_ipython(text: str) -> tuple[str, int]:
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    magic = CELL_MAGIC.match(lines[first])
    if magic and magic[1] not in TRANSPARENT:
        return "\n".join(f"# {line}" for line in lines), len(lines) - first
    cleaned: list[str] = []
    dropped, within, goes_on = 0, _Within(), False
    for line in lines:
        if goes_on or (within.nothing and FOR_IPYTHON.match(line)):
            indent = line[: len(line) - len(line.lstrip())]
            cleaned.append(f"# {line}" if goes_on else f"{indent}pass  # {line.lstrip()}")
            goes_on = line.endswith("\\")
            dropped += 1
        else:
            cleaned.append(line)
            within.read(line)
    return "\n".join(cleaned), dropped


class _Within:
    """What the next line starts within: a string of several lines, brackets, a line that goes on."""

    def __init__(self) -> None:
        self._string = ""
        self._depth = 0
        self._goes_on = False

    @property
    def nothing(self) -> bool:
        """Whether a statement may start here."""
        return not self._string and not self._depth and not self._goes_on

    def read(self, line: str) -> None:
        """Go on past a line."""
        at, self._goes_on = 0, False
        while found := (IN_STRING if self._string else LEXEME).search(line, at):
            at, lexeme = found.end(), found[0]
            if self._string:
                self._string = "" if lexeme == self._string else self._string
            elif lexeme in ("'''", '"""'):
                self._string = lexeme
            elif lexeme == "\\":
                self._goes_on = True
            elif lexeme in "([{":
                self._depth += 1
            elif lexeme in ")]}":
                self._depth = max(0, self._depth - 1)
