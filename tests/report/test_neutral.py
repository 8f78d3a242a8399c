"""Text of a submission is harmless once it went through `neutral`."""

import sys
import unicodedata

import pytest

from grader.report.neutral import for_terminal, visible, without_surrogates

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
