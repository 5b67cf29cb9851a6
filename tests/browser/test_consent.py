"""A consent that comes late: asked in the middle, with all that was written kept for the customer."""

import functools
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jwt
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handoff.desk.conversation import conversations
from handoff.desk.identity.intake import set_intake
from handoff.domain.enums import AuthorType, ListView, Role
from handoff.domain.identity.intake import Consent, Intake
from handoff.domain.identity.people import Actor
from tests.browser.barriers import barriers, in_each_language, screens
from tests.browser.desks import Beside, running_beside
from tests.browser.test_host_page import Site
from tests.browser.test_promises import photographed
from tests.browser.test_widget_intake import START, all_of
from tests.support.desk_app import IDENTITY_SECRET, DeskApp
from tests.support.files import png

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
AGREE = {"en": "You may keep this", "fa": "اجازه دارید این را نگه دارید", "pl": "Zgadzam się na zapis"}
FOR_EVER = {"en": "You may keep this for ever", "fa": "اجازه دارید این را همیشه نگه دارید", "pl": "Na zawsze"}
FIELD = {"en": "Your message", "fa": "پیام شما", "pl": "Treść wiadomości"}
TITLE = {"en": "Before this is sent", "fa": "پیش از فرستادن", "pl": "Zanim to wyślemy"}
SEND = {"en": "Send it", "fa": "فرستادن", "pl": "Wyślij"}
NO = {"en": "Not now", "fa": "اکنون نه", "pl": "Nie teraz"}
FIRST = {"en": "Please agree first.", "fa": "نخست موافقت کنید", "pl": "Najpierw potrzebna jest zgoda."}
CHANGED = {"en": "What you agreed to has changed.", "fa": "تغییر کرده است", "pl": "Treść zgody się zmieniła."}
UNSENT = {"en": "Nothing was sent", "fa": "چیزی فرستاده نشد", "pl": "Nic nie wysłano"}
RETRY = {"en": "Try again", "fa": "تلاش دوباره", "pl": "Spróbuj ponownie"}
HUMAN = {"en": "Talk to a person", "fa": "گفت‌وگو با پشتیبان", "pl": "Rozmowa z konsultantem"}
STARTER = {"en": "Where is my order?", "fa": "سفارشم کجاست؟"}
WORDS = {"en": "Hello, it is me", "fa": "سلام، منم", "pl": "Dzień dobry"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk that asks for nothing yet."""
    with running_beside(tmp_path) as running:
        yield running


def demand(desk: Beside, text: dict[str, str]) -> None:
    """From now on this has to be agreed to."""

    boss = Actor(kind=AuthorType.AGENT, id="sam", name="Sam", role=Role.SUPERVISOR)
    consent = Consent(text=text, link="https://shop.example/privacy")
    desk.run(set_intake(desk.app.desk, actor=boss, intake=Intake(consent=consent)))


def said(desk: Beside) -> list[str]:
    """What customers have said to the desk."""

    async def read(app: DeskApp) -> list[str]:
        async with app.desk.store.reading() as tx:
            page = await tx.conversations.page(ListView.ALL, reader_id="")
            found = [await tx.messages.of(view.id) for view in page.items]
        return [one.text for messages in found for one in messages if one.author.type == "visitor"]

    texts: list[str] = desk.run(read(desk.app))
    return texts


def agreed(desk: Beside) -> list[str]:
    """The texts that the one customer agreed to."""

    async def read(app: DeskApp) -> list[str]:
        async with app.desk.store.reading() as tx:
            (view,) = (await tx.conversations.page(ListView.ALL, reader_id="")).items
            return [given.text for given in await tx.consents.of(view.visitor_id)]

    texts: list[str] = desk.run(read(desk.app))
    return texts


def come_in(context: BrowserContext, desk: Beside, lang: str) -> Page:
    page = context.new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    expect(page.get_by_role("textbox", name=FIELD[lang])).to_be_visible()
    return page


def write(page: Page, lang: str, text: str) -> None:
    field = page.get_by_role("textbox", name=FIELD[lang])
    field.fill(text)
    field.press("Enter")


def asked(page: Page, lang: str) -> Locator:
    """The form over the talk, where one is taken."""
    title = page.get_by_role("heading", name=TITLE[lang])
    expect(title).to_be_focused()
    expect(page.get_by_role("textbox", name=FIELD[lang])).to_be_hidden()
    return page.locator("baton-intake")


def agree(page: Page, lang: str) -> None:
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name=SEND[lang]).click()


def heard(page: Page, text: str) -> None:
    expect(page.get_by_role("log").locator(".mine .bubble:not(.pending)", has_text=text)).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_page_that_was_open_for_hours_asks_with_the_first_words(
    people: People, desk: Beside, lang: str
) -> None:
    """By keyboard; after a reload it is the form before a chat, and what was written goes when they agree."""
    page = come_in(people(), desk, lang)
    demand(desk, AGREE)
    page.get_by_role("textbox", name=FIELD[lang]).fill(WORDS[lang])
    page.keyboard.press("Enter")
    asked(page, lang)
    assert said(desk) == []
    page.get_by_role("button", name=SEND[lang]).press("Enter")
    expect(page.locator("baton-intake").get_by_text(FIRST[lang])).to_be_visible()
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.reload()
    page.get_by_role("checkbox").press("Space")
    page.get_by_role("button", name=START[lang]).press("Enter")
    heard(page, WORDS[lang])
    expect(page.get_by_role("textbox", name=FIELD[lang])).to_be_focused()
    assert (said(desk), agreed(desk)) == ([WORDS[lang]], [AGREE[lang]])
    demand(desk, FOR_EVER)
    write(page, lang, "…")
    heard(page, "…")


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_who_would_rather_not_keeps_their_words_and_is_told(people: People, desk: Beside, lang: str) -> None:
    """Nothing goes; another try asks again. So it is for a question that is pressed, and for a person."""
    page = come_in(people(), desk, lang)
    demand(desk, AGREE)
    page.get_by_role("button", name=STARTER[lang]).click()
    asked(page, lang)
    page.keyboard.press("Escape")
    expect(page.get_by_role("status").get_by_text(UNSENT[lang])).to_be_visible()
    expect(page.get_by_role("log").get_by_text(STARTER[lang])).to_be_visible()
    page.get_by_role("button", name=HUMAN[lang]).click()
    asked(page, lang)
    page.get_by_role("button", name=NO[lang]).click()
    expect(page.get_by_role("status").get_by_text(UNSENT[lang])).to_be_visible()
    expect(page.get_by_role("button", name=HUMAN[lang])).to_be_enabled()
    assert said(desk) == []
    page.get_by_role("log").get_by_role("button", name=RETRY[lang]).click()
    asked(page, lang)
    agree(page, lang)
    heard(page, STARTER[lang])
    expect(page.get_by_text(UNSENT[lang])).to_have_count(0)
    page.get_by_role("button", name=HUMAN[lang]).click()
    expect(page.get_by_role("button", name=HUMAN[lang])).to_have_count(0)
    assert said(desk) == [STARTER[lang]]


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_file_waits_for_the_agreement_too(people: People, desk: Beside, lang: str) -> None:
    """It stays beside the words, says why it did not go, and goes when they agree after all."""
    page = come_in(people(), desk, lang)
    demand(desk, AGREE)
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "image/png", "buffer": png()} for name in ("a.png", "b.png")]
    )
    asked(page, lang)
    page.get_by_role("button", name=NO[lang]).click()
    failed = page.locator("baton-tray li.failed")
    expect(failed).to_have_count(2)
    failed.first.locator(".again").click()
    asked(page, lang)
    agree(page, lang)
    expect(page.locator("baton-tray li.ready")).to_have_count(1)
    failed.locator(".again").click()
    expect(page.locator("baton-tray li.ready")).to_have_count(2)
    page.get_by_role("textbox", name=FIELD[lang]).press("Enter")
    expect(page.get_by_role("log").locator("baton-file")).to_have_count(2)
    expect(page.get_by_role("log").locator(".note")).to_have_count(0)
    assert agreed(desk) == [AGREE[lang]]


@in_each_language
def test_who_comes_back_agrees_to_the_text_of_now(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """Not to the one they had read; then a chat that ended goes on. There is no barrier, narrow or wide."""
    demand(desk, AGREE)
    for count, context in enumerate(screens(people, lang, colours)):
        page = context.new_page()
        page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
        page.get_by_role("checkbox").check()
        page.locator("baton-intake button").click()
        write(page, lang, WORDS[lang])
        heard(page, WORDS[lang])
        desk.run(ended(desk.app))
        demand(desk, FOR_EVER if count == 0 else {**FOR_EVER, lang: f"{FOR_EVER[lang]} {count}"})
        page.reload()
        write(page, lang, "…")
        form = asked(page, lang)
        expect(form.get_by_text(CHANGED[lang])).to_be_visible()
        page.get_by_role("button", name=SEND[lang]).click()
        expect(form.get_by_text(FIRST[lang])).to_be_visible()
        assert barriers(page) == []
        photographed(page, f"consent-{lang}-{count}")
        page.get_by_role("button", name=NO[lang]).click()
        expect(page.get_by_role("status").get_by_text(UNSENT[lang])).to_be_visible()
        assert barriers(page) == []
        photographed(page, f"unsent-{lang}-{count}")
        page.get_by_role("log").get_by_role("button", name=RETRY[lang]).click()
        asked(page, lang)
        agree(page, lang)
        heard(page, "…")


async def ended(app: DeskApp) -> None:
    """Every conversation that is open is over."""
    async with app.desk.store.reading() as tx:
        views = (await tx.conversations.page(ListView.ALL, reader_id="")).items
    for view in views:
        await conversations.end_conversation(app.desk, visitor_id=view.visitor_id, conversation_id=view.id)


def test_a_name_that_the_host_site_tells_waits_for_it(people: People, tmp_path: Path) -> None:
    """Who agreed to another text is asked before the desk takes down who they are."""
    shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    address = f"http://127.0.0.1:{shop.server_port}"
    with running_beside(tmp_path, allowed_origins=(address,)) as desk:
        demand(desk, AGREE)
        shop.RequestHandlerClass = functools.partial(Site, desk.url)  # type: ignore[assignment]
        threading.Thread(target=shop.serve_forever, daemon=True).start()
        page = people().new_page()
        page.goto(address)
        page.get_by_role("button", name="Chat with us").click()
        chat = page.frame_locator("baton-chat iframe")
        chat.get_by_role("checkbox").check()
        chat.get_by_role("button", name="Start the chat").click()
        chat.get_by_role("textbox", name="Your message").fill("Hello")
        chat.get_by_role("textbox", name="Your message").press("Enter")
        expect(chat.get_by_role("log").get_by_text("You said: Hello")).to_be_visible()
        demand(desk, FOR_EVER)
        signed = {"sub": "7", "name": "Vera", "exp": time.time() + 300}
        token = jwt.encode(signed, IDENTITY_SECRET, algorithm="HS256")
        page.evaluate("(token) => Baton.push(['identify', token])", token)
        expect(chat.get_by_role("heading", name="Before this is sent")).to_be_visible()
        chat.get_by_role("checkbox").check()
        chat.get_by_role("button", name="Send it").click()
        expect(chat.get_by_role("textbox", name="Your message")).to_be_visible()
        chat.get_by_role("textbox", name="Your message").fill("Me again")
        chat.get_by_role("textbox", name="Your message").press("Enter")
        expect(chat.get_by_role("log").get_by_text("You said: Me again")).to_be_visible()
        (view,) = desk.run(all_of(desk.app))
        assert (view.visitor_name, view.visitor_known) == ("Vera", True)
        page.close()
        shop.shutdown()
        shop.server_close()
