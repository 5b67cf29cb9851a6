"""Tags in the console: put on and taken off by keyboard, of the desk's list alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from handoff.desk.conversation import closing
from handoff.domain.conversation.closing_form import ClosingForm
from handoff.domain.enums import Role
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.test_promises import photographed
from tests.browser.test_time import console, with_waiting
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with two tags, staff and customers who wait."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        running.run(with_waiting(running.app))
        running.run(with_set_tags(running.app, "refund", "lamp"))
        yield running


async def with_set_tags(app: DeskApp, *tags: str) -> None:
    """The tags that this desk knows."""
    lea = await app.add("Lea", Role.ADMIN)
    await closing.set_form(app.desk, actor=lea.actor, form=ClosingForm(tags=tags))


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_conversation_gets_and_loses_tags_by_keyboard(people: People, desk: Beside, lang: str) -> None:
    """A strange word is refused in place, and what is there is still there on the next day."""
    scheme = "dark" if lang == "fa" else "light"
    locale = {"en": "en-GB", "fa": "fa-IR"}[lang]
    context = people(viewport={"width": 1280, "height": 900}, color_scheme=scheme, locale=locale)
    page = console(context, desk.url, lang)
    page.locator("baton-list").get_by_role("button").filter(has_text="Spain").click()
    tags = page.locator("baton-tags")
    given, offered = tags.locator(".chip"), tags.locator("form li button")
    tags.locator(".more").press("Enter")
    expect(tags.get_by_role("textbox")).to_be_focused()
    expect(offered).to_have_text(["refund", "lamp"])
    page.keyboard.type("sofa")
    page.keyboard.press("Enter")
    expect(tags.get_by_role("alert")).not_to_be_empty()
    expect(given).to_have_count(0)
    tags.get_by_role("textbox").fill("LAMP")
    page.keyboard.press("Enter")
    expect(given).to_have_text(["lamp"])
    photographed(page, f"tags-{lang}")
    assert barriers(page) == []
    offered.first.press("Enter")
    expect(given).to_have_text(["lamp", "refund"])
    given.first.get_by_role("button").press("Enter")
    expect(given).to_have_text(["refund"])
    expect(tags.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tags.locator(".more")).to_be_focused()
    page.reload()
    expect(given).to_have_text(["refund"])
