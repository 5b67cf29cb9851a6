"""The widget loads little at first and the rest when it is needed, whatever the network does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.desks import Beside, running_beside

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with nobody at work."""
    with running_beside(tmp_path) as running:
        yield running


def opened(context: BrowserContext, desk: Beside) -> tuple[Page, list[str]]:
    """The widget by itself, and the names of the files it asks for."""
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{desk.url}/widget/frame.html?lang=en")
    expect(page.get_by_role("textbox", name="Your message")).to_be_visible()
    expect(page.get_by_role("log")).to_be_attached()
    return page, asked


def test_what_is_not_needed_is_not_loaded(people: People, desk: Beside) -> None:
    """The options come with the first press on their button."""
    page, asked = opened(people(), desk)
    assert not [name for name in asked if name.startswith(("menu", "closing", "waiting"))]
    page.get_by_role("button", name="Options").click()
    expect(page.get_by_text("Appearance")).to_be_visible()
    assert [name for name in asked if name.startswith("menu")]


def test_a_part_that_did_not_come_comes_later_and_no_word_is_lost(people: People, desk: Beside) -> None:
    """While the options cannot be loaded one can write; they appear once the network brings them."""
    context = people()
    context.route("**/assets/menu-*.js", lambda route: route.abort())
    page, _ = opened(context, desk)
    field = page.get_by_role("textbox", name="Your message")
    field.fill("half a sentence")
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Options").click()
    expect(page.get_by_text("Appearance")).to_have_count(0)
    expect(field).to_have_value("half a sentence")
    context.unroute("**/assets/menu-*.js")
    expect(page.get_by_text("Appearance")).to_be_visible()
    expect(field).to_have_value("half a sentence")


def test_a_wall_against_web_sockets_is_gone_round(people: People, desk: Beside) -> None:
    """Where each of them is closed, words travel by long polling, which is loaded then."""
    context = people()
    context.route_web_socket("**/*", lambda socket: socket.close())
    page, asked = opened(context, desk)
    assert not [name for name in asked if name.startswith("polling")]
    field = page.get_by_role("textbox", name="Your message")
    field.fill("Hello")
    field.press("Enter")
    expect(page.get_by_role("log").get_by_text("You said: Hello")).to_be_visible()
    assert [name for name in asked if name.startswith("polling")]
