"""A source file is understood whatever editor saved it, or is refused with a sentence that helps."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.submission.source import SourceError, decode, parse

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
