"""Python source from bytes, whatever editor saved it."""

import ast
import io
import tokenize
import warnings

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class SourceError(ValueError):
    """The bytes are no source; the message says what they are."""


def decode(data: bytes) -> str:
    """The text of a source file: a byte-order mark, a coding line and Windows line ends are understood.

    Raises:
        SourceError: it is not text in the encoding that it declares, or holds null bytes.
    """
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), None)
    try:
        if encoding is None:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        with warnings.catch_warnings():  # a codec's word on an escape is none for this terminal
            warnings.simplefilter("ignore")
            text = data.decode(encoding)
        text.encode()  # some codecs let lone surrogates through, which no message can hold
    except (UnicodeError, SyntaxError, LookupError):
        raise SourceError("is not text: save it as UTF-8") from None
    if "\0" in text:
        raise SourceError("holds null bytes, so it is no Python source: save it as UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(source: str, name: str) -> tuple[ast.Module | None, str]:
    """The tree of a source; where it is no Python, None and the sentence that says so."""
    try:
        with warnings.catch_warnings():  # nor is the parser's
            warnings.simplefilter("ignore")
            return ast.parse(source, name), ""
    except SyntaxError as error:
        text = (error.text or "").strip()
        return None, f"{name}, line {error.lineno}: {error.msg}" + (f": `{text}`." if text else ".")
    except (ValueError, RecursionError, MemoryError) as error:
        return None, f"{name} cannot be read as Python: {error}."


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
