"""Python source from bytes, whatever editor saved it."""

import ast
import codecs
import io
import re
import tokenize
import warnings

# What the parser is given at most. It runs in the process that must not fall: half a million names need 0.9 GiB and
# 4 s, and two of its loops are quadratic in Python 3.11, the name of an import (64 KiB of dots: 3 s) and the
# expressions of an f-string (1 MiB: minutes). Within these figures the worst source seen took 0.9 s and 200 MiB.
MAX_TOKENS = 200_000  # words, signs and ends of lines, those in strings and comments too
MAX_LINKS = 1_000  # of one dotted name
MAX_BRACES = 1 << 31  # braces times the length that an f-string may have: each expression is sought from its start

TOKEN = re.compile(r"\w+|[()\[\]{}\n]|([^\w\s])\1*")  # a row of one sign is a ruler in a comment, or no Python
DOTTED = re.compile(r"\w++(?:[\s\\]*+\.[\s\\]*+\w++)*+")
FORMATTED = re.compile(r"""(?:[fF][rR]?|[rR][fF])("{3}|'{3}|["'])""")
LINE_END = re.compile(r"(?<!\\)\n")

QUADRATIC = ("idna", "punycode")  # text encodings of names, whose decoders are quadratic: 1 MiB takes a minute
SHOWN = 120  # characters of a line in a message

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class SourceError(ValueError):
    """The bytes are no source; the message says what they are."""


class NotPythonError(ValueError):
    """The source is no Python; the message is the sentence that says so."""


class TooIntricateError(NotPythonError):
    """The source may be Python, but is too large or too deeply nested to be read here."""


def decode(data: bytes) -> str:
    """The text of a source file: a byte-order mark, a coding line and Windows line ends are understood.

    Raises:
        SourceError: it is not text in the encoding that it declares, or holds null bytes.
    """
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), None)
    try:
        if encoding is None:
            encoding = _declared(data)
        with warnings.catch_warnings():  # a codec's word on an escape is none for this terminal
            warnings.simplefilter("ignore")
            text = data.decode(encoding)
        text.encode()  # some codecs let lone surrogates through, which no message can hold
    except (UnicodeError, SyntaxError, LookupError):
        raise SourceError("is not text: save it as UTF-8") from None
    if "\0" in text:
        raise SourceError("holds null bytes, so it is no Python source: save it as UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _declared(data: bytes) -> str:
    """The encoding that the first two lines declare, or UTF-8."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    if codecs.lookup(encoding).name in QUADRATIC:
        raise LookupError(encoding)
    return encoding


def parse(source: str, name: str) -> tuple[ast.Module | None, str]:
    """The tree of a source; where it is no Python, None and the sentence that says so."""
    try:
        return read(source, name), ""
    except NotPythonError as error:
        return None, str(error)


def read(source: str, name: str) -> ast.Module:
    """The tree of a source.

    Raises:
        NotPythonError: it is no Python, or (TooIntricateError) no Python that the grader would read.
    """
    refuse_intricate(source, name)
    try:
        with warnings.catch_warnings():  # nor is the parser's
            warnings.simplefilter("ignore")
            return ast.parse(source, name)
    except SyntaxError as error:
        text = (error.text or "").strip()[:SHOWN]
        told = f"{name}, line {error.lineno}: {error.msg[:SHOWN]}" + (f": `{text}`." if text else ".")
        raise NotPythonError(told) from None
    except (RecursionError, MemoryError):
        raise TooIntricateError(f"{name} is nested too deeply to be read: split its longest expressions.") from None
    except ValueError as error:
        raise NotPythonError(f"{name} cannot be read as Python: {error}.") from None


def refuse_intricate(source: str, name: str) -> None:
    """Refuse a source that would keep the parser busy for long.

    Raises:
        TooIntricateError: this one would.
    """
    if tokens(source) > MAX_TOKENS or _is_quadratic(source):
        raise TooIntricateError(f"{name} is too large to be read: keep data out of the source, and split it.")


def tokens(source: str) -> int:
    """About as many tokens as the parser will find, and more where there are strings and comments."""
    return TOKEN.subn("", source)[1]


def _is_quadratic(source: str) -> bool:
    quotes = {found[1] for found in FORMATTED.finditer(source)}
    if quotes:
        longest = len(source) if quotes & {"'''", '"""'} else max(map(len, LINE_END.split(source)))
        if source.count("{") * longest > MAX_BRACES:
            return True
    return source.count(".") > MAX_LINKS and any(found[0].count(".") > MAX_LINKS for found in DOTTED.finditer(source))


def executed(tree: ast.Module) -> ast.Module:
    """The tree without the bodies of `if __name__ == "__main__":` at the top level: the grader never runs them.

    A source that gives `__name__` another value is left whole.
    """
    if any(isinstance(node, ast.Name | ast.alias) and _binds_name(node) for node in ast.walk(tree)):
        return tree
    body: list[ast.stmt] = []
    for statement in tree.body:
        body += statement.orelse if _is_guard(statement) else [statement]  # type: ignore[attr-defined]
    return ast.Module(body, tree.type_ignores)


def _is_guard(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.If) or not isinstance(statement.test, ast.Compare):
        return False
    test = statement.test
    sides = [test.left, *test.comparators]
    return (
        [type(operator) for operator in test.ops] == [ast.Eq]
        and any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
        and any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
    )


def _binds_name(node: ast.Name | ast.alias) -> bool:
    if isinstance(node, ast.Name):
        return node.id == "__name__" and not isinstance(node.ctx, ast.Load)
    return (node.asname or node.name) == "__name__"
