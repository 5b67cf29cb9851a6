"""The form before a chat: nothing is sent before it is answered, and what is known is not asked."""

import functools
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.identity import identities
from handoff.desk.identity.intake import set_intake
from handoff.domain.enums import ListView, Role
from handoff.domain.identity.intake import Consent, FieldKind, Intake, IntakeField
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside
from tests.browser.test_host_page import Site
from tests.support.desk_app import IDENTITY_SECRET, DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
NAME = {"en": "Your name", "fa": "نام شما", "pl": "Imię"}
AGREE = {"en": "You may keep this", "fa": "اجازه دارید این را نگه دارید", "pl": "Zgadzam się"}
START = {"en": "Start the chat", "fa": "آغاز گفت‌وگو", "pl": "Rozpocznij rozmowę"}
FORM = Intake(
    fields=(
        IntakeField(id="who", kind=FieldKind.NAME, label=NAME, required=True),
        IntakeField(
            id="order",
            kind=FieldKind.TEXT,
            label={"en": "Order"},
            pattern=r"LM-\d{5}",
            hint={"en": "As in LM-20417"},
        ),
    ),
    consent=Consent(text=AGREE, link="https://shop.example/privacy"),
)


async def ask(app: DeskApp) -> None:
    boss = await app.add("Sam", role=Role.SUPERVISOR)
    await set_intake(app.desk, actor=boss.actor, intake=FORM)


async def all_of(app: DeskApp) -> tuple[Any, ...]:
    async with app.desk.store.reading() as tx:
        return (await tx.conversations.page(ListView.ALL, reader_id="")).items


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk that asks for a name and for consent."""
    with running_beside(tmp_path) as running:
        running.run(ask(running.app))
        yield running


def test_nothing_is_sent_before_the_customer_agrees(people: People, desk: Beside) -> None:
    """By keyboard: mistakes are said beside their fields; then one talks, and is not asked again."""
    page = people().new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    page.on("websocket", lambda socket: sent.append(f"SOCKET {socket.url}"))
    page.goto(f"{desk.url}/widget/frame.html?lang=en")
    expect(page.get_by_role("heading", name="Hello! How can we help?").last).to_be_focused()
    expect(page.get_by_role("textbox", name="Your message")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Your name")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("20417")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Please fill this in.")).to_be_visible()
    expect(page.get_by_text("As in LM-20417")).to_be_visible()
    expect(page.get_by_text("Please agree first.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your name")).to_be_focused()
    page.keyboard.type("Vera")
    page.get_by_role("textbox", name="Order").fill("LM-20417")
    api = [one for one in sent if "/api/" in one or one.startswith("SOCKET")]
    assert api == [f"GET {desk.url}/api/v1/visitor/intake"]
    assert desk.run(all_of(desk.app)) == ()

    page.get_by_role("checkbox").press("Space")
    page.get_by_role("button", name="Start the chat").press("Enter")
    field = page.get_by_role("textbox", name="Your message")
    expect(field).to_be_focused()
    page.keyboard.type("Where is it?")
    page.keyboard.press("Enter")
    log = page.get_by_role("log")
    expect(log.get_by_text("You said: Where is it?")).to_be_visible()
    expect(log.get_by_text("Told before the chat: Your name: Vera · Order: LM-20417")).to_be_visible()
    page.reload()
    expect(log.get_by_text("You said: Where is it?")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    (view,) = desk.run(all_of(desk.app))
    (own,) = desk.run(identities.list_own(desk.app.desk, visitor_id=view.visitor_id))
    assert own.visitor_name == "Vera"


def test_what_the_host_site_has_told_is_not_asked(people: People, tmp_path: Path) -> None:
    """A signed name is enough for the name; consent is asked all the same, and words wait for it."""
    shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    address = f"http://127.0.0.1:{shop.server_port}"
    with running_beside(tmp_path, allowed_origins=(address,)) as desk:
        desk.run(ask(desk.app))
        shop.RequestHandlerClass = functools.partial(Site, desk.url)  # type: ignore[assignment]
        threading.Thread(target=shop.serve_forever, daemon=True).start()
        page = people().new_page()
        page.goto(address)
        signed = {"sub": "7", "name": "Vera", "exp": time.time() + 300}
        token = jwt.encode(signed, IDENTITY_SECRET, algorithm="HS256")
        page.evaluate("(token) => Baton.push(['identify', token], ['send', 'Hello from the shop'])", token)
        page.get_by_role("button", name="Chat with us").click()
        chat = page.frame_locator("baton-chat iframe")
        expect(chat.get_by_role("textbox", name="Order")).to_be_visible()
        expect(chat.get_by_role("textbox", name="Your name")).to_have_count(0)
        assert desk.run(all_of(desk.app)) == ()
        chat.get_by_role("checkbox").check()
        chat.get_by_role("button", name="Start the chat").click()
        expect(chat.get_by_role("log").get_by_text("You said: Hello from the shop")).to_be_visible()
        (view,) = desk.run(all_of(desk.app))
        assert (view.visitor_name, view.visitor_known) == ("Vera", True)

        page.evaluate("Baton.logout()")
        expect(chat.get_by_role("textbox", name="Your name")).to_be_visible()
        page.close()
        shop.shutdown()
        shop.server_close()


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_for_everybody(people: People, desk: Beside, lang: str, scheme: str) -> None:
    """On a narrow phone, in each language and both looks, with mistakes in it."""
    page: Page = people(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    page.get_by_role("button", name=START[lang]).click()
    expect(page.get_by_role("textbox", name=NAME[lang])).to_be_focused()
    expect(page.get_by_role("alert").first).not_to_be_empty()
    assert barriers(page) == []
