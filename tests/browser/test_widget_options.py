"""What a customer keeps of a chat, and what they see of the other side's reading."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.conversation import messages
from handoff.desk.queueing import queue
from handoff.domain.enums import ListView
from handoff.domain.identity.people import Agent
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
OPTIONS = {"en": "Options", "fa": "گزینه‌ها", "pl": "Opcje"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk whose bot repeats what is said."""
    with running_beside(tmp_path) as running:
        yield running


def talking(context: BrowserContext, desk: Beside, lang: str = "en") -> Page:
    """The widget by itself, with a question and its answer."""
    page = context.new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    page.get_by_role("textbox").fill("Does it dim?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("You said: Does it dim?")).to_be_visible()
    return page


async def read_by(app: DeskApp, ana: Agent) -> None:
    """An agent takes the only conversation and reads it."""
    async with app.desk.store.reading() as tx:
        (view,) = (await tx.conversations.page(ListView.ALL, reader_id=ana.id)).items
    await queue.claim(app.desk, agent=ana.actor, conversation_id=view.id)
    await messages.mark_seen(app.desk, actor=ana.actor, conversation_id=view.id, seq=view.head_seq + 1)


def test_the_chat_can_be_saved_and_copied(people: People, desk: Beside) -> None:
    """As a text file with who said what when, or on the clipboard."""
    context = people(accept_downloads=True)
    page = talking(context, desk)
    page.get_by_role("button", name="Options").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this chat as a file").click()
    assert download.value.suggested_filename.startswith("chat-20")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "You: Does it dim?" in text
    assert "Assistant: You said: Does it dim?" in text
    page.get_by_role("button", name="Copy this chat").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("textbox").press("ControlOrMeta+v")
    expect(page.get_by_role("textbox")).to_have_value(text.strip().replace("\r", "") + "\n")


def test_the_customer_sees_that_a_person_has_read(people: People, desk: Beside) -> None:
    """Sent becomes read, live and after a reload."""
    ana = desk.run(desk.app.add("Ana"))
    page = talking(people(), desk)
    desk.run(read_by(desk.app, ana))
    expect(page.get_by_text("You are talking to a person", exact=True)).to_be_visible()
    page.get_by_role("textbox").fill("Hello Ana")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible()
    desk.run(read_all(desk.app, ana))
    expect(page.get_by_text("Read", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("Read", exact=True)).to_be_visible()


async def read_all(app: DeskApp, ana: Agent) -> None:
    async with app.desk.store.reading() as tx:
        (view,) = (await tx.conversations.page(ListView.ALL, reader_id=ana.id)).items
    await messages.mark_seen(app.desk, actor=ana.actor, conversation_id=view.id, seq=view.head_seq)


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_options_are_for_everybody(
    people: People, desk: Beside, tmp_path: Path, lang: str, scheme: str
) -> None:
    """On a narrow phone, in each language and both looks."""
    page = talking(people(viewport={"width": 320, "height": 640}, color_scheme=scheme), desk, lang)
    page.get_by_role("button", name=OPTIONS[lang]).click()
    expect(page.locator("baton-menu fieldset").first).to_be_visible()
    page.screenshot(path=tmp_path / f"options-{lang}-{scheme}.png")
    assert barriers(page) == []
