"""The live board as a supervisor uses it: sees, watches, whispers, takes over, steers; and how it looks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.conversation import conversations, messages
from handoff.desk.identity import people, staff
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.enums import Availability, Role
from handoff.domain.identity.people import visitor_actor
from tests.browser.barriers import barriers, findings, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
WAITING = (
    ("Vera", "en", "My parcel says delivered, but nothing is here"),
    ("نازنین", "fa", "چراغی که سفارش دادم شکسته رسید و کسی جواب نمی‌دهد"),
    ("Zofia", "pl", "Zapłaciłam dwa razy za to samo zamówienie"),
)
SERVED = ("Omar", "en", "The shelf wobbles on one side")
WITH_BOT = ("Lena", "en", "How long is the warranty on the walnut shelf?")


async def writes(app: DeskApp, name: str, lang: str, text: str, *, person: bool = True) -> str:
    """A customer with a name says something, perhaps to a person."""
    visitor = await people.create_visitor(app.desk, locale=lang, name=name)
    chat = (await conversations.open_conversation(app.desk, visitor_id=visitor.id)).conversation.id
    await messages.send_message(
        app.desk, actor=visitor_actor(visitor.id), conversation_id=chat, client_message_id=chat, text=text
    )
    if person:
        await handoff.request_human(app.desk, visitor_id=visitor.id, conversation_id=chat)
    return chat


async def busy(app: DeskApp) -> None:
    """Three wait, Ana serves one and Reza is away, the bot talks to another; there is a team."""
    sam, ana = await app.add("Sam", Role.SUPERVISOR), await app.add("Ana")
    reza = await app.add("Reza")
    await staff.add_team(app.desk, actor=sam.actor, name="Billing")
    for agent, how in ((ana, Availability.ONLINE), (reza, Availability.AWAY)):
        await people.keep_present(app.desk, agent_id=agent.id, process="elsewhere")
        await people.set_availability(app.desk, agent=agent.actor, availability=how)
    await queue.claim(app.desk, agent=ana.actor, conversation_id=await writes(app, *SERVED))
    for customer in WAITING:
        await writes(app, *customer)
    await writes(app, *WITH_BOT, person=False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk in full swing."""
    with running_beside(tmp_path) as running:
        running.run(busy(running.app))
        yield running


def logged_in(context: BrowserContext, url: str, room: str, who: str) -> Page:
    """A room, entered."""
    return entered(context, f"{url}/{room}", who)


def test_the_whole_desk_is_seen_live(people: People, desk: Beside) -> None:
    """The numbers, the queue in its order, the agents with their chats; and what changes shows by itself."""
    page = logged_in(people(), desk.url, "board", "sam")
    figures = page.locator("baton-figures")
    expect(figures.get_by_text("Waiting")).to_be_visible()
    expect(figures.locator("dd").first).to_have_text("3")
    waiting = page.get_by_role("region", name="Waiting")
    expect(waiting.get_by_role("button")).to_have_count(3)
    expect(waiting.get_by_role("button").first).to_contain_text("Vera")
    agents = page.get_by_role("region", name="Agents")
    expect(agents.get_by_role("button", name="Omar")).to_be_visible()
    expect(agents.get_by_text("Away for")).to_be_visible()
    expect(page.get_by_role("region", name="With the bot").get_by_role("button")).to_have_count(1)
    desk.run(writes(desk.app, "Tom", "en", "Where is my invoice?"))
    expect(waiting.get_by_role("button", name="Tom")).to_be_visible()
    expect(page).to_have_title("(4) Baton live board")


def test_a_chat_is_watched_whispered_to_and_taken_over_by_keyboard(people: People, desk: Beside) -> None:
    """The note is no message of the customer's; taking over is asked first, and the agent is told."""
    ana = logged_in(people(), desk.url, "console", "ana")
    ana.get_by_role("button", name="Omar").first.click()
    page = logged_in(people(), desk.url, "board", "sam")
    chat = page.get_by_role("region", name="Agents").get_by_role("button", name="Omar")
    chat.press("Enter")
    watch = page.get_by_role("complementary", name="Watching Omar")
    expect(watch.get_by_role("log").get_by_text(SERVED[2]).first).to_be_visible()
    assert findings(page) == []
    watch.get_by_role("textbox", name="Whisper to the agent").fill("Offer him a new bracket")
    page.keyboard.press("Enter")
    expect(ana.get_by_role("log").get_by_text("Offer him a new bracket")).to_be_visible()
    watch.get_by_role("button", name="Take over").press("Enter")
    dialog = page.get_by_role("dialog", name="Take over the conversation with Omar?")
    expect(dialog).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    watch.get_by_role("button", name="Take over").press("Enter")
    page.locator("room-dialog").get_by_role("button", name="Take over").press("Enter")
    expect(page.get_by_text("Taken over: it is yours in the console")).to_be_visible()
    expect(watch.get_by_role("button", name="Take over")).to_have_count(0)
    expect(ana.get_by_text("Sam has taken over the conversation with Omar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(watch).to_have_count(0)


def test_a_waiting_chat_is_given_to_a_team_and_raised(people: People, desk: Beside) -> None:
    """With a word; the list shows both at once."""
    page = logged_in(people(), desk.url, "board", "sam")
    waiting = page.get_by_role("region", name="Waiting")
    waiting.get_by_role("button", name="Zofia").click()
    watch = page.get_by_role("complementary", name="Watching Zofia")
    watch.get_by_role("button", name="Give to").click()
    dialog = page.locator("room-dialog")
    dialog.get_by_role("combobox", name="To").select_option(label="Billing")
    dialog.get_by_role("textbox", name="Comment").fill("Charged twice")
    dialog.get_by_role("button", name="Give to").click()
    expect(waiting.get_by_role("button", name="Zofia")).to_contain_text("Billing")
    expect(watch.get_by_role("log").get_by_text("Charged twice")).to_be_visible()
    watch.get_by_role("button", name="Priority").click()
    page.get_by_role("menuitemradio", name="Urgent").click()
    expect(waiting.get_by_role("button").first).to_contain_text("Zofia")


def test_a_colleague_is_steered(people: People, desk: Beside) -> None:
    """Availability and capacity, each asked first; the colleague reads who did it."""
    ana = logged_in(people(), desk.url, "console", "ana")
    expect(ana.get_by_role("button", name="Availability: Online")).to_be_visible()
    page = logged_in(people(), desk.url, "board", "sam")
    page.get_by_role("button", name="Steer Ana").click()
    page.get_by_role("menuitem", name="Set to: Away").click()
    page.locator("room-dialog").get_by_role("button", name="Set").click()
    expect(ana.get_by_role("button", name="Availability: Away")).to_be_visible()
    expect(ana.get_by_text("Sam has set you to “Away”, with 4 places")).to_be_visible()
    page.get_by_role("button", name="Steer Ana").click()
    page.get_by_role("menuitem", name="Change capacity").click()
    page.get_by_role("spinbutton", name="Places").fill("2")
    page.locator("room-dialog").get_by_role("button", name="Set").click()
    expect(
        page.get_by_role("region", name="Agents").get_by_title("1 live, 0 for later: 1 of 2")
    ).to_be_visible()


def test_an_agent_is_turned_away_and_a_supervisor_finds_it(people: People, desk: Beside) -> None:
    """The console's menu leads there; whoever does not lead is told so."""
    page = logged_in(people(), desk.url, "board", "ana")
    expect(page.get_by_text("This account cannot open this page")).to_be_visible()
    page = logged_in(people(), desk.url, "console", "sam")
    page.get_by_role("button", name="Account:").click()
    page.get_by_role("menuitem", name="Live board").click()
    expect(page.get_by_role("heading", name="Waiting")).to_be_visible()


def test_one_room_leads_to_the_next(people: People, desk: Beside) -> None:
    """Whoever has several sees them beside the mark, this one marked; whoever has one sees no choice."""
    page = logged_in(people(), desk.url, "board", "sam")
    rooms = page.get_by_role("navigation", name="Rooms")
    expect(rooms.get_by_role("link", name="Live board")).to_have_attribute("aria-current", "page")
    rooms.get_by_role("link", name="Reports").click()
    expect(page).to_have_url(f"{desk.url}/reports")
    expect(rooms.get_by_role("link", name="Reports")).to_have_attribute("aria-current", "page")
    page = logged_in(people(), desk.url, "console", "ana")
    expect(page.get_by_role("button", name="Account:")).to_be_visible()
    expect(page.get_by_role("navigation", name="Rooms")).to_have_count(0)


@in_each_language
def test_the_board_has_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone, on a desk and on the wall, in each language, and with a chat open."""
    for context in screens(people, lang, colours, (320, 1440, 1920)):
        page = logged_in(context, desk.url, "board", "sam")
        expect(page.locator("baton-lines").first.locator(".line")).to_have_count(3)
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "fa" else "ltr")
        assert barriers(page) == []
        page.locator("baton-lines").first.locator(".line").nth(1).click()
        expect(page.locator("baton-watch baton-log .column").get_by_text(WAITING[1][2])).to_be_visible()
        assert barriers(page) == []
