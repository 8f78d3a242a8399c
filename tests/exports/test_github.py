"""Workflow commands and summaries: GitHub obeys what the grader says, and nothing that a submission says.

`Runner` reads a log as GitHub's runner does, by the rules of its documentation: a line whose text begins with `::name`
is a command, `%25`, `%0D` and `%0A` are unescaped in what it says, `%3A` and `%2C` in its properties as well, and
between `::stop-commands::token` and `::token::` nothing is.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from grader.exports import github
from grader.report.neutral import for_terminal, visible
from tests.exports.factory import CLASS, HOSTILE, SOFTMAX, entry, hostile, learner, small, view
from tests.report.factory import HOSTILE as HOSTILE_OUTPUT
from tests.report.factory import crashed_check, public_failure, report

TOKEN = "0123456789abcdef0123456789abcdef"


@dataclass
class Command:
    name: str
    properties: dict[str, str]
    data: str


class Runner:
    def __init__(self, log: str) -> None:
        self.commands: list[Command] = []
        self.shown: list[str] = []
        self.stopped = ""
        for line in re.split(r"\r\n|\r|\n", log):
            self.read(line)

    def read(self, line: str) -> None:
        found = re.match(r"\s*::([^:\s]+)(?:\s+(.*?))?::(.*)\Z", line, re.DOTALL)
        if found is None:
            self.shown.append(line)
        elif self.stopped:
            if found[1].casefold() == self.stopped.casefold():
                self.stopped = ""
            else:
                self.shown.append(line)
        elif found[1] == "stop-commands":
            self.stopped = found[3]
        else:
            self.commands.append(Command(found[1], self.properties(found[2] or ""), unescaped(found[3])))

    @staticmethod
    def properties(text: str) -> dict[str, str]:
        pairs = (part.partition("=") for part in text.split(",") if part)
        return {name.strip(): unescaped(value.replace("%3A", ":").replace("%2C", ",")) for name, _, value in pairs}


def unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def annotated(*args, **kwargs) -> list[Command]:
    runner = Runner(github.annotations(*args, **kwargs))
    assert runner.shown == [""]
    return runner.commands


def crash(*lines: str, **changes: object):
    """A book of one learner whose code raised at these lines."""
    check = crashed_check()
    assert check.case is not None
    found = report(replace(check, case=replace(check.case, traceback=lines)), **changes)
    return view(CLASS[:1], (entry("a1"),), reports={("a1", SOFTMAX.id): found})


def test_each_failure_is_an_error_that_says_whose_it_is():
    book = view(CLASS[:1], (entry("a1"),), reports={("a1", SOFTMAX.id): report(public_failure())})
    (command,) = annotated(book)
    assert command.name == "error"
    assert command.properties == {"title": "a1: exercise07_softmax, worked_example"}
    assert command.data.split("\n") == [
        "The numbers of the statement's example come out. (0 of 2 points)",
        "`forward` gives NaN where the variance of a column is exactly zero.",
        "Hint: Where does `eps` stand: inside the square root, or outside?",
    ]


@pytest.mark.parametrize(
    ("submission", "line", "workspace", "file"),
    [
        ("batchnorm.py", "batchnorm.py, line 31, in forward: x", "", "batchnorm.py"),
        ("work/anna", 'File "parts/batchnorm.py", line 31, in forward', "", "work/anna/parts/batchnorm.py"),
        ("work/batchnorm.py", "batchnorm.py, line 31: x", "", "work/batchnorm.py"),
        ("/home/runner/work/r/anna", "batchnorm.py, line 31: x", "/home/runner/work/r", "anna/batchnorm.py"),
        ("/tmp/anna", "batchnorm.py, line 31: x", "/home/runner/work/r", ""),
        ("/tmp/anna", "batchnorm.py, line 31: x", "", ""),
        ("anna.zip", "batchnorm.py, line 31: x", "", ""),
        ("anna.ipynb", "anna.ipynb, line 31: x", "", ""),
        ("work/anna", "../../etc/passwd.py, line 31: x", "", ""),
        ("work/anna", "/etc/passwd.py, line 31: x", "", ""),
        ("work/anna", "ValueError: no line at all", "", ""),
    ],
)
def test_file_and_line_are_named_where_they_are_in_the_repository(submission, line, workspace, file):
    (command,) = annotated(crash("other.txt", line, submission=submission), workspace=workspace)
    assert command.properties.get("file", "") == file
    assert command.properties.get("line", "") == ("31" if file else "")


def test_innermost_line_of_the_learner_is_the_one_that_is_named():
    (command,) = annotated(crash("a.py, line 1, in f: g()", "b.py, line 2, in g: 1 / 0", submission="work"))
    assert (command.properties["file"], command.properties["line"]) == ("work/b.py", "2")


def test_what_waits_and_what_passed_is_not_annotated_and_what_was_not_graded_is():
    titles = [command.properties.get("title", "") for command in annotated(small())]
    assert not any("training" in title or "untouched" in title for title in titles)
    book = view(CLASS[2:3], (entry("c3", score=None, why="The grader itself failed."),))
    (command,) = annotated(book)
    assert (command.properties["title"], command.data) == ("c3: exercise07_softmax", "The grader itself failed.")


def many(count: int, text: str = ""):
    people = tuple(learner(f"s{at}") for at in range(count))
    found = report(replace(public_failure(), message=text or public_failure().message))
    return view(people, tuple(entry(one.id) for one in people), reports={(one.id, SOFTMAX.id): found for one in people})


def test_there_are_at_most_ten_errors_and_a_notice_counts_the_rest():
    commands = annotated(many(25))
    assert [command.name for command in commands] == ["error"] * 10 + ["notice"]
    assert commands[-1].data == "15 more findings in the summary of this step."
    assert [command.name for command in annotated(many(10))] == ["error"] * 10


def test_message_without_an_end_is_cut():
    assert all(len(command.data) < 4_100 for command in annotated(many(1, "x" * 100_000)))


def test_book_in_which_all_is_right_has_no_annotation():
    assert github.annotations(view(CLASS, (entry("a1"),))) == ""


def test_hostile_names_are_told_and_not_obeyed():
    book = hostile()
    commands = annotated(book)
    assert {command.name for command in commands} == {"error", "notice"}
    for one, command in zip(book.entries, commands[:5], strict=False):
        assert command.properties.keys() <= {"title", "file", "line"}
        assert for_terminal(one.learner, multiline=True) in command.properties["title"] or one.score is None


@given(st.text(), st.text())
@example("%0A::error::x", "%253A,:")
@example("::add-mask::a", "a,file=b.py")
@example("a\r\n::error::b", "x\ny")
def test_any_text_comes_back_from_an_annotation_and_adds_no_command(message, name):
    check = replace(public_failure(), claim="", message=message or "x", hint="")
    book = view((learner(name),), (entry(name),), reports={(name, SOFTMAX.id): report(check)})
    (command,) = annotated(book)
    assert command.data == f" (0 of 2 points)\n{for_terminal(message or 'x', multiline=True)}"
    title = f"{name}: exercise07_softmax, worked_example"
    assert command.properties == {"title": for_terminal(title, multiline=True)}


@pytest.mark.parametrize("text", [*HOSTILE, *HOSTILE_OUTPUT, "::stop-commands::x\n::error::y", "\n::error::x\n\n"])
def test_output_between_the_stop_commands_is_shown_and_not_obeyed(text: str):
    runner = Runner(github.quoted(text, TOKEN) + "::notice::after")
    assert [command.name for command in runner.commands] == ["notice"]
    shown = visible(text, multiline=True)
    assert runner.shown == (shown.removesuffix("\n").split("\n") if shown else [])


@given(st.lists(st.sampled_from(["::", "\n", "\r", " ", "error", TOKEN, TOKEN[:8]])).map("".join))
@example(f"::{TOKEN}::\n::error::x")
@example(f"::{TOKEN.upper()}::\n::error::x")
def test_token_that_occurs_in_the_text_is_replaced(text):
    runner = Runner(github.quoted(text, TOKEN))
    assert runner.commands == []
    assert runner.stopped == ""


@pytest.mark.parametrize("token", ["", "short", "error" * 3, "a:" * 16, "a b" * 9, "é" * 20])
def test_token_that_is_no_secret_is_refused_with_the_repair(token: str):
    with pytest.raises(ValueError, match=r"16 or more random letters and digits, as secrets\.token_hex"):
        github.quoted("x", token)


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.codes: list[str] = []
        self.depth = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag in ("code", "pre"):
            self.depth += 1
            self.codes.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("code", "pre")

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.codes[-1] += data


def test_summary_tells_the_scores_and_what_went_wrong():
    page = Page(github.summary(small()))
    assert page.codes[:4] == ["Deep learning", "learner", "exercise07_softmax", "exercise10_linear"]
    assert {"a1", "b2", "c3", "d4"} <= set(page.codes)
    text = github.summary(small())
    assert "<td>12.5 of 20</td><td>missing</td>" in text
    assert "<td>not graded</td><td>10 of 10</td>" in text
    assert any("Hint: Write the shapes of `grad_output`" in code for code in page.codes)


def test_nothing_in_a_hostile_summary_is_markdown_or_html():
    book = hostile()
    text = github.summary(book)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    assert {token.type for token in tokens} == {"html_block"}
    page = Page(text)
    assert set(page.tags) == {"h2", "table", "tr", "th", "td", "code", "details", "summary", "pre"}
    assert page.attributes == []
    shown = {for_terminal(one.id, multiline=True) for one in book.learners}
    assert shown <= set(page.codes)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_of_a_summary_stands_in_code_where_nothing_is_linked(text: str):
    """GitHub links names and addresses outside of `code` and `pre`, whatever was escaped."""
    book = view((learner(text or "x"),), (entry(text or "x", score=None, why=text),), course=text)
    outside = re.sub(r"<(code|pre)>.*?</\1>", "", github.summary(book), flags=re.DOTALL)
    assert re.sub(r"</?\w+>", "", outside).split() == ["not", "graded"]


@pytest.mark.parametrize(("count", "text"), [(400, "x" * 9_000), (30_000, "")])
def test_summary_of_a_large_class_stays_below_what_github_takes_and_says_what_it_left_out(count: int, text: str):
    written = github.summary(many(count, text))
    assert len(written.encode()) < 1024 * 1024
    (left,) = re.findall(r"([\d,]+) more findings did not fit here", written)
    assert written.count("<details>") + int(left.replace(",", "")) == count
