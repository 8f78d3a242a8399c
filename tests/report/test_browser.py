"""What a person sees of a report in a real browser: headless Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from grader.report import html
from grader.report.record import Report
from tests.report.factory import SAMPLES, hostile, mixed

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# The contrast of an element's text with the nearest background behind it that is not transparent (WCAG 2.2, 1.4.3).
CONTRAST = """
element => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  let behind = element, ground = [0, 0, 0, 0];
  const layers = [];
  while (behind) {
    ground = parse(getComputedStyle(behind).backgroundColor);
    if (ground.length === 3) ground.push(1);
    if (ground[3] > 0) layers.push(ground);
    if (ground[3] === 1) break;
    behind = behind.parentElement;
  }
  let mixed = layers.pop();
  for (const over of layers.reverse()) mixed = mixed.map((c, i) => over[3] * over[i] + (1 - over[3]) * c);
  const [a, b] = [light(parse(getComputedStyle(element).color)), light(mixed)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
"""
TEXTS = (
    "h1, h2, h3, h4, summary, figcaption, dt, dd, pre, mark, .score, .eyebrow, .word, .summary, .about, .points,"
    ".points b, .message, .message code, .hint, .hint b, .kind, .sentence, .aside, .waits a, .strip a span, footer p"
)


@dataclass
class Opened:
    """A page, and what happened while it was open."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if os.environ.get("DLGRADE_NO_BROWSER") == "1":
        pytest.skip("DLGRADE_NO_BROWSER=1")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail(
            "No Chromium was found. Install it (Debian: apt install chromium; macOS: brew install --cask chromium), "
            "or set DLGRADE_NO_BROWSER=1 to leave these tests out."
        )
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])
        yield chromium
        chromium.close()


Scheme = Literal["light", "dark"]
Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def open_report(sample: Report, width: int = 1100, scheme: Scheme = "light") -> Opened:
        file = tmp_path / "report.html"
        file.write_text(html.render(sample), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        seen = Opened(page, file.as_uri())
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("dialog", lambda dialog: seen.dialogs.append(dialog.message))
        page.goto(seen.address)
        return seen

    yield open_report
    for context in contexts:
        context.close()


def test_score_is_in_the_heading(opened: Open):
    page = opened(mixed()).page
    expect(page.get_by_role("heading", level=1)).to_have_text("Batch normalisation 3.5 of 17 points")
    expect(page).to_have_title("Batch normalisation: 3.5 of 17 points")


def test_claim_of_every_check_is_visible_as_its_heading(opened: Open):
    page = opened(mixed()).page
    for check in mixed().checks:
        expect(page.get_by_role("heading", level=3, name=check.claim)).to_be_visible()
        expect(page.get_by_role("article", name=check.claim)).to_be_visible()


def test_failing_check_shows_sentence_hint_and_command(opened: Open):
    card = opened(mixed()).page.get_by_role("article", name="The gradients of input")
    expect(card.get_by_text("summed over the batch twice")).to_be_visible()
    expect(card.get_by_text("Write the shapes of")).to_be_visible()
    expect(card.get_by_text("dlgrade check exercise15 --only backward")).to_be_visible()
    expect(card.get_by_text("failed", exact=True)).to_be_visible()


def test_heat_map_has_an_accessible_name(opened: Open):
    page = opened(mixed()).page
    picture = page.get_by_role("img", name="Where grad_x (float64[2, 3, 4]) differs: in 3 of 24 entries")
    expect(picture).to_be_visible()
    expect(picture.locator("rect")).to_have_count(24)
    expect(page.get_by_role("img")).to_have_count(2)


def test_wrong_squares_are_painted_unlike_right_ones(opened: Open):
    picture = opened(mixed()).page.get_by_role("img", name="Where grad_x")
    fills = picture.locator("rect").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    assert len(set(fills)) == 4
    assert fills.count(fills[0]) == 21


def test_links_lead_to_their_checks(opened: Open):
    page = opened(mixed()).page
    page.get_by_role("navigation", name="Checks").get_by_role("link", name="3. backward: failed, 0 of 4 points").click()
    expect(page.locator("#check-3:target")).to_be_in_viewport()


def test_a_blocked_check_leads_to_what_it_waits_for_from_the_keyboard(opened: Open):
    page = opened(mixed()).page
    page.get_by_role("article", name="Ten steps").get_by_role("link", name="The gradients of input").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#check-3:target")).to_be_in_viewport()


def test_details_open_on_the_keyboard_and_show_their_focus(opened: Open):
    page = opened(mixed()).page
    table = page.get_by_role("table", name="Entries of grad_x that differ")
    expect(table).to_be_hidden()
    summary = page.get_by_text("The 3 entries that differ, as numbers")
    while not summary.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement === document.body"), "the summary cannot be reached"
    assert summary.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_role("rowheader", name="[1, 2, 1]")).to_be_visible()
    expect(table.get_by_role("columnheader", name="Difference")).to_be_visible()


@pytest.mark.parametrize("name", SAMPLES)
def test_page_asks_for_nothing_and_complains_of_nothing(name: str, opened: Open):
    seen = opened(SAMPLES[name]())
    seen.page.wait_for_load_state("load")
    assert seen.requests == [seen.address]
    assert seen.complaints == []


def test_policy_is_in_force(opened: Open):
    seen = opened(mixed())
    seen.page.evaluate(
        "() => { document.body.append(Object.assign(new Image(), {src: 'https://example.invalid/x.png'})) }"
    )
    seen.page.wait_for_function("document.images[0].complete")
    assert [text for text in seen.complaints if "Content Security Policy" in text]


def test_hostile_text_never_becomes_markup(opened: Open):
    seen = opened(hostile())
    page = seen.page
    page.mouse.move(400, 400)
    assert page.locator("script, img, iframe, object, embed, #forged, [onerror], [onmouseover]").count() == 0
    assert page.locator("head style").count() == page.locator("style").count() == 1
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert('x')</script>")
    expect(page.get_by_role("heading", level=1)).to_contain_text("\\u202eto left\\u2066 hidden\\u200b")
    expect(page.locator("article").first).to_contain_text("{{ 7 * 7 }}")
    assert seen.dialogs == []


@pytest.mark.parametrize("width", [320, 375, 768, 1100])
@pytest.mark.parametrize("name", SAMPLES)
def test_page_never_scrolls_sideways(name: str, width: int, opened: Open):
    page = opened(SAMPLES[name](), width=width).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.body.scrollWidth") <= width


def test_wide_array_scrolls_in_its_own_box_by_keyboard(opened: Open):
    page = opened(mixed(), width=320).page
    box = page.get_by_role("group", name="Yours: grad_x")
    box.focus()
    assert box.evaluate("element => element.scrollWidth > element.clientWidth")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=box.element_handle())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["mixed", "faulty", "all_passed"])
def test_text_has_enough_contrast(name: str, scheme: str, opened: Open):
    page = opened(SAMPLES[name](), scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    faint = page.locator(TEXTS).evaluate_all(
        f"all => all.map(one => [one.className || one.tagName, one.textContent.slice(0, 30), ({CONTRAST})(one)])"
        ".filter(([, , contrast]) => !(contrast >= 4.5))"
    )
    assert faint == []


def test_dark_mode_is_dark(opened: Open):
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened(mixed(), scheme="dark").page.evaluate(ground) == "rgb(19, 22, 27)"
    assert opened(mixed(), scheme="light").page.evaluate(ground) == "rgb(247, 246, 242)"


def test_print_shows_what_is_folded_away_on_the_screen(opened: Open):
    page = opened(mixed(), scheme="dark").page
    folded = [page.get_by_role("table", name="Entries of grad_x that differ"), page.get_by_text("step 19: loss 0.0500")]
    for part in folded:
        expect(part).not_to_be_visible()
    page.emulate_media(media="print")
    for part in folded:
        expect(part).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("article").first.evaluate("element => getComputedStyle(element).breakInside") == "avoid"
