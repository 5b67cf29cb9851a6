"""The widget on somebody else's page: strict policy, no weight until needed, and an interface to call."""

import functools
import http.server
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jwt
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.queueing import queue
from handoff.domain.conversation.visit import visit_facts
from handoff.domain.enums import ListView
from handoff.domain.identity.people import Agent
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, entered, running_beside
from tests.browser.test_promises import photographed
from tests.support.desk_app import IDENTITY_SECRET, DeskApp
from tests.support.desks import World

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]

POLICY = (
    "default-src 'none'; script-src 'self' {desk}; frame-src {desk}; "
    "base-uri 'none'; form-action 'none'; style-src 'self'; img-src 'self'"
)
PAGE = """<!doctype html><html lang="en"><head><title>Tall lamp</title><link rel="icon" href="/icon.js">
<script src="/early.js"></script><script async data-baton src="{desk}/widget/loader.js"></script></head>
<body><h1>Lamps</h1><button id="buy">Buy</button></body></html>"""
EARLY = """window.Baton = window.Baton || [];
window.heard = [];
for (const name of ["ready", "open", "close", "message", "unread", "handoff", "error"])
  Baton.push(["on", name, (detail) => {
    heard.push([name, detail]);
    document.documentElement.dataset[name] = JSON.stringify(detail ?? null);
  }]);
Baton.push(["setAttributes", {cart: "2 items, 318 zł", member: true}]);
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shifted += entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""


class Site(http.server.BaseHTTPRequestHandler):
    """A shop with a policy of its own."""

    def __init__(self, desk: str, *arguments: object) -> None:
        self.desk = desk
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        script = self.path.endswith(".js")
        body = (EARLY if script else PAGE.format(desk=self.desk)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if script else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY.format(desk=self.desk))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Beside, str]]:
    """A desk, and a shop on another origin that may embed its widget."""
    shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    address = f"http://127.0.0.1:{shop.server_port}"
    with running_beside(tmp_path, allowed_origins=(address,)) as desk:
        shop.RequestHandlerClass = functools.partial(Site, desk.url)  # type: ignore[assignment]
        serving = threading.Thread(target=shop.serve_forever)
        serving.start()
        yield desk, address
        shop.shutdown()
        serving.join()
        shop.server_close()


def visited(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """The shop's page with the launcher on it, and every address that was asked for."""
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/lamps/7?token=secret#here")
    expect(page.locator("baton-chat button")).to_be_visible()
    return page, asked


def names(page: Page) -> list[str]:
    heard: list[str] = page.evaluate("heard.map(([name]) => name)")
    return heard


def test_nothing_is_loaded_until_the_chat_is_opened(people: People, site: tuple[Beside, str]) -> None:
    """Only the loader, no third party, no shift of the page; then the frame, under the shop's own policy."""
    desk, address = site
    page, asked = visited(people(), address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.startswith(desk.url)] == [f"{desk.url}/widget/loader.js"]
    page.locator("baton-chat button").click()
    chat = page.frame_locator("baton-chat iframe")
    expect(chat.get_by_role("textbox")).to_be_focused()
    assert all(url.startswith((desk.url, address, "data:")) for url in asked)
    assert page.evaluate("shifted") == 0
    page.wait_for_function("heard.length > 1")
    assert names(page)[:2] == ["open", "ready"]


def test_the_page_can_open_speak_and_close(people: People, site: tuple[Beside, str]) -> None:
    """Calls and events; what the page knows reaches the agent, without what the address hides."""
    desk, address = site
    page, _ = visited(people(), address)
    page.evaluate("Baton.open(); Baton.send('Does the tall lamp dim?')")
    chat = page.frame_locator("baton-chat iframe")
    expect(chat.get_by_role("log").get_by_text("Does the tall lamp dim?", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-message", re.compile("author"))
    facts = desk.run(facts_of_the_only_chat(desk.app))
    assert facts == {
        "page": f"{address}/lamps/7",
        "page_title": "Tall lamp",
        "cart": "2 items, 318 zł",
        "member": "true",
    }
    page.evaluate("Baton.setLang('pl')")
    expect(chat.get_by_role("button", name="Rozmowa z konsultantem")).to_be_visible()
    page.evaluate("Baton.toggle()")
    expect(page.locator("baton-chat button")).to_have_attribute("aria-expanded", "false")
    page.wait_for_function("heard.some(([name]) => name === 'close')")
    page.evaluate("Baton.open()")
    chat.get_by_role("button", name="Rozmowa z konsultantem").click()
    expect(page.locator("html")).to_have_attribute("data-handoff", '{"owner":"queue"}')


def test_agents_see_the_device_and_the_pages(people: People, site: tuple[Beside, str]) -> None:
    """In the details, the latest page first; a page leads to what was written on it."""
    desk, address = site
    desk.run(desk.app.add("Ana"))
    page, _ = visited(people(), address)
    page.evaluate("Baton.open(); Baton.send('Does the tall lamp dim?')")
    chat = page.frame_locator("baton-chat iframe")
    expect(chat.get_by_role("log").get_by_text("You said: Does the tall lamp dim?")).to_be_visible()
    page.goto(f"{address}/lamps/8")
    page.evaluate("Baton.open(); Baton.send('And this one?')")
    expect(chat.get_by_role("log").get_by_text("You said: And this one?")).to_be_visible()
    staff = entered(people(viewport={"width": 1440, "height": 900}), f"{desk.url}/console?lang=en", "ana")
    staff.get_by_role("navigation", name="Conversations").get_by_role("button", name="Bot live").click()
    staff.locator("baton-list").get_by_role("button").filter(has_text="And this one?").click()
    expect(
        staff.get_by_role("definition").filter(has_text=re.compile("Chrom.* · Linux · computer"))
    ).to_be_visible()
    pages = staff.get_by_role("list", name="Pages").get_by_role("button")
    expect(pages).to_have_count(2)
    expect(pages.first).to_contain_text(f"{address}/lamps/8")
    photographed(staff, "device-and-pages")
    pages.last.click()
    expect(staff.get_by_role("log").get_by_text("Does the tall lamp dim?", exact=True)).to_be_in_viewport()
    assert barriers(staff) == []


def test_both_sides_learn_what_came_before_it_is_read(people: People, site: tuple[Beside, str]) -> None:
    """While the panel is closed, or the agent looks at another chat, it is delivered; then it is read."""
    desk, address = site
    ana = desk.run(desk.app.add("Ana"))
    page, _ = visited(people(), address)
    page.evaluate("Baton.open(); Baton.send('Does the tall lamp dim?')")
    chat = page.frame_locator("baton-chat iframe")
    expect(chat.get_by_role("log").get_by_text("You said: Does the tall lamp dim?")).to_be_visible()
    desk.run(served_with_another(desk.app, ana))
    staff = entered(people(viewport={"width": 1440, "height": 900}), f"{desk.url}/console?lang=en", "ana")
    chats = staff.locator("baton-list").get_by_role("button")
    chats.filter(has_text="tall lamp").click()
    page.evaluate("Baton.close()")
    expect(page.locator("baton-chat button")).to_have_attribute("aria-expanded", "false")
    reply = staff.get_by_role("textbox", name="Reply to")
    reply.fill("It does.")
    reply.press("Enter")
    log = staff.get_by_role("log")
    expect(log.get_by_text("Delivered", exact=True)).to_be_visible()
    photographed(staff, "delivered-console")
    page.evaluate("Baton.open()")
    expect(log.get_by_text("Seen", exact=True)).to_be_visible()
    expect(log.get_by_text("Delivered", exact=True)).to_have_count(0)
    chats.filter(has_text="Where is my sofa").click()
    expect(log.get_by_text("It does.")).to_have_count(0)
    page.evaluate("Baton.send('Thank you')")
    expect(chat.get_by_text("Delivered", exact=True)).to_be_visible()
    photographed(page, "delivered-widget")
    chats.filter(has_text="Thank you").click()
    expect(chat.get_by_text("Read", exact=True)).to_be_visible()


async def served_with_another(app: DeskApp, ana: Agent) -> None:
    """Ana has the only conversation, and somebody else's."""
    async with app.desk.store.reading() as tx:
        (view,) = (await tx.conversations.page(ListView.ALL, reader_id=ana.id)).items
    await queue.claim(app.desk, agent=ana.actor, conversation_id=view.id)
    other = World(store=app.desk.store)
    other.clock.now = app.desk.clock()
    await other.served(ana.actor, "Where is my sofa?")


async def facts_of_the_only_chat(app: DeskApp) -> dict[str, str]:
    """What the messages of the one conversation say of the visit."""
    async with app.desk.store.reading() as tx:
        (view,) = (await tx.conversations.page(ListView.ALL, reader_id="nobody")).items
        messages = await tx.messages.of(view.id)
    return {fact.name: fact.value for message in messages for fact in visit_facts(message)}


def test_who_logs_in_and_out_of_the_site(people: People, site: tuple[Beside, str]) -> None:
    """An identity keeps the chat, a wrong one is told to the page, and logging out leaves nothing."""
    _, address = site
    page, _ = visited(people(), address)
    page.evaluate("Baton.open(); Baton.send('my parcel is lost')")
    log = page.frame_locator("baton-chat iframe").get_by_role("log")
    expect(log.locator(".mine .bubble[data-seq]")).to_have_count(1)
    claims = {"sub": "7", "name": "Vera", "exp": time.time() + 300}
    page.evaluate("token => Baton.identify(token)", jwt.encode(claims, "x" * 32, algorithm="HS256"))
    expect(page.locator("html")).to_have_attribute("data-error", re.compile("unauthenticated"))
    page.evaluate("token => Baton.identify(token)", jwt.encode(claims, IDENTITY_SECRET, algorithm="HS256"))
    page.evaluate("Baton.send('it is me')")
    expect(log.locator(".mine .bubble[data-seq]")).to_have_count(2)
    page.evaluate("Baton.logout()")
    expect(log.locator(".bubble")).to_have_count(0)
    page.reload()
    page.evaluate("Baton.open()")
    expect(page.frame_locator("baton-chat iframe").get_by_role("textbox")).to_be_visible()
    expect(page.frame_locator("baton-chat iframe").locator(".bubble")).to_have_count(0)


def test_a_frame_that_does_not_come_blocks_nothing(people: People, site: tuple[Beside, str]) -> None:
    """The page stays usable, the chat closes again, and a way in of its own is offered."""
    _, address = site
    context = people()
    context.route("**/widget/frame.html*", lambda route: route.abort())
    page = context.new_page()
    page.clock.install()
    page.goto(address)
    page.locator("baton-chat button").click()
    page.clock.run_for(13_000)
    expect(page.locator("baton-chat").get_by_role("link", name="Chat with us")).to_be_visible()
    page.locator("#buy").click()
    page.locator("baton-chat button").click()
    expect(page.locator("baton-chat").get_by_role("link", name="Chat with us")).not_to_be_visible()
    page.locator("#buy").click()
