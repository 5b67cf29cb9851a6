"""Promises in the console: seen at once, changed, ticked, and told in the top bar."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.test_time import console, with_waiting

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
TOMORROW = "I will write to you tomorrow."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff and customers who wait."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        running.run(with_waiting(running.app))
        yield running


def photographed(page: Page, name: str) -> None:
    """For whoever wants to look: into the folder that the environment names."""
    if folder := os.environ.get("PICTURES_OF_TESTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_a_promise_is_shown_changed_and_ticked(people: People, desk: Beside) -> None:
    """What was understood is told at once; by hand there is another one; done leaves the top bar."""
    page = console(people(viewport={"width": 1440, "height": 900}), desk.url)
    page.get_by_role("list", name="Queue").get_by_role("button").filter(has_text="Spain").click()
    page.get_by_role("button", name="Claim", exact=True).first.click()
    field = page.locator("baton-composer textarea")
    field.fill(TOMORROW.replace("tomorrow", "**tomorrow**"))
    field.press("Control+Enter")
    expect(page.locator("baton-notices")).to_contain_text(f"Noted as a promise: “{TOMORROW}”")
    promises = page.locator("baton-promises")
    expect(promises.get_by_role("listitem")).to_have_count(1)
    expect(promises).to_contain_text(TOMORROW)
    expect(page.get_by_role("button", name="1 promise to keep")).to_be_visible()
    photographed(page, "promise")
    promises.get_by_role("button", name="Change time").click()
    promises.get_by_label("When").fill("2099-01-01T10:00")
    promises.get_by_role("button", name="Save").click()
    expect(page.locator("baton-notices")).to_contain_text("did not accept")
    promises.get_by_role("button", name="Remind me").click()
    promises.get_by_label("What to do").fill("Call about the invoice")
    assert barriers(page) == []
    promises.get_by_role("button", name="Done").click()
    expect(promises).to_contain_text("Kept")
    expect(page.get_by_role("button", name="1 promise to keep")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="1 promise to keep")).to_be_visible()


def test_a_promise_in_persian_at_night(people: People, desk: Beside) -> None:
    """From right to left, dark, with Persian figures; nothing sticks out."""
    context = people(viewport={"width": 1280, "height": 900}, color_scheme="dark", locale="fa-IR")
    page = console(context, desk.url, "fa")
    page.locator("baton-list").get_by_role("button").filter(has_text="Spain").click()
    page.locator("baton-thread .acts .main").click()
    field = page.locator("baton-composer textarea")
    field.fill("فردا ساعت ۱۰ برایتان می‌نویسم.")
    field.press("Control+Enter")
    expect(page.locator("baton-promises").get_by_role("listitem")).to_have_count(1)
    expect(page.locator("baton-promises")).to_contain_text("۱۰:۰۰")
    photographed(page, "promise-fa")
    assert barriers(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert barriers(page) == []
