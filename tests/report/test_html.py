"""The report as HTML: self-contained, well formed, in order, and deaf to what a submission says."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from grader.report import html
from grader.report.record import Report
from tests.report.factory import (
    HOSTILE,
    ROOT,
    SAMPLES,
    all_passed,
    faulty,
    hidden_failure,
    hostile,
    mixed,
    public_case,
    public_failure,
    report,
)

VOID = {"meta", "br", "link", "img", "input", "hr"}
SVG_LEAVES = {"rect", "path"}


class Document(HTMLParser):
    """A document as lists: elements (tag, attributes) in order, and the text. Tags that do not match are an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of <{tag}> stands there twice"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def document(sample: Report) -> Document:
    return Document(html.render(sample))


@pytest.fixture(params=SAMPLES)
def any_document(request: pytest.FixtureRequest) -> Document:
    return document(SAMPLES[request.param]())


def test_same_record_gives_the_same_bytes():
    code = "from tests.report.factory import *; from zlib import crc32; print(crc32(html.render(mixed()).encode()))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
            text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


def test_committed_sample_is_up_to_date():
    assert Path(ROOT, "reports", "sample.html").read_text(encoding="utf-8") == html.render(mixed())


def test_every_tag_is_closed_and_no_attribute_doubled(any_document: Document):
    assert any_document.elements[0] == ("html", {"lang": "en"})


def test_nothing_is_loaded_and_nothing_is_executed(any_document: Document):
    tags = {tag for tag, _ in any_document.elements}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"})
    for _, attributes in any_document.elements:
        assert not any(name.startswith("on") or name in {"src", "srcset", "srcdoc"} for name in attributes)
    assert all((attributes["href"] or "").startswith("#") for attributes in any_document.all("a"))


def test_policy_forbids_everything_but_inline_style(any_document: Document):
    policy = next(meta for meta in any_document.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_style_asks_for_nothing_from_elsewhere():
    style = html.render(mixed()).partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "{{" not in style


def test_headings_are_in_order_and_there_is_one_first(any_document: Document):
    levels = [int(tag[1]) for tag, _ in any_document.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_are_there_once(any_document: Document):
    tags = [tag for tag, _ in any_document.elements]
    assert [tags.count(tag) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert tags[: tags.index("body")].count("title") == 1


def test_identifiers_are_unique_and_references_lead_somewhere(any_document: Document):
    identifiers = [attributes["id"] for _, attributes in any_document.elements if "id" in attributes]
    assert len(set(identifiers)) == len(identifiers)
    labels = {
        attributes["aria-labelledby"] for _, attributes in any_document.elements if "aria-labelledby" in attributes
    }
    links = {(attributes["href"] or "")[1:] for attributes in any_document.all("a")}
    assert labels | links <= set(identifiers)


def test_cells_of_tables_have_headers():
    shown = document(mixed())
    assert shown.all("table")
    assert all(attributes.get("scope") in {"col", "row"} for attributes in shown.all("th"))
    assert len(shown.all("caption")) == len(shown.all("table"))


def test_pictures_have_words():
    pictures = [attributes for _, attributes in document(mixed()).elements if attributes.get("role") == "img"]
    assert [picture["aria-label"] for picture in pictures] == [
        "Where forward (float64[3, 3]) differs: in 1 of 9 entries, the largest is not a finite number, at [1, 2].",
        "Where grad_x (float64[2, 3, 4]) differs: in 3 of 24 entries, the largest by 10, at [1, 2, 1].",
    ]


def test_picture_has_a_square_for_each_entry_and_wrong_ones_differ():
    squares = re.findall(
        r'<rect class="level-(\d)"[^>]*rx="3">(?:<title>([^<]*)</title>)?</rect>', html.render(mixed())
    )
    assert len(squares) == 9 + 24
    assert [square for square in squares if square[0] != "0"] == [
        ("6", "[1, 2]: not finite"),
        ("1", "[1, 0, 1]: off by 1e-07"),
        ("3", "[1, 1, 1]: off by 0.001"),
        ("5", "[1, 2, 1]: off by 10"),
    ]


def test_score_is_in_title_and_heading():
    rendered = html.render(mixed())
    assert "<title>Batch normalisation: 3.5 of 17 points</title>" in rendered
    assert '<h1>Batch normalisation <span class="score">3.5 of 17 points</span></h1>' in rendered


def test_failure_shows_claim_sentence_hint_case_and_command():
    text = document(report(hidden_failure())).text
    order = [
        "The gradients of input, gamma and beta agree with PyTorch's.",
        "grad_gamma is not what it should be.",
        "Hint Write the shapes of grad_output",
        "The smallest failing case (37 of 50 examples fail)",
        "layer.backward(grad_output: float32[2, 1])",
        "grad_gamma is exactly 2 times what PyTorch gives",
        "dlgrade check exercise15 --only backward",
    ]
    places = [text.index(part, text.index("Checks")) for part in order]
    assert places == sorted(places)


def test_what_went_wrong_stands_above_the_numbers_and_in_the_heading():
    shown = document(mixed())
    heading, _, checks = shown.text.partition("Checks")
    assert "grad_gamma is summed over the batch twice." in heading
    assert "forward differs exactly" not in heading, "what numbers show is told where they are"
    order = [
        "What went wrong grad_gamma is summed",
        "Hint Write the shapes",
        "answers as your code does",
        "is not what it should be.",
    ]
    places = [checks.index(part, checks.index("What went wrong")) for part in order]
    assert places == sorted(places)


def test_failure_that_follows_is_folded_under_a_link_to_the_first():
    rendered = html.render(mixed())
    assert 'Follows from <a href="#check-3">' in rendered
    assert rendered.count('<details class="fold follows">') == 1


def test_learner_is_told_where_to_start():
    assert 'Start with <a href="#check-1">' in html.render(mixed())
    assert "Start with" not in html.render(all_passed())
    assert "Start with" not in html.render(faulty())


def test_wrong_entries_are_marked_by_more_than_colour():
    assert "<mark>    nan*</mark>" in html.render(mixed())


def test_numbers_of_wrong_entries_are_in_a_table():
    assert '<th scope="row">[1, 2, 1]</th><td>31.0000000</td><td>21.0000000</td><td>10</td>' in html.render(mixed())


def test_long_table_is_cut_and_says_so():
    rendered = html.render(SAMPLES["large"]())
    assert "The first 100 of 2,703 entries that differ, as numbers" in rendered
    assert rendered.count('<th scope="row">') == 100 + 100


def test_hidden_check_draws_nothing_and_says_why():
    shown = document(report(hidden_failure()))
    assert "hidden: shapes are shown, numbers are not" in shown.text
    assert shown.all("table") == []
    assert [attributes for _, attributes in shown.elements if attributes.get("role") == "img"] == []


def test_blocked_check_links_to_what_it_waits_for():
    rendered = html.render(mixed())
    assert re.search(r'Waits for <a href="#check-3">The gradients', rendered)


def test_grader_fault_is_not_a_number():
    text = document(faulty()).text
    assert "not graded (of 3 points)" in text
    assert "? /  of 3" in " ".join(text.split(" "))
    assert "0 of 3 points" not in text


def test_isolation_versions_and_repetition_are_told():
    text = document(mixed()).text
    for part in ("isolated by the operating system", "torch 2.13.0", "spring-2031", "dlgrade check exercise15"):
        assert part in text


def test_markup_of_a_submission_is_text():
    shown = document(hostile())
    assert "<script>alert('x')</script>" in shown.text
    assert "{{ 7 * 7 }}" in shown.text
    assert not any(attributes.get("id") == "forged" for _, attributes in shown.elements)
    assert not any("onmouseover" in attributes for _, attributes in shown.elements)


def test_control_characters_of_a_submission_are_visible():
    rendered = html.render(hostile())
    assert not set(rendered) & set("\x1b\x07\x08\r\x7f\x9b\u202e\u2066\u200b\u2028")
    assert "\\x1b[2J" in rendered
    assert "\\u202e" in rendered


def test_hostile_report_can_be_written_to_a_file():
    assert "\ufffd" in html.render(hostile()).encode("utf-8").decode("utf-8")


def test_code_between_backticks_is_escaped_as_well():
    rendered = html.render(report(replace(hidden_failure(), message="`<b>` and <i> and ``")))
    assert "<code>&lt;b&gt;</code> and &lt;i&gt; and ``" in rendered


def test_output_keeps_its_lines_and_only_its_end_where_it_is_long():
    rendered = html.render(report(stdout="".join(f"line {at}\n" for at in range(10_000))))
    assert "line 9999\n" in rendered
    assert "<pre>line 0\n" not in rendered
    assert len(rendered) < html.OUTPUT + 20_000
    assert "10,000 lines, the end of it" in rendered


def test_every_hostile_text_is_really_in_the_page():
    text = document(hostile()).text
    for part in ("forged", "owned", "right \\u202eto left", "::error file=app.py::forged", "surrogate", "onmouseover"):
        assert part in text
    assert len(HOSTILE) == 8


def test_public_check_without_arrays_is_shown_all_the_same():
    case = public_case()
    bare = replace(case, values=(replace(case.values[1], got=None, expected=None),))
    assert "1 of 9 entries is not finite" in document(report(replace(public_failure(), case=bare))).text
