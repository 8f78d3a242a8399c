"""Text of a submission is harmless once it went through `neutral`."""

import csv
import io
import json as standard_json
import re
import sys
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.report import html, json, terminal
from grader.report.neutral import for_csv, for_terminal, for_xml, visible, without_surrogates
from grader.report.record import Report
from tests.report.factory import HOSTILE, hostile, mixed

JOINERS = {"\u200c", "\u200d"}
BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_no_control_character_of_unicode_survives():
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    left = {unicodedata.category(letter) for letter in visible(everything)}
    assert left.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


@pytest.mark.parametrize("letter", BIDIRECTIONAL, ids=lambda letter: f"U+{ord(letter):04X}")
def test_bidirectional_control_becomes_an_escape(letter: str):
    assert visible(f"a{letter}b") == f"a\\u{ord(letter):04x}b"


def test_terminal_sequences_become_escapes():
    assert for_terminal("\x1b[2J\x9b1m\x07") == "\\x1b[2J\\x9b1m\\x07"


def test_newlines_and_tabs_are_kept_where_lines_are_wanted():
    assert for_terminal("a\n\tb\r\nc\rd", multiline=True) == "a\n\tb\nc\\rd"


def test_newlines_and_tabs_are_escaped_in_a_single_line():
    assert for_terminal("a\n\tb") == "a\\n\\tb"


def test_lone_surrogates_are_replaced_and_the_text_can_be_encoded():
    assert without_surrogates("a\ud800b\udfffc").encode() == "a\ufffdb\ufffdc".encode()


@pytest.mark.parametrize(
    "text", ["naïve Σ 学习 한국어 עברית", "👩\u200d🔬", "नम\u200cस्ते", r"C:\temp\x1b", "x[::2] a::b"]
)
def test_what_people_write_is_left_alone(text: str):
    assert for_terminal(text) == text


@pytest.mark.parametrize(
    "command",
    ["::error file=a::b", "::add-mask::1", "::STOP-COMMANDS::x", "##[group]a", "##vso[task]", "##teamcity[x]"],
)
@pytest.mark.parametrize("before", ["", "   ", "any text "])
def test_command_to_a_ci_service_is_broken(before: str, command: str):
    shown = for_terminal(before + command, multiline=True)
    assert command not in shown
    assert shown.startswith(f"{before}\\x{ord(command[0]):02x}{command[1]}")


def test_what_is_visible_already_does_not_change():
    once = for_terminal("\x1b[1m\u202e::error::x")
    assert for_terminal(once) == once


def test_joiners_are_the_only_invisible_formatting_that_stays():
    formatting = {chr(point) for point in range(0x3000) if unicodedata.category(chr(point)) == "Cf"}
    kept = {letter for letter in formatting if letter in visible(letter)}
    assert kept - JOINERS <= set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"), "visible signs"


ANYTHING = st.text(st.characters())  # every code point, lone surrogates too
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
BLANK = st.text(st.sampled_from(" \t\r\n\xa0\u3000\ufeff\u200b"), max_size=3)
FORMULAS = st.builds("{}{}{}".format, BLANK, st.sampled_from(SIGNS), ANYTHING)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@settings(max_examples=400, deadline=None)
@given(text=FORMULAS | ANYTHING)
@example("=1+1")
@example("\t=1+1")
@example("\r\n@SUM(A1)")
@example("\u3000\uff1dcmd|' /C calc'!A0")
@example("-1+1")
@example("+1 2")
@example("--1")
@example("-")
def test_no_cell_begins_like_a_formula_unless_it_is_a_number(text: str):
    cell = for_csv(text)
    assert cell.strip()[:1] not in [*SIGNS, "\u2212"] or NUMBER.fullmatch(cell)


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(FORMULAS | ANYTHING, min_size=1, max_size=4))
def test_cells_come_back_from_csv_as_they_were_written(texts: list[str]):
    cells, file = [for_csv(text) for text in texts], io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(cells)
    assert len(file.getvalue().splitlines()) == 1, "a row is a line"
    assert list(csv.reader(io.StringIO(file.getvalue().encode().decode(), newline=""))) == [cells]


@given(number=st.integers() | st.floats(allow_nan=False, allow_infinity=False))
@example(-1.5)
@example(-0.0)
@example(1e-300)
def test_honest_numbers_stay_numbers(number: float):
    assert for_csv(str(number)) == str(number)
    assert for_csv(f"{number:+}") == f"{number:+}"


@pytest.mark.parametrize("text", ["", "Ana", "naïve Σ 学习", "a=b", "x @ y", "3 - 2", "'=1+1", "O'Brien", "100 %"])
def test_cells_of_people_are_left_alone(text: str):
    assert for_csv(text) == text


@given(text=ANYTHING | FORMULAS)
def test_a_cell_that_is_neutral_stays_as_it_is(text: str):
    once = for_csv(text)
    assert for_csv(once) == once


def through_xml(text: str) -> str | None:
    """What a parser reads of the text in an element; the same is asserted of an attribute."""
    element = ET.Element("case", {"name": text})
    element.text = text
    read = ET.fromstring(ET.tostring(element, encoding="utf-8", xml_declaration=True))
    assert read.get("name") == (read.text or "")
    return read.text


@settings(max_examples=400, deadline=None)
@given(text=ANYTHING, multiline=st.booleans())
@example(text="]]>", multiline=False)
@example(text="\0\ufffe\uffff\ud800\x0b\x85\r\n", multiline=True)
def test_any_text_survives_xml(text: str, multiline: bool):
    neutral = for_xml(text, multiline=multiline)
    assert through_xml(neutral) == (neutral or None)


def test_every_character_is_one_that_xml_allows():
    """The production Char of XML 1.0, without the discouraged ones: controls and noncharacters."""
    written = for_xml("".join(map(chr, range(sys.maxunicode + 1))), multiline=True)
    for letter in set(written):
        point = ord(letter)
        assert letter in "\t\n" or 0x20 <= point < 0x7F or 0xA0 <= point < 0xD800 or point >= 0xE000
        assert not 0xFDD0 <= point <= 0xFDEF
        assert point & 0xFFFE != 0xFFFE


def test_what_xml_forbids_becomes_what_can_be_seen():
    assert for_xml("a\0b\ufffec\U0001ffff") == "a\\x00b\\ufffec\\U0001ffff"
    assert for_xml("a\n\tb\r\nc", multiline=True) == "a\n\tb\nc"
    assert for_xml("a\n") == "a\\n"


@pytest.mark.parametrize("text", ["naïve Σ 学习 한국어", "👩\u200d🔬", "<b> & \"'", "]]>"])
def test_what_xml_can_say_is_left_alone(text: str):
    assert for_xml(text) == text
    assert through_xml(text) == text


# Each text of a report, put in turn into every place that a submission can reach.
CLOSED = {"verdict", "level", "start", "flavour", "format", "kind"}  # words of ours; a submission has no say in them
WORST = (
    *HOSTILE,
    "\n".join(HOSTILE),
    "##vso[task.complete]",
    "  ::set-output name=x::y",
    "\r::error::x",
    "\x85##[error]x",
)


def texts_of(record: Any, name: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Every string in builtins that is not one of CLOSED, as container, key and field."""
    items = list(record.items()) if isinstance(record, dict) else list(enumerate(record))
    for key, item in items:
        field = key if isinstance(record, dict) and name not in {"versions", "inputs"} else name
        if isinstance(item, str) and field not in CLOSED:
            yield record, key, str(field)
        elif isinstance(item, dict | list | tuple):
            yield from texts_of(item, str(field))


def mutable(value: Any) -> Any:
    """Builtins whose tuples are lists."""
    if isinstance(value, dict):
        return {key: mutable(item) for key, item in value.items()}
    return [mutable(item) for item in value] if isinstance(value, tuple | list) else value


def poisoned(text: str) -> Report:
    """A report that shows everything, with this for every text of it, keys included."""
    raw = mutable(msgspec.to_builtins(mixed()))
    for container, key, _ in list(texts_of(raw)):
        container[key] = text
    raw["versions"], grid = {text: text}, raw["checks"][0]["case"]["inputs"]["x"]
    for check in raw["checks"]:
        if check["case"]:
            check["case"]["inputs"] = dict.fromkeys([text], grid)
    return msgspec.convert(raw, Report)


class Elements(HTMLParser):
    """The tags and attributes of a page, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, ""), *((tag, name) for name, _ in attrs)}


def elements(page: str) -> set[tuple[str, str]]:
    parser = Elements()
    parser.feed(page)
    parser.close()
    return parser.found


def obeyed(text: str) -> list[str]:
    """What of a text a terminal or a CI service would obey: controls, and commands where they are looked for."""
    controls = [
        letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} and letter != "\n"
    ]
    commands = re.findall(r"(?im)^\s*::[a-z]|##(?:vso|teamcity)?\[", text)
    return [*controls, *commands, *(set(text) & set("\u202e\u2066\u200b"))]


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_no_text_of_a_report_is_obeyed_by_a_terminal_or_a_ci_service(text: str):
    report = poisoned(text)
    for width in (40, 72, 200):
        for ascii_only in (False, True):
            shown = terminal.render(report, width=width, color=False, verbose=True, ascii=ascii_only)
            assert obeyed(shown) == []
    assert obeyed(json.render(report)) == []
    assert standard_json.loads(json.render(report))["stdout"] == without_surrogates(text)


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_no_text_of_a_report_adds_an_element_or_an_attribute_to_the_page(text: str):
    page = html.render(poisoned(text))
    allowed = elements(html.render(mixed())) | elements(html.render(hostile())) | {("code", "")}
    assert elements(page) <= allowed
    assert ("script", "") not in allowed
    assert {letter for letter in page if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}} == {"\n"}


def test_every_place_of_a_report_is_reached():
    """A field that is added to the record is poisoned as well, unless it is named among the closed ones."""
    raw = mutable(msgspec.to_builtins(poisoned("POISON")))
    assert {str(container[key]) for container, key, _ in texts_of(raw)} == {"POISON"}
    fields = {field for _, _, field in texts_of(raw)}
    assert {"stdout", "stderr", "message", "sentence", "label", "claim", "calls", "traceback", "notes"} <= fields
    assert {"submission", "seed", "repeat", "hint", "needs", "dtype", "entries", "versions"} <= fields
