"""Two conversations of one customer become one in the pages, by keyboard, in each language and both looks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.conversation import conversations, merging
from handoff.desk.mail.letterbox import take_in
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.enums import ListView
from handoff.domain.identity.people import Agent
from handoff.domain.mail import Letter
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.rooms import FIELD
from tests.browser.test_promises import photographed
from tests.browser.test_time import console
from tests.support.desk_app import DeskApp
from tests.support.desks import World
from tests.support.merging import another
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
WORDS = {
    "en": ("More actions", "Merge with another conversation", "Merge", "Show 2 messages", "Undo the merge"),
    "fa": ("کارهای بیشتر", "یکی‌کردن با گفت‌وگوی دیگر", "یکی کن", "نمایش ۲ پیام", "پس‌گرفتن"),
    "pl": ("Więcej czynności", "Połącz z inną rozmową", "Połącz", "Pokaż 2 wiadomości", "Cofnij połączenie"),
}
WIDGET = {
    "en": ("Help and your chats", "Start a new chat", "Show the messages of that chat"),
    "fa": ("راهنما و گفت‌وگوهای شما", "آغاز گفت‌وگوی تازه", "نمایش پیام‌های آن گفت‌وگو"),
    "pl": ("Pomoc i Twoje rozmowy", "Rozpocznij nową rozmowę", "Pokaż wiadomości tamtej rozmowy"),
}
PICKED = {
    "en": ("Queue", "Pick several", "Only conversations of one customer", "Show 1 message"),
    "fa": ("صف", "انتخاب چندتایی", "تنها گفت‌وگوهای یک مشتری", "نمایش ۱ پیام"),
    "pl": ("Kolejka", "Zaznacz kilka", "tylko rozmowy jednego klienta", "Pokaż 1 wiadomość"),
}
OPTIONS = {"en": "Options", "fa": "گزینه‌ها", "pl": "Opcje"}
SAVE = {
    "en": "Save this chat as a file",
    "fa": "ذخیرهٔ گفت‌وگو در یک فایل",
    "pl": "Zapisz rozmowę w pliku",
}
TEXTS = {
    "en": ("The lamp is dark", "And where is order LM-20417?", "Please, it is urgent", "Hello?"),
    "fa": ("چراغ روشن نمی‌شود", "سفارش LM-20417 کجاست؟", "لطفاً زودتر", "هستید؟"),
    "pl": ("Lampa nie świeci", "A gdzie jest zamówienie LM-20417?", "Proszę, to pilne", "Halo?"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a supervisor and an agent."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        yield running


async def with_two(app: DeskApp, lang: str = "en") -> None:
    """One customer: Ana serves one conversation, in the other one they wait."""
    world, ana = World(store=app.desk.store, policy=app.desk.policy), await agent(app)
    first, second, third, _ = TEXTS[lang]
    visitor = await world.visitor(lang)
    here = await world.opened(visitor)
    await world.says(visitor, here, first)
    await handoff.request_human(app.desk, visitor_id=visitor.id, conversation_id=here)
    await queue.claim(app.desk, agent=ana.actor, conversation_id=here)
    await world.says(ana.actor, here, "…")
    there = await another(world, visitor, second)
    await world.says(visitor, there, third)
    await handoff.request_human(app.desk, visitor_id=visitor.id, conversation_id=there)


async def agent(app: DeskApp) -> Agent:
    async with app.desk.store.reading() as tx:
        return next(one for one in await tx.people.agents() if one.name == "Ana")


def merged(page: Page, lang: str = "en") -> None:
    """Ana opens hers and merges the other one in, by keyboard."""
    more, act, confirm, _, _ = WORDS[lang]
    page.locator("baton-list").get_by_role("button").filter(has_text="…").first.click()
    page.locator("baton-thread").get_by_role("button", name=more).first.press("Enter")
    page.get_by_role("menuitem", name=act).press("Enter")
    dialog = page.locator("baton-merge-form")
    expect(dialog.locator("input[name=other]")).to_have_count(1)
    expect(dialog.locator("input[name=way]")).to_have_count(2)
    expect(dialog).to_contain_text("LM-20417")
    photographed(page, f"merge-form-{lang}")
    assert barriers(page) == []
    dialog.get_by_role("button", name=confirm, exact=True).press("Enter")
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_other_one_is_read_where_it_goes_on(people: People, desk: Beside, lang: str, scheme: str) -> None:
    """Its words unfold in their place; the brief has its order number; undone, it waits as before."""
    desk.run(with_two(desk.app, lang))
    context = people(viewport={"width": 1440, "height": 860}, color_scheme=scheme, locale=lang)
    page = console(context, desk.url)
    merged(page, lang)
    _, _, _, show, undo = WORDS[lang]
    log = page.get_by_role("log")
    log.get_by_role("button", name=show).press("Enter")
    said = log.get_by_role("region")
    expect(said).to_contain_text(TEXTS[lang][1])
    expect(said).to_contain_text(TEXTS[lang][2])
    expect(page.locator("baton-side")).to_contain_text("LM-20417")
    photographed(page, f"merged-{lang}-{scheme}")
    assert barriers(page) == []
    log.get_by_role("button", name=undo).press("Enter")
    expect(log.get_by_role("button", name=show)).to_have_count(0)
    expect(log.get_by_role("button", name=undo)).to_have_count(0)

    async def waiting() -> int:
        return len(await queue.positions(desk.app.desk))

    assert desk.run(waiting()) == 1


def test_the_closed_one_leads_to_where_it_goes_on(people: People, desk: Beside) -> None:
    """From the list of what is over, with one press."""
    desk.run(with_two(desk.app))
    page = console(people(viewport={"width": 1280, "height": 800}), desk.url)
    merged(page)
    page.get_by_role("navigation", name="Conversations").get_by_role("button", name="Resolved").click()
    row = page.get_by_role("list", name="Resolved").get_by_role("button").first
    row.click()
    thread = page.locator("baton-thread")
    expect(thread.locator(".bar")).to_contain_text("Merged into another conversation")
    photographed(page, "merged-away")
    assert barriers(page) == []
    thread.get_by_role("button", name="Go there").press("Enter")
    expect(page.get_by_role("log")).to_contain_text("The lamp is dark")


def test_the_open_one_is_merged_into_the_other(people: People, desk: Beside) -> None:
    """Who does so takes the one that goes on, is brought there, and can undo it."""
    desk.run(with_two(desk.app))
    page = console(people(viewport={"width": 1280, "height": 800}), desk.url)
    page.locator("baton-list").get_by_role("button").filter(has_text="…").first.click()
    page.locator("baton-thread").get_by_role("button", name=WORDS["en"][0]).press("Enter")
    page.get_by_role("menuitem", name=WORDS["en"][1]).press("Enter")
    dialog = page.locator("baton-merge-form")
    expect(dialog.get_by_text("by merging you take it")).to_have_count(0)
    dialog.get_by_role("radio", name="The other one").check()
    expect(dialog.get_by_text("by merging you take it")).to_be_visible()
    photographed(page, "merge-form-there")
    assert barriers(page) == []
    dialog.get_by_role("button", name="Merge", exact=True).press("Enter")
    log = page.get_by_role("log")
    expect(log).to_contain_text("And where is order LM-20417?")
    expect(log).to_contain_text("Please, it is urgent")
    expect(page.locator("baton-composer textarea")).to_be_enabled()
    log.get_by_role("button", name="Undo the merge").press("Enter")
    expect(page.locator("baton-notices")).to_contain_text("Undone")


async def with_letters(app: DeskApp) -> None:
    """Two of Vera's and one of Kim's."""
    for number, (sender, text) in enumerate(
        [("vera", "The lamp is dark"), ("kim", "Do you ship to Spain?"), ("vera", "It still is")]
    ):
        letter = Letter(
            message_id=f"<{number}@mail.example>", sender=f"{sender}@example.org", subject=text, text=text
        )
        await take_in(app.desk, letter, detect=lambda text, lang: lang)


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
def test_picked_letters_of_one_sender_are_merged(people: People, desk: Beside, lang: str) -> None:
    """Those of two senders are not, and the page says why."""
    desk.run(with_letters(desk.app))
    context = people(viewport={"width": 1280, "height": 800}, locale=lang)
    page = console(context, desk.url)
    bulk = page.locator("baton-bulk")
    waiting, pick, refused, over = PICKED[lang]
    page.locator("baton-list nav").get_by_role("button", name=waiting).click()
    rows = page.locator("baton-list ul").get_by_role("button")
    expect(rows).to_have_count(3)
    bulk.get_by_role("button", name=pick).press("Enter")
    expect(bulk.get_by_role("button", name=WORDS[lang][2], exact=True)).to_have_count(0)
    rows.filter(has_text="Spain").press("Enter")
    rows.filter(has_text="lamp").press("Enter")
    bulk.get_by_role("button", name=WORDS[lang][2], exact=True).press("Enter")
    dialog = page.locator("baton-merge-picked")
    expect(dialog).to_contain_text(refused)
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    rows.filter(has_text="Spain").press("Enter")
    rows.filter(has_text="It still is").press("Enter")
    bulk.get_by_role("button", name=WORDS[lang][2], exact=True).press("Enter")
    expect(dialog.get_by_role("radio")).to_have_count(2)
    photographed(page, f"merge-picked-{lang}")
    assert barriers(page) == []
    dialog.get_by_role("button", name=WORDS[lang][2], exact=True).press("Enter")
    log = page.get_by_role("log")
    expect(log).to_contain_text("The lamp is dark")
    log.get_by_role("button", name=over).press("Enter")
    expect(log.get_by_role("region")).to_contain_text("It still is")
    photographed(page, f"merged-letters-{lang}")


def test_who_has_only_one_is_told_so(people: People, desk: Beside) -> None:
    async def with_one(app: DeskApp) -> None:
        world, ana = World(store=app.desk.store, policy=app.desk.policy), await agent(app)
        _, here = await world.served(ana.actor)
        assert (await conversations.get_view(app.desk, conversation_id=here)).merged_into is None

    desk.run(with_one(desk.app))
    page = console(people(viewport={"width": 1280, "height": 800}), desk.url)
    page.locator("baton-list").get_by_role("button").filter(has_text="parcel").first.click()
    page.keyboard.press("Control+K")
    page.keyboard.type("Merge with")
    page.keyboard.press("Enter")
    dialog = page.locator("baton-merge-form")
    expect(dialog).to_contain_text("This customer has no other conversation.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


async def merge_into(app: DeskApp, kept: str, other: str) -> None:
    """Ana takes the conversation whose last words hold `kept`, and merges the other one in."""
    actor = (await agent(app)).actor
    page = await conversations.list_conversations(app.desk, actor=actor, view=ListView.ALL)
    here, there = (
        next(one.id for one in page.items if words in (one.last_text or "")) for words in (kept, other)
    )
    await merging.merge(app.desk, agent=actor, conversation_id=here, other=there)


async def heard(app: DeskApp, words: str) -> None:
    """What stands in the page may still be on its way: wait until the desk has it."""
    actor = (await agent(app)).actor

    async def kept() -> bool:
        page = await conversations.list_conversations(app.desk, actor=actor, view=ListView.ALL)
        return any(one.last_text == words for one in page.items)

    await eventually(kept)


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_customer_goes_on_in_one_chat(people: People, desk: Beside, lang: str, scheme: str) -> None:
    """The page moves by itself, the other words are read in their place, and the list has one row."""
    home, begin, show = WIDGET[lang]
    first, second, _, third = TEXTS[lang]
    page = people(viewport={"width": 380, "height": 700}, color_scheme=scheme).new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    log, field = page.get_by_role("log"), page.get_by_role("textbox", name=FIELD[lang])
    for text in (first, second):
        if text == second:
            page.get_by_role("button", name=home).click()
            page.get_by_role("button", name=begin).click()
        field.fill(text)
        field.press("Enter")
        expect(log.get_by_text(text, exact=True)).to_be_visible()
        expect(log.get_by_text(f"You said: {text}")).to_be_visible()
    desk.run(merge_into(desk.app, first, second))
    expect(log.get_by_text(first, exact=True)).to_be_visible()
    expect(log.get_by_text(second, exact=True)).to_have_count(0)
    log.get_by_role("button", name=show).press("Enter")
    expect(log.get_by_role("region").get_by_text(second, exact=True)).to_be_visible()
    photographed(page, f"widget-merged-{lang}-{scheme}")
    page.get_by_role("button", name=OPTIONS[lang]).click()
    with page.expect_download() as download:
        page.locator("baton-menu button", has_text=SAVE[lang]).click()
    kept = Path(download.value.path()).read_text(encoding="utf-8")
    assert kept.index(first) < kept.index(second)
    page.keyboard.press("Escape")
    assert barriers(page) == []
    field.fill(third)
    field.press("Enter")
    expect(log.get_by_text(third, exact=True)).to_be_visible()
    desk.run(heard(desk.app, third))
    page.get_by_role("button", name=home).click()
    expect(page.locator("baton-home").get_by_role("listitem").filter(has_text=third)).to_have_count(1)
    expect(page.locator("baton-home").get_by_role("listitem").filter(has_text="LM-20417")).to_have_count(0)
