"""New words are heard and seen: a sound that can be switched off, the title of a page nobody looks at."""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from handoff.desk.conversation import messages
from handoff.desk.queueing import queue
from handoff.domain.enums import ListView
from handoff.domain.identity.people import Agent
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside
from tests.browser.test_host_page import Site
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
ANY = re.compile(".*")
People = Callable[..., BrowserContext]
# Counts the tones that a page begins, and lets all of them sound.
LISTEN = """
let tones = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) {
  document.documentElement.dataset.tones = String(tones += 1);
  return start.call(this, at);
};
"""
# A page in a window that another covers says so by these two; headless windows are never covered.
COVER = """(hidden) => {
  const state = hidden ? "hidden" : "visible";
  Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk whose bot repeats what is said."""
    with running_beside(tmp_path) as running:
        yield running


async def taken(app: DeskApp) -> tuple[Agent, str]:
    """An agent takes the only conversation."""
    ana = await app.add("Ana")
    async with app.desk.store.reading() as tx:
        (view,) = (await tx.conversations.page(ListView.ALL, reader_id=ana.id)).items
    await queue.claim(app.desk, agent=ana.actor, conversation_id=view.id)
    return ana, view.id


async def says(app: DeskApp, ana: Agent, conversation_id: str, text: str) -> None:
    await messages.send_message(
        app.desk, actor=ana.actor, conversation_id=conversation_id, client_message_id=text[:64], text=text
    )


def talking(page: Page | FrameLocator) -> None:
    field = page.get_by_role("textbox", name="Your message")
    field.fill("Hello?")
    field.press("Enter")
    expect(page.get_by_role("log").get_by_text("You said: Hello?")).to_be_visible()


def test_a_person_is_heard_until_the_customer_wants_quiet(people: People, desk: Beside) -> None:
    """Two tones for a person's words, none for the assistant's; quiet is kept over a reload."""
    context = people(viewport={"width": 320, "height": 640})
    context.add_init_script(LISTEN)
    page = context.new_page()
    heard = page.locator("html")
    page.goto(f"{desk.url}/widget/frame.html?lang=en")
    talking(page)
    expect(heard).not_to_have_attribute("data-tones", ANY)
    ana, conversation_id = desk.run(taken(desk.app))
    desk.run(says(desk.app, ana, conversation_id, "Here I am"))
    expect(heard).to_have_attribute("data-tones", "2")

    page.get_by_role("button", name="Options").click()
    page.get_by_role("switch", name="Sound for new messages").press("Space")
    page.reload()
    page.get_by_role("button", name="Options").click()
    expect(page.get_by_role("switch", name="Sound for new messages")).not_to_be_checked()
    desk.run(says(desk.app, ana, conversation_id, "Are you still here?"))
    expect(page.get_by_role("log").get_by_text("Are you still here?")).to_be_visible()
    expect(heard).not_to_have_attribute("data-tones", ANY)
    assert barriers(page) == []


def test_the_title_of_a_covered_page_tells_of_news(people: People, tmp_path: Path) -> None:
    """It changes to and fro, and is the page's own again when somebody looks."""
    shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    address = f"http://127.0.0.1:{shop.server_port}"
    with running_beside(tmp_path, allowed_origins=(address,)) as desk:
        shop.RequestHandlerClass = functools.partial(Site, desk.url)  # type: ignore[assignment]
        threading.Thread(target=shop.serve_forever, daemon=True).start()
        page = people().new_page()
        page.goto(address)
        page.get_by_role("button", name="Chat with us").click()
        talking(page.frame_locator("baton-chat iframe"))
        ana, conversation_id = desk.run(taken(desk.app))
        cover(page, hidden=True)
        desk.run(says(desk.app, ana, conversation_id, "Here I am"))
        expect(page).to_have_title("(1) Chat with us")
        expect(page).to_have_title("Tall lamp")
        expect(page).to_have_title("(1) Chat with us")
        cover(page, hidden=False)
        expect(page).to_have_title("Tall lamp")
        page.close()
        shop.shutdown()
        shop.server_close()


def cover(page: Page, *, hidden: bool) -> None:
    """Another window comes before the page, or goes."""
    for frame in page.frames:
        frame.evaluate(COVER, hidden)
