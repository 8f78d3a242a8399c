"""A source file is understood whatever editor saved it, or is refused with a sentence that helps."""

import ast
import codecs
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.submission.source import (
    NotPythonError,
    SourceError,
    TooIntricateError,
    decode,
    parse,
    read,
    tokens,
)

SOURCE = "name = 'é☃😀'\nx = 1\n"


@pytest.mark.parametrize(
    "data",
    [
        SOURCE.encode(),
        codecs.BOM_UTF8 + SOURCE.encode(),
        SOURCE.encode("utf-16"),
        codecs.BOM_UTF16_BE + SOURCE.encode("utf-16-be"),
        SOURCE.encode("utf-32"),
        codecs.BOM_UTF32_BE + SOURCE.encode("utf-32-be"),
        SOURCE.replace("\n", "\r\n").encode(),
        SOURCE.replace("\n", "\r").encode(),
        codecs.BOM_UTF8 + SOURCE.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "utf-32", "utf-32-be", "crlf", "cr", "bom-crlf"],
)
def test_what_an_editor_saves_is_the_same_source(data):
    assert decode(data) == SOURCE


def test_a_coding_line_is_followed():
    assert decode("# coding: latin-1\nname = 'é'\n".encode("latin-1")) == "# coding: latin-1\nname = 'é'\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"x = '\xff'\n",
        b"# coding: no-such-codec\nx = 1\n",
        b"# coding: hex\n00\n",
        b"# coding: rot13\nk = 1\n",
        b"# coding: zlib\n" + zlib.compress(bytes(1 << 20)),
        b"# coding: encodings.aliases\nx = 1\n",
        b"# coding: ../../evil\nx = 1\n",
        b"# coding: idna\nx = 1\n",
        b"# coding: Puny_Code\nx = 1\n",
        b"# coding: punycode\n" + b"a" * (1 << 19) + b"-" + b"b" * (1 << 19),
        b"# coding: undefined\nx = 1\n",
        b"# coding: punycode\nx-\xff = 1\n",
        b"# coding: idna\nxn--\xff = 1\n",
        b"# coding: utf-7\nx = '+2AA-'\n",
        b"# coding: unicode_escape\nx = '\\ud800'\n",
        codecs.BOM_UTF16_LE + b"x\x00\x00\xd8",
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data):
    with pytest.raises(SourceError, match="save it as UTF-8"):
        decode(data)


@pytest.mark.parametrize("data", [b"x = 1\0\n", b"\0", "x = 1\n".encode("utf-16-le")])
def test_null_bytes_are_named(data):
    with pytest.raises(SourceError, match="null bytes"):
        decode(data)


@settings(max_examples=400, deadline=None)
@given(
    data=st.binary(max_size=60),
    coding=st.sampled_from(
        (b"", b"# coding: utf-7\n", b"# coding: unicode_escape\n", b"# coding: utf-16\n", b"\xff\xfe")
    ),
)
def test_any_bytes_are_a_source_that_can_be_sent_or_a_source_error(data, coding):
    try:
        text = decode(coding + data)
    except SourceError:
        return
    assert text.encode().decode() == text
    assert "\r" not in text
    assert "\0" not in text


@settings(max_examples=200, deadline=None)
@given(source=st.text(max_size=60))
def test_any_text_is_a_tree_or_a_sentence(source):
    tree, broken = parse(source, "softmax.py")
    assert (tree is None) == bool(broken)


@pytest.mark.parametrize(
    "source",
    ["(" * 50_000, "x = " + "-" * 100_000 + "1", "x = " + "1+" * 50_000 + "1", "f" + "(x)" * 20_000, "x = \ud800"],
)
def test_a_source_that_only_defeats_the_parser_is_survived(source):
    tree, broken = parse(source, "softmax.py")
    assert tree is not None or broken.startswith("softmax.py")


def test_a_syntax_error_is_told_with_its_line():
    tree, broken = parse("x = 1\ndef f(:\n", "softmax.py")
    assert tree is None
    assert broken == "softmax.py, line 2: invalid syntax: `def f(:`."


def test_an_invalid_escape_is_no_warning_of_ours():
    """Warnings are errors here, so one would come out as a syntax error."""
    tree, broken = parse(r"x = '\d'" + "\n", "softmax.py")
    assert tree is not None
    assert not broken


ENORMOUS = {
    "names": "a\n" * (1 << 19),
    "brackets": ("(" * 190 + "1" + ")" * 190 + "\n") * 2700,
    "signs": "a," * (1 << 19), "keywords": "f(" + "a=a," * (1 << 18) + "1)",
    "expressions of an f-string": "x = f'" + "{a}" * 60_000 + "'",
    "lines of an f-string": "x = f'''" + "{\n1}" * 49_000 + "'''",
    "an f-string with a line that goes on": "x = f'" + "{a}\\\n" * 33_000 + "'",
    "raw f-strings": "x = Rf'" + "{a}" * 60_000 + "'", "a dotted import": "import " + "a." * 16_000 + "a",
    "a dotted import of many lines": "import a" + " . \\\n a" * 16_000,
}  # fmt: skip


@pytest.mark.parametrize("what", ENORMOUS)
def test_what_would_keep_the_parser_busy_never_reaches_it(what, monkeypatch):
    def refuse(*_):
        raise AssertionError("it is parsed")

    monkeypatch.setattr(ast, "parse", refuse)
    with pytest.raises(TooIntricateError, match=r"softmax\.py is too large to be read: keep data out"):
        read(ENORMOUS[what], "softmax.py")


@pytest.mark.parametrize("source", [
    "x = 1\n" * 40_000, "x = [" + "0.25, " * 30_000 + "]\n", "# " + "word " * 100_000 + "\nx = 1\n",
    "#" * (1 << 20), "x = '''" + "0123456789abcdef" * (1 << 16) + "'''\n", "y = f'{x} and {y}'\n" * 10_000,
    "import torch\ny = torch.ones(3)" + ".add(1)" * 300,
])  # fmt: skip
def test_a_large_source_of_an_honest_kind_is_read(source):
    assert read(source, "softmax.py").body or source.startswith("#")


@pytest.mark.parametrize("source", ["1" + "+1" * 5000, "-" * 10_000 + "1", "x" + "(y)" * 4000])
def test_what_is_nested_too_deeply_is_told_from_what_is_no_python(source):
    with pytest.raises(TooIntricateError, match="nested too deeply to be read: split"):
        read("x = " + source, "softmax.py")


def test_a_long_line_is_not_told_whole():
    with pytest.raises(NotPythonError) as told:
        read("x = 'a' b " + "c" * 5000, "softmax.py")
    assert len(str(told.value)) < 400


@pytest.mark.parametrize(("source", "count"), [
    ("", 0), ("x", 1), ("x = 1\n", 4), ("a.b(c)", 6), ("#####", 1), ("x**2", 3), ("é = 'ö'", 5),
])  # fmt: skip
def test_tokens_are_counted_and_rather_too_many(source, count):
    assert tokens(source) == count


@settings(max_examples=200, deadline=None)
@given(source=st.text(alphabet="ab1 .,+-*/=\n#'()[]", max_size=60))
def test_the_parser_finds_no_more_nodes_of_names_than_there_are_tokens(source):
    tree, _ = parse(source, "a.py")
    if tree is not None:
        assert sum(isinstance(node, ast.Name | ast.Constant) for node in ast.walk(tree)) <= tokens(source)
