"""Several tabs of one agent: one connection, nothing lost when the tab that holds it closes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from handoff.desk.conversation import messages
from tests.browser.desks import PASSWORD, Beside, running_beside
from tests.browser.shift import a_customer, begin

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with three customers who wait."""
    with running_beside(tmp_path) as running:
        running.run(begin(running.app))
        yield running


class Tabs:
    """The tabs of one browser, and the connections that each has made."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self._context = context
        self._url = url
        self.pages: list[Page] = []
        self.made: list[tuple[Page, WebSocket]] = []

    def open(self) -> Page:
        """One more; the first logs in for all."""
        page = self._context.new_page()
        page.on("websocket", lambda socket: self.made.append((page, socket)))
        page.goto(f"{self._url}/console")
        if not self.pages:
            page.locator("input[name=email]").fill("ana@example.org")
            page.locator("input[name=password]").fill(PASSWORD)
            page.get_by_role("checkbox", name="Stay logged in").check()
            page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("Vera Kim"))).to_be_visible()
        self.pages.append(page)
        return page

    @property
    def connected(self) -> list[Page]:
        """Whose connections are up."""
        return [page for page, socket in self.made if not page.is_closed() and not socket.is_closed()]


def opened(page: Page, name: str) -> None:
    """This customer's conversation stands in the middle."""
    page.get_by_role("button", name=re.compile(name)).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_three_tabs_have_one_connection_and_lose_nothing(
    people: Callable[..., BrowserContext], desk: Beside
) -> None:
    """Each does its own work over it; the next holds it when the first closes."""
    tabs = Tabs(people(), desk.url)
    first, second, third = tabs.open(), tabs.open(), tabs.open()
    assert tabs.connected == [first]
    customer, chat = desk.run(a_customer(desk.app, "Nia", "en", "is anybody there?"))
    for page in (first, second, third):
        expect(page.get_by_role("button", name=re.compile("Nia"))).to_be_visible()
    opened(second, "Nia")
    second.get_by_role("button", name="Claim").first.click()
    expect(second.get_by_role("textbox", name="Reply to Nia")).to_be_visible()
    opened(third, "Vera Kim")

    first.close()
    said = [f"word {number}" for number in range(3)]
    for text in said:
        desk.run(
            messages.send_message(
                desk.app.desk, actor=customer, conversation_id=chat, client_message_id=text, text=text
            )
        )
    log = second.get_by_role("log")
    for text in said:
        expect(log.get_by_text(text, exact=True)).to_have_count(1)
    field = second.get_by_role("textbox", name="Reply to Nia")
    field.fill("Here I am.")
    field.press("Enter")
    expect(log.get_by_text("Here I am.")).to_be_visible()
    expect(log.get_by_text("Sending")).to_have_count(0)
    third.get_by_role("button", name="Mine").click()
    expect(third.get_by_role("list", name="Mine").get_by_text("Here I am.")).to_be_visible()
    assert len(tabs.connected) == 1
    assert tabs.connected[0] in (second, third)
