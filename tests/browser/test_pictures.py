"""The picture of an agent, wherever customers and colleagues see one; and that an admin takes it away."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handoff.desk.queueing import queue
from handoff.domain.identity.people import Agent
from tests.browser.barriers import barriers, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside, with_staff
from tests.browser.test_promises import photographed
from tests.browser.test_widget_intake import all_of
from tests.support.desk_app import DeskApp
from tests.support.files import png
from tests.support.portraits import put_picture

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
SAID = "The walnut shelf is back in stock"


async def with_a_picture(app: DeskApp) -> Agent:
    """The staff, and Ana's picture."""
    await with_staff(app)
    async with app.desk.store.reading() as tx:
        (ana,) = [one for one in await tx.people.agents() if one.name == "Ana"]
    await put_picture(app, ana, png(64, 64))
    return ana


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff, without anybody's picture yet."""
    with running_beside(tmp_path) as running:
        yield running


def shown(picture: Locator) -> None:
    """It is there, and it is a picture."""
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 64


def asks_for_a_person(page: Page, desk: Beside) -> None:
    page.goto(f"{desk.url}/widget/frame.html?lang=en")
    page.get_by_role("textbox", name="Your message").fill("Is it back?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("You said: Is it back?")).to_be_visible()
    page.get_by_role("button", name="Talk to a person").click()
    expect(page.get_by_text("Looking for a person for you")).to_be_visible()


def test_whoever_sees_an_agent_sees_the_picture(people: People, desk: Beside) -> None:
    """Customers in the header, beside words and while they are written, and in the list; colleagues, too."""
    ana = desk.run(with_a_picture(desk.app))
    widget = people().new_page()
    asks_for_a_person(widget, desk)
    (view,) = desk.run(all_of(desk.app))
    desk.run(queue.claim(desk.app.desk, agent=ana.actor, conversation_id=view.id))
    shown(widget.locator("baton-header .avatar img"))

    console = entered(people(viewport={"width": 1440, "height": 900}), f"{desk.url}/console", "ana")
    console.get_by_role("button").filter(has_text="Is it back?").first.click()
    expect(console.get_by_role("main").get_by_text("You said: Is it back?")).to_be_visible()
    field = console.locator("baton-composer textarea")
    field.press_sequentially("The walnut")
    # What is written is shown for a while only: no time to look at it twice.
    expect(widget.locator("baton-log .typing .avatar img")).to_have_attribute("src", re.compile("/pictures/"))
    field.fill(SAID)
    field.press("Control+Enter")
    shown(widget.get_by_role("log").locator(".group.agent .avatar img"))
    widget.get_by_role("button", name="Help and your chats").click()
    shown(widget.locator("baton-home .line .avatar img"))
    photographed(widget, "picture-home")

    search = console.get_by_label("Search conversations")
    search.fill("walnut")
    shown(console.locator("baton-finder .find .by img"))
    photographed(console, "picture-found")
    board = entered(people(viewport={"width": 1440, "height": 900}), f"{desk.url}/board", "sam")
    shown(board.locator("baton-agents .face img"))
    photographed(board, "picture-board")


def test_an_admin_takes_a_picture_away(people: People, desk: Beside) -> None:
    """Asked before it is done; the customer sees initials at once, and it is kept who did it."""
    ana = desk.run(with_a_picture(desk.app))
    widget = people().new_page()
    asks_for_a_person(widget, desk)
    (view,) = desk.run(all_of(desk.app))
    desk.run(queue.claim(desk.app.desk, agent=ana.actor, conversation_id=view.id))
    shown(widget.locator("baton-header .avatar img"))
    page = entered(people(viewport={"width": 1440, "height": 900}), f"{desk.url}/settings#people", "ada")
    row = page.get_by_role("listitem").filter(has_text="ana@example.org")
    shown(row.locator(".face img"))
    photographed(page, "picture-people")
    page.get_by_role("button", name="More: Ana").click()
    page.get_by_role("menuitem", name="Remove the picture").click()
    expect(page.get_by_role("heading", name="Remove the picture of Ana?")).to_be_visible()
    page.get_by_role("button", name="Remove the picture").click()
    expect(page.get_by_text("Ada removed the picture of Ana.")).to_be_visible()
    expect(page.get_by_text("Ana chose a picture.")).to_be_visible()
    expect(row.locator(".face img")).to_have_count(0)
    expect(widget.locator("baton-header .avatar img")).to_have_count(0)
    expect(widget.locator("baton-header .avatar")).to_have_text("A")


@in_each_language
def test_pictures_are_no_barrier(people: People, desk: Beside, lang: str, colours: str) -> None:
    """In the list of people, on a phone and on a desk."""
    desk.run(with_a_picture(desk.app))
    for number, context in enumerate(screens(people, lang, colours)):
        page = entered(context, f"{desk.url}/settings#people", "ada")
        shown(page.get_by_role("listitem").filter(has_text="ana@example.org").locator(".face img"))
        assert barriers(page) == []
        photographed(page, f"picture-people-{lang}-{number}")
