"""What a person sees of the reports of 300 learners in a real browser, opened as files and without any network."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.report.class_factory import HOSTILE, Written, view, written
from tests.report.test_browser import CONTRAST, Opened, Scheme, browser

__all__ = ["browser"]  # the fixture, for this module too

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("class_browser")]

CLASS_PAGE = "class-exercise07_softmax.html"
TEXTS = (
    "h1, h2, h3, h4, summary, figcaption, .aside, dt, dd, pre, th button, tbody th a, tbody td, small, .word, .told,"
    ".mark, .lead, label, .example, .hint, .message, .eyebrow, .summary, .score, footer p"
)
Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("class"), view(300, 1.0, *HOSTILE))


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("hidden"), view(30), anonymous=True)


@pytest.fixture
def opened(browser: Browser, reports: Written) -> Iterator[Open]:
    contexts = []

    def open_page(name: str, width: int = 1280, scheme: Scheme = "light", of: Written = reports, **more: Any) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        seen = Opened(page, (of.folder / name).as_uri())
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("dialog", lambda dialog: seen.dialogs.append(dialog.message))
        page.goto(seen.address)
        return seen

    yield open_page
    for context in contexts:
        context.close()


def column(page: Page, table: str, at: int) -> list[float | None]:
    """The numbers of a column of a table, from the top; None where there is none."""
    cells = page.locator(f"{table} tbody tr").evaluate_all(f"all => all.map(row => row.cells[{at}].dataset.value)")
    return [float(cell) if cell else None for cell in cells]


def names(page: Page) -> list[str]:
    return page.locator("#marks-table tbody tr:not([hidden]) th a").all_inner_texts()


@pytest.mark.parametrize("name", ["index.html", CLASS_PAGE, "learners/zq00019k/index.html"])
def test_page_asks_for_nothing_and_complains_of_nothing(name: str, opened: Open):
    seen = opened(name)
    seen.page.wait_for_load_state("load")
    assert seen.requests == [seen.address]
    assert seen.complaints == []


@pytest.mark.parametrize(("name", "heading", "at"), [("index.html", "Perceptron", 1), (CLASS_PAGE, "Score", 1)])
def test_scores_sort_both_ways_and_who_has_none_comes_last(name: str, heading: str, at: int, opened: Open):
    page = opened(name).page
    head = page.locator("#marks-table").get_by_role("columnheader", name=heading, exact=True)
    for direction in ("descending", "ascending"):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", direction)
        shown = column(page, "#marks-table", at)
        known = [score for score in shown if score is not None]
        assert known == sorted(known, reverse=direction == "descending")
        assert shown == known + [None] * (309 - len(known))
        assert 250 < len(known) < 309


def test_sorting_goes_by_the_keyboard_and_one_column_at_a_time(opened: Open):
    page = opened("index.html").page
    table = page.locator("#marks-table")
    table.get_by_role("button", name="Total").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert table.get_by_role("columnheader", name="Total").get_attribute("aria-sort") == "ascending"
    table.get_by_role("button", name="Learner").press("Enter")
    assert table.locator("th[aria-sort]").count() == 1


def test_numbers_in_names_sort_as_numbers(opened: Open, tmp_path: Path):
    from grader.learners import Learner

    few = written(tmp_path, view(0, 1.0, *(Learner(f"team {at}") for at in (10, 9, 2, 100))))
    page = opened("index.html", of=few).page
    page.locator("#marks-table").get_by_role("button", name="Learner").click()
    assert names(page) == ["team 2", "team 9", "team 10", "team 100"]


def test_search_finds_names_and_verdicts_in_any_order(opened: Open):
    page = opened("index.html").page
    box = page.get_by_role("searchbox", name="Search learners")
    box.fill("thrymskyeb oya")
    assert names(page) == ["Oya Thrymskyeb"]
    expect(page.locator(".search output")).to_have_text("1 of 309 shown")
    box.fill("not graded")
    assert 5 < len(names(page)) < 60
    box.fill("")
    assert len(names(page)) == 309
    expect(page.locator(".search output")).to_have_text("")


def test_search_that_finds_nothing_says_so(opened: Open):
    page = opened(CLASS_PAGE).page
    page.get_by_role("searchbox").fill("nobody is called this")
    assert names(page) == []
    expect(page.locator(".search output")).to_have_text("0 of 309 shown")


def test_class_page_is_one_click_away_and_back(opened: Open):
    page = opened("index.html").page
    page.get_by_role("link", name="Softmax and cross-entropy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Softmax and cross-entropy mean")
    page.get_by_role("link", name="Deep learning from scratch").click()
    expect(page).to_have_title("Deep learning from scratch: the class")


def test_pictures_have_names_for_screen_readers(opened: Open):
    page = opened(CLASS_PAGE).page
    for name in ("Distribution of scores", "Verdicts", "Success per check", "Difficulty and discrimination", "Time"):
        expect(page.get_by_role("img", name=name).first).to_be_visible()


def test_texts_of_a_picture_do_not_overlap(opened: Open):
    page = opened(CLASS_PAGE).page
    overlapping = page.locator("svg.plot").evaluate_all(
        """all => all.flatMap(svg => {
          const boxes = [...svg.querySelectorAll('text')].map(one => [one.textContent, one.getBoundingClientRect()]);
          const hit = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
          return boxes.flatMap(([name, box], at) =>
            boxes.slice(at + 1).filter(([, other]) => hit(box, other)).map(([other]) => [name, other]));
        })"""
    )
    assert overlapping == []


def test_texts_of_a_picture_stay_inside_it(opened: Open):
    page = opened(CLASS_PAGE).page
    outside = page.locator("svg.plot").evaluate_all(
        """all => all.flatMap(svg => {
          const frame = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('text')].filter(one => {
            const box = one.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
          }).map(one => one.textContent);
        })"""
    )
    assert outside == []


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("name", ["index.html", CLASS_PAGE])
def test_page_never_scrolls_sideways(name: str, width: int, opened: Open):
    page = opened(name, width=width).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.body.scrollWidth") <= width


@pytest.mark.parametrize("learner", HOSTILE, ids=range(len(HOSTILE)))
def test_learner_with_a_hostile_name_gets_a_page_like_any_other(learner: Any, opened: Open, reports: Written):
    slug = next(file.parent.name for file in reports.folder.glob("learners/*/report.json") if _is_of(file, learner.id))
    seen = opened(f"learners/{slug}/index.html", width=400)
    assert seen.page.locator("script, img, [onerror], [onmouseover], h1 h1").count() == 0
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 400
    expect(seen.page.get_by_role("article")).to_have_count(3)
    assert (seen.dialogs, seen.complaints) == ([], [])


def _is_of(file: Path, identifier: str) -> bool:
    import json

    said = json.loads(file.read_text("utf-8"))["id"]
    return bool(said == identifier.encode("utf-8", "replace").decode().replace("?", "\N{REPLACEMENT CHARACTER}"))


@pytest.mark.parametrize("name", ["index.html", CLASS_PAGE])
def test_hostile_names_do_nothing_in_the_tables(name: str, opened: Open):
    seen = opened(name)
    seen.page.get_by_role("searchbox").fill("<script>alert(1)</script>")
    assert names(seen.page) == ["<script>alert(1)</script>"]
    seen.page.mouse.move(300, 500)
    assert seen.page.locator("body script").count() == 1
    assert seen.page.locator("img, [onerror], [onmouseover], h1 ~ h1").count() == 0
    assert (seen.dialogs, seen.complaints) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", CLASS_PAGE, "learners/zq00019k/index.html"])
def test_text_has_enough_contrast(name: str, scheme: str, opened: Open):
    page = opened(name, scheme=scheme).page
    page.evaluate("document.querySelectorAll('tbody tr:nth-child(n+40)').forEach(one => one.remove())")
    faint = page.locator(TEXTS).evaluate_all(
        f"all => all.map(one => [one.className || one.tagName, one.textContent.slice(0, 30), ({CONTRAST})(one)])"
        ".filter(([, , contrast]) => !(contrast >= 4.5))"
    )
    assert faint == []


def test_pictures_change_their_colours_in_the_dark(opened: Open):
    ink = "getComputedStyle(document.querySelector('svg.plot text')).fill"
    light, dark = (opened(CLASS_PAGE, scheme=scheme).page.evaluate(ink) for scheme in ("light", "dark"))
    assert (light, dark) == ("rgb(84, 93, 105)", "rgb(164, 174, 186)")


def test_without_javascript_everything_is_there_to_read(opened: Open):
    page = opened("index.html", java_script_enabled=False).page
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("#marks-table tbody tr")).to_have_count(309)
    expect(page.get_by_role("columnheader", name="Total")).to_be_visible()


def test_first_column_stays_while_a_wide_table_scrolls(opened: Open):
    page = opened("index.html", width=400).page
    box = page.get_by_role("group", name="Marks")
    before = page.locator("#marks-table tbody th").first.bounding_box()
    box.evaluate("element => element.scrollLeft = 200")
    assert page.locator("#marks-table tbody th").first.bounding_box() == before


def test_print_has_no_search_and_white_paper(opened: Open):
    page = opened(CLASS_PAGE, scheme="dark").page
    page.emulate_media(media="print")
    expect(page.locator(".search")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_anonymous_pages_work_alike(opened: Open, hidden: Written):
    seen = opened("index.html", of=hidden)
    assert names(seen.page)[:2] == ["Learner 001", "Learner 002"]
    seen.page.get_by_role("link", name="Learner 002").first.click()
    expect(seen.page.get_by_role("heading", level=1)).to_contain_text("Learner 002")
    assert seen.complaints == []
