"""What is pressed is large enough, and nothing is lost when the text is twice as large."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.barriers import too_wide
from tests.browser.desks import Beside, running_beside
from tests.browser.test_widget_home import ANSWER, FIELD, HOME, TITLES, with_articles

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
OPTIONS = {"en": "Options", "fa": "گزینه‌ها", "pl": "Opcje"}
HUMAN = {"en": "Talk to a person", "fa": "گفت‌وگو با پشتیبان", "pl": "Rozmowa z konsultantem"}
CALL = {"en": "Call me back", "fa": "با من تماس بگیرید", "pl": "Proszę oddzwonić"}
LEAST = 24
TWICE = "addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'))"
# Every control with its size on the screen; a hidden radio is as large as the label around it, and a link
# inside a sentence may be as high as the sentence (the exception "inline" of 2.5.8).
CONTROLS = """() => {
  const found = [];
  const walk = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) walk(one.shadowRoot);
      if (!one.matches("button, input, select, textarea, a[href], [role=switch]")) continue;
      if (!one.checkVisibility() || (one.matches("a") && one.closest("p, li, .agree"))) continue;
      const shown = one.matches("[type=radio], [role=switch]") ? one.closest("label") : one;
      const {width, height, left, right} = shown.getBoundingClientRect();
      const text = one.ariaLabel || one.textContent.trim() || one.id || one.type;
      const cut = one.matches("button") && one.scrollWidth > one.clientWidth + 1;
      found.push({text, width, height, cut, outside: left < -1 || right > innerWidth + 1});
    }
  };
  walk(document);
  return found;
}"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with articles in three languages."""
    with running_beside(tmp_path) as running:
        running.run(with_articles(running.app))
        yield running


def controls(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(CONTROLS)
    assert found
    return found


def small(page: Page) -> list[str]:
    """The controls that a finger would miss."""
    return [
        f"{one['text']}: {one['width']:.0f} x {one['height']:.0f}"
        for one in controls(page)
        if min(one["width"], one["height"]) < LEAST
    ]


def lost(page: Page) -> list[str]:
    """The controls whose words are cut off or that stand outside."""
    return [one["text"] for one in controls(page) if one["cut"] or one["outside"]]


def views(page: Page, lang: str) -> Iterator[str]:
    """One after the other, each view that a customer comes to."""
    field = page.get_by_role("textbox", name=FIELD[lang])
    expect(field).to_be_visible()
    yield "chat"
    page.get_by_role("button", name=OPTIONS[lang]).click()
    expect(page.get_by_role("switch")).to_be_attached()
    yield "options"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=HOME[lang]).click()
    line = page.get_by_role("button", name=TITLES[lang])
    expect(line).to_be_visible()
    yield "home"
    line.click()
    expect(page.get_by_role("group").get_by_role("button").first).to_be_visible()
    yield "reader"
    page.get_by_role("button", name=HUMAN[lang]).click()
    page.get_by_role("button", name=CALL[lang]).click()
    expect(page.locator("baton-waiting input")).to_be_visible()
    yield "waiting"
    if lang == "en":
        field.fill("how long may returns take")
        field.press("Enter")
        expect(page.get_by_role("log").get_by_text(ANSWER).first).to_be_visible()
        yield "answer"


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
def test_what_is_pressed_is_large_enough(people: People, desk: Beside, lang: str) -> None:
    """WCAG 2.2, 2.5.8: at least 24 by 24 pixels on a narrow phone."""
    page = people(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    assert {view: found for view in views(page, lang) if (found := small(page))} == {}


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
def test_text_twice_as_large_loses_nothing(people: People, desk: Beside, lang: str) -> None:
    """WCAG 1.4.4: no sideways scrolling, nothing cut off, and the field stays on the screen."""
    page = people(viewport={"width": 400, "height": 680}).new_page()
    page.add_init_script(TWICE)
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    for view in views(page, lang):
        assert (view, too_wide(page), lost(page)) == (view, 0, [])
        field = page.get_by_role("textbox", name=FIELD[lang])
        expect(field).to_be_in_viewport(ratio=0.9)
