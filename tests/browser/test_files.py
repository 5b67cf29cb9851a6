"""Files in the widget and in the console: picked, pasted, dropped, seen, refused, sent again."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handoff.desk.conversation import attachments, messages
from handoff.desk.ownership import handoff
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.test_promises import photographed
from tests.browser.test_time import console
from tests.support.desk_app import DeskApp
from tests.support.desks import World
from tests.support.files import PDF, SVG, png

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]

LOCALES = {"en": "en-GB", "fa": "fa-IR"}
CLIP = {"en": "Attach files", "fa": "پیوست فایل"}
SEND = {"en": "Send", "fa": "ارسال"}
CLAIM = {"en": "Claim", "fa": "برداشتن"}
FIELD = {"en": "Your message", "fa": "پیام شما"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        yield running


def file(name: str, data: bytes, type_: str = "") -> dict[str, object]:
    return {"name": name, "mimeType": type_, "buffer": data}


def widget(context: BrowserContext, desk: Beside, lang: str = "en") -> Page:
    """The customer's chat by itself."""
    page = context.new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    expect(clip(page, lang)).to_be_visible()
    return page


def clip(page: Page | Locator, lang: str = "en") -> Locator:
    return page.get_by_role("button", name=CLIP[lang])


def pick(page: Page, *files: dict[str, object], lang: str = "en") -> None:
    with page.expect_file_chooser() as chosen:
        clip(page, lang).click()
    chosen.value.set_files(list(files))  # type: ignore[arg-type]


def hand_over(page: Page, kind: str, name: str, type_: str, data: bytes) -> None:
    """Drop a file onto the page, or paste it into the field, with the events that a browser makes."""
    page.locator("textarea").evaluate(
        """(field, [kind, name, type, base64]) => {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], name, { type }));
          const told = { bubbles: true, composed: true, cancelable: true };
          const paste = { ...told, clipboardData: data };
          if (kind === "paste") field.dispatchEvent(new ClipboardEvent(kind, paste));
          else field.dispatchEvent(new DragEvent(kind, { ...told, dataTransfer: data }));
        }""",
        [kind, name, type_, base64.b64encode(data).decode()],
    )


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_customer_sends_pictures_and_documents(people: People, desk: Beside, lang: str) -> None:
    """Picked, pasted and dropped, without a word; pictures are shown, opened and closed again."""
    scheme = "dark" if lang == "fa" else "light"
    context = people(viewport={"width": 380, "height": 640}, color_scheme=scheme, locale=LOCALES[lang])
    page = widget(context, desk, lang)
    send = page.get_by_role("button", name=SEND[lang], exact=True)
    expect(send).to_be_disabled()
    pick(
        page,
        file("lamp.png", png(1200, 800)),
        file("یک صورتحساب بلند با نام بسیار طولانی.pdf", PDF),
        lang=lang,
    )
    expect(send).to_be_enabled()
    hand_over(page, "paste", "image.png", "image/png", png(300, 900, b"\x20\x60\xc0"))
    hand_over(page, "dragover", "notes.txt", "text/plain", b"Kept in a dry place.")
    expect(page.locator("baton-tray .drop")).to_be_visible()
    photographed(page, f"files-drop-{lang}")
    hand_over(page, "drop", "notes.txt", "text/plain", b"Kept in a dry place.")
    expect(page.locator("baton-tray li.ready")).to_have_count(4)
    assert barriers(page) == []
    photographed(page, f"files-tray-{lang}")
    page.get_by_role("textbox", name=FIELD[lang]).press("Enter")
    expect(page.locator("baton-tray li")).to_have_count(0)
    cards = page.get_by_role("log").locator("baton-file")
    expect(cards).to_have_count(4)
    expect(cards.locator(".picture img")).to_have_count(2)
    expect(page.get_by_role("log")).to_contain_text("I cannot look into files" if lang == "en" else "فایل")
    assert barriers(page) == []
    photographed(page, f"files-sent-{lang}")
    cards.first.get_by_role("button").first.press("Enter")
    shown = page.locator("baton-file dialog[open]")
    expect(shown.locator("img")).to_be_visible()
    photographed(page, f"files-open-{lang}")
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    with page.expect_download() as saved:
        cards.nth(3).get_by_role("button").click()
    assert saved.value.suggested_filename == "notes.txt"
    assert Path(saved.value.path()).read_bytes() == b"Kept in a dry place."
    page.reload()
    # A picture is fetched when it comes into sight.
    for card in (cards.nth(2), cards.first):
        card.scroll_into_view_if_needed()
        expect(card.locator(".picture img")).to_be_visible()


def test_what_cannot_be_sent_says_why_and_what_failed_goes_again(people: People, desk: Beside) -> None:
    """Refused in plain words; without a network it is tried again; taken away by keyboard."""
    context = people(viewport={"width": 320, "height": 560})
    page = widget(context, desk)
    items = page.locator("baton-tray li")
    pick(page, file("drawing.svg", SVG), file("empty.txt", b""), file("large.png", png() + bytes(10_000_001)))
    expect(items).to_contain_text(
        [
            "files of this kind cannot be sent",
            "is empty",
            "is larger than 10 MB",
        ]
    )
    assert barriers(page) == []
    photographed(page, "files-refused")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    for _ in range(3):
        page.get_by_role("button", name="Remove").first.press("Enter")
    expect(clip(page)).to_be_focused()
    context.route("**/attachments?**", lambda route: route.abort())
    pick(page, file("bill.pdf", PDF))
    expect(items).to_contain_text(["was not uploaded"])
    context.unroute("**/attachments?**")
    page.get_by_role("button", name="Try bill.pdf again").click()
    expect(page.locator("baton-tray li.ready")).to_have_count(1)
    page.get_by_role("textbox", name="Your message").fill("Here is the bill")
    page.get_by_role("textbox", name="Your message").press("Enter")
    expect(page.get_by_role("log").get_by_role("button", name="Save bill.pdf 1 kB")).to_be_visible()


def test_a_picture_keeps_its_place_before_it_is_there(people: People, desk: Beside) -> None:
    """Nothing moves when it comes; what could not be loaded is loaded with a press."""
    context = people(viewport={"width": 380, "height": 640})
    page = widget(context, desk)
    pick(page, file("lamp.png", png(1200, 800)))
    expect(page.locator("baton-tray li.ready")).to_have_count(1)
    page.get_by_role("textbox", name="Your message").press("Enter")
    picture = page.get_by_role("log").locator("baton-file .picture")
    expect(page.get_by_role("log")).to_contain_text("I cannot look into files")
    expect(picture.locator("img")).to_be_visible()
    after = picture.bounding_box()
    context.route("**/attachments/*", lambda route: route.abort())
    page.reload()
    expect(picture).to_contain_text("Could not be loaded")
    assert after is not None
    before = picture.bounding_box()
    assert before is not None
    assert (before["width"], before["height"]) == (after["width"], after["height"])
    context.unroute("**/attachments/*")
    picture.click()
    expect(page.locator("baton-file dialog[open] img")).to_be_visible()


def in_console(context: BrowserContext, desk: Beside, lang: str = "en") -> Page:
    """The console of Ana, with the customer who waits opened and claimed."""
    page = console(context, desk.url, lang)
    page.locator("baton-list").get_by_role("button").filter(has_text="📎 bill.pdf").first.click()
    page.locator("baton-thread").get_by_role("button", name=CLAIM[lang], exact=True).first.click()
    expect(clip(page, lang)).to_be_visible()
    return page


async def with_file(app: DeskApp) -> None:
    """A customer who waits, and has sent a picture and a bill."""
    world = World(store=app.desk.store)
    world.clock.now = datetime.now(UTC)
    kim, id_ = await world.chat("My lamp is broken")
    for name, data in (("lamp.png", png(1200, 800)), ("bill.pdf", PDF)):
        put = await attachments.put_attachment(
            world.desk, actor=kim, conversation_id=id_, name=name, data=data
        )
        await messages.send_message(
            world.desk,
            actor=kim,
            conversation_id=id_,
            client_message_id=name,
            text="",
            attachments=[put.id],
        )
    await handoff.request_human(world.desk, visitor_id=kim.id, conversation_id=id_)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_an_agent_sees_and_sends_files(people: People, desk: Beside, lang: str) -> None:
    """In the messages, the brief and the details; what is refused says so beside the words."""
    desk.run(with_file(desk.app))
    scheme = "dark" if lang == "fa" else "light"
    context = people(viewport={"width": 1440, "height": 900}, color_scheme=scheme, locale=LOCALES[lang])
    page = in_console(context, desk, lang)
    log = page.locator("baton-thread baton-log")
    expect(log.locator("baton-file .picture img")).to_be_visible()
    expect(log.locator("baton-file .card")).to_contain_text("bill.pdf")
    expect(page.locator("baton-brief .value", has_text="bill.pdf")).to_have_count(1)
    expect(page.locator("baton-side .files li")).to_have_count(2)
    pick(page, file("plan.png", png(600, 900, b"\x20\x90\x50")), file("drawing.svg", SVG), lang=lang)
    expect(page.locator("baton-tray li.ready")).to_have_count(1)
    expect(page.locator("baton-tray li.failed")).to_have_count(1)
    page.locator("baton-composer textarea").fill("Please look at the plan")
    assert barriers(page) == []
    photographed(page, f"files-console-{lang}")
    page.locator("baton-composer textarea").press("Enter")
    expect(page.locator("baton-tray li.ready")).to_have_count(0)
    expect(log.locator("baton-file .picture img")).to_have_count(2)
    expect(page.locator("baton-side .files li")).to_have_count(3)
    assert barriers(page) == []
    photographed(page, f"files-console-sent-{lang}")
