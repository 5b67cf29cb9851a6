"""The console from right to left and on a phone: nothing leaves the window or runs into something else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FloatRect, Locator, Page, expect

from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.test_promises import photographed
from tests.browser.test_time import console, with_waiting

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff and three customers who wait."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        running.run(with_waiting(running.app))
        yield running


def agent(people: People, desk: Beside, lang: str, width: int) -> Page:
    """Ana's console in this language, on a screen of this width, in front of the queue."""
    context = people(viewport={"width": width, "height": 800}, locale=lang, reduced_motion="reduce")
    page = console(context, desk.url, lang)
    expect(page.locator("baton-list button.row")).to_have_count(3)
    return page


def box(there: Locator) -> FloatRect:
    """Where it is."""
    found = there.bounding_box()
    assert found is not None
    return found


def within(inner: Locator, outer: FloatRect) -> bool:
    """Whether it is wholly inside, from left to right."""
    one = box(inner)
    return outer["x"] <= one["x"] and one["x"] + one["width"] <= outer["x"] + outer["width"] + 0.5


@pytest.mark.parametrize("lang", ["fa", "pl"])
def test_nothing_leaves_the_window_of_a_phone(people: People, desk: Beside, lang: str) -> None:
    """Neither a menu, nor who the customer is and where they stand, nor the time until which to snooze."""
    page = agent(people, desk, lang, 320)
    window: FloatRect = {"x": 0, "y": 0, "width": 320, "height": 800}
    available = page.locator("room-menu.available")
    available.get_by_role("button").click()
    expect(available.locator("[aria-checked=true]")).to_be_focused()
    assert within(available.get_by_role("menu"), window)
    photographed(page, f"menu-{lang}")
    page.keyboard.press("Escape")
    late = page.locator("baton-list .clock").first
    assert late.evaluate("it => it.scrollWidth - it.clientWidth") <= 0
    page.locator("baton-list button.row").first.click()
    bar = page.locator("baton-thread .bar")
    claim = bar.locator(".btn.main")
    expect(claim).to_have_accessible_name({"fa": "برداشتن", "pl": "Przejmij"}[lang])
    assert within(bar.locator(".state > span").first, box(bar.locator(".state")))
    assert within(bar.locator("h1 bdi"), box(bar.locator("h1")))
    claim.click()
    expect(bar.locator(".btn.main .icon-check")).to_be_visible()
    photographed(page, f"phone-{lang}")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    moment = page.locator("room-dialog input[name=moment]")
    assert within(moment, box(page.get_by_role("dialog")))


def test_an_empty_field_stands_as_the_page_and_a_full_one_as_its_words(people: People, desk: Beside) -> None:
    """In Persian what it asks for stands on the right; English words keep clear of the sign all the same."""
    page = agent(people, desk, "fa", 1440)
    field = page.get_by_role("searchbox", name="جست‌وجو در گفت‌وگوها")
    expect(field).to_have_css("direction", "rtl")
    field.fill("lamp")
    expect(field).to_have_css("direction", "ltr")
    sign = box(page.locator("baton-finder .search .icon"))
    inner = field.evaluate(
        "it => [it.getBoundingClientRect(), getComputedStyle(it)]"
        ".map((one, at) => parseFloat(at ? one.paddingRight : one.right))"
    )
    assert inner[0] - inner[1] <= sign["x"]
    field.fill("")
    expect(field).to_have_css("direction", "rtl")


def test_in_the_palette_long_words_end_where_they_must(people: People, desk: Beside) -> None:
    """English ones in a Persian list begin in sight."""
    page = agent(people, desk, "fa", 390)
    page.keyboard.press("Control+k")
    page.keyboard.type("parcel")
    row = page.get_by_role("option").filter(has_text="Where is my parcel?")
    expect(row).to_be_visible()
    assert within(row.locator(".quiet"), box(row))
    assert within(row.locator("bdi").first, box(row))
