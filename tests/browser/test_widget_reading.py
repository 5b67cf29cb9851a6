"""The log shows what is to be read next: its newest line, the beginning of an answer, or where one was."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handoff.domain.bot.turn import BotMessage, BotReply, Turn
from tests.browser.desks import Beside, running_beside
from tests.browser.test_widget_news import says, taken

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
LOADS = 4
PANEL = {"width": 400, "height": 600}
PHONE = {"width": 360, "height": 640}
HELPED = "That helped"
LAST = "The last of it."
LONG = "\n\n".join(["It begins here.", *["And it goes on."] * 30, LAST])
SCROLL = "baton-log .scroll"


def answer(passage: str, **more: object) -> BotMessage:
    """A quote with the passage behind it, its article, and two buttons."""
    hit = {"article_id": "a-1", "title": "Return an item", "url": "/help/en/returns", "lang": "en"}
    quote = "Print the label, put the lamp into its box and bring it to a parcel shop."
    said = {"outcome": "answered", "quote": quote, "passage": passage, "heading": "Returns", "hits": [hit]}
    buttons = [{"id": "helped", "title": HELPED}, {"id": "not_meant", "title": "Not what I meant"}]
    return BotMessage(text=quote, payload={"answer": said, "buttons": buttons, **more})


def helpful(turn: Turn) -> BotReply:
    """One answer for each question mark."""
    questions = turn.inputs[-1].text.count("?")
    return BotReply(messages=tuple(answer(LONG, asked=f"Question {n + 1}") for n in range(questions)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk whose bot answers with a card and buttons."""
    with running_beside(tmp_path) as running:
        running.app.bot.script = helpful
        yield running


def opened(context: BrowserContext, desk: Beside) -> Page:
    """The widget by itself, by the time it can show messages."""
    page = context.new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang=en")
    expect(page.get_by_role("log")).to_be_attached()
    return page


def ask(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name="Your message")
    field.fill(text)
    field.press("Enter")
    expect(page.locator(".mine .bubble[data-seq]", has_text=text)).to_be_attached()


def button(page: Page) -> Locator:
    """The last thing under the newest answer."""
    return page.get_by_role("button", name="Not what I meant").last


def newer(page: Page) -> Locator:
    return page.get_by_role("button", name="More below")


def scrolled(page: Page) -> float:
    """How far the log is scrolled down."""
    pixels: float = page.locator(SCROLL).evaluate("(list) => list.scrollTop")
    return pixels


def at_end(page: Page) -> None:
    """The log has come to its end."""
    end = page.locator(SCROLL).evaluate("(list) => list.scrollHeight - list.clientHeight")
    expect(page.locator(SCROLL)).to_have_js_property("scrollTop", end)
    expect(newer(page)).to_have_count(0)


def test_an_answer_is_seen_to_its_last_button(people: People, desk: Beside) -> None:
    """However late its card is drawn, at each of several loads."""
    for _ in range(LOADS):
        page = opened(people(viewport=PANEL), desk)
        ask(page, "How do I send a lamp back?")
        expect(button(page)).to_be_in_viewport(ratio=1)
        at_end(page)


def test_a_long_answer_is_read_from_its_beginning(people: People, desk: Beside) -> None:
    """Of several answers the first stands at the top, and one press leads to the end."""
    page = opened(people(viewport=PHONE), desk)
    ask(page, "One? Two? Three? Four?")
    expect(page.get_by_text("Question 4")).to_be_attached()
    expect(newer(page)).to_be_visible()
    expect(page.get_by_text("Question 1")).to_be_in_viewport()
    expect(page.get_by_text("One? Two?")).not_to_be_in_viewport()
    newer(page).click()
    at_end(page)
    expect(button(page)).to_be_in_viewport(ratio=1)
    expect(page.locator(SCROLL)).to_be_focused()
    ana, conversation_id = desk.run(taken(desk.app))
    desk.run(says(desk.app, ana, conversation_id, LONG))
    expect(page.get_by_text("It begins here.")).to_be_in_viewport()
    expect(newer(page)).to_be_visible()
    expect(page.get_by_text(LAST)).not_to_be_in_viewport()


def test_who_asks_for_a_person_reads_what_follows(people: People, desk: Beside) -> None:
    """Their place in the queue takes room from the log, and its newest line stays in sight."""
    page = opened(people(viewport=PANEL), desk)
    ask(page, "How do I send a lamp back?")
    expect(button(page)).to_be_in_viewport(ratio=1)
    ask(page, "I want to talk to a person")
    expect(page.get_by_role("button", name="Stop waiting")).to_be_visible()
    expect(page.locator("baton-log .activity").last).to_be_in_viewport(ratio=1)
    expect(newer(page)).to_have_count(0)


def test_a_small_window_begins_with_the_greeting(people: People, desk: Beside) -> None:
    """What does not fit below it waits there."""
    page = opened(people(viewport={"width": 320, "height": 420}), desk)
    expect(newer(page)).to_be_visible()
    expect(page.get_by_role("heading", name="Hello! How can we help?")).to_be_in_viewport(ratio=1)


def test_the_end_of_the_chat_is_seen(people: People, desk: Beside) -> None:
    """Also while answers before it are read still."""
    page = opened(people(viewport=PHONE), desk)
    ask(page, "One? Two? Three?")
    expect(newer(page)).to_be_visible()
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="End this chat").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("button", name="Start a new chat")).to_be_in_viewport(ratio=1)
    at_end(page)


def test_what_is_opened_in_an_answer_grows_under_the_eyes(people: People, desk: Beside) -> None:
    """Its beginning stays where it was, and the rest waits below."""
    page = opened(people(viewport=PANEL), desk)
    ask(page, "How do I send a lamp back?")
    expect(button(page)).to_be_in_viewport(ratio=1)
    before = scrolled(page)
    page.get_by_role("button", name="Read more").click()
    expect(page.get_by_text(LAST)).to_be_attached()
    expect(newer(page)).to_be_visible()
    assert scrolled(page) == before
    page.get_by_role("button", name="Show less").click()
    expect(button(page)).to_be_in_viewport(ratio=1)
    expect(newer(page)).to_have_count(0)


def test_who_reads_above_is_not_disturbed(people: People, desk: Beside) -> None:
    """News only offer a way down; one's own words lead there."""
    page = opened(people(viewport=PHONE), desk)
    ask(page, "One? Two? Three?")
    expect(newer(page)).to_be_visible()
    page.locator(SCROLL).hover()
    page.mouse.wheel(0, -5000)
    expect(page.locator(SCROLL)).to_have_js_property("scrollTop", 0)
    ana, conversation_id = desk.run(taken(desk.app))
    desk.run(says(desk.app, ana, conversation_id, "Here I am"))
    here = page.get_by_role("log").get_by_text("Here I am")
    expect(here).to_be_attached()
    expect(newer(page)).to_be_visible()
    expect(here).not_to_be_in_viewport()
    assert scrolled(page) == 0
    ask(page, "Good")
    expect(page.get_by_role("log").get_by_text("Good", exact=True)).to_be_in_viewport()
    expect(here).to_be_in_viewport()


def test_a_keyboard_that_takes_room_takes_it_from_the_top(people: People, desk: Beside) -> None:
    """The newest line stays above it; so it does when the room comes back."""
    page = opened(people(viewport=PHONE), desk)
    ask(page, "Hello")
    ana, conversation_id = desk.run(taken(desk.app))
    for text in ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"):
        desk.run(says(desk.app, ana, conversation_id, text))
        expect(page.get_by_role("log").get_by_text(text, exact=True)).to_be_in_viewport()
    ten = page.get_by_role("log").get_by_text("Ten")
    for height in (360, 640):
        page.set_viewport_size({"width": 360, "height": height})
        expect(ten).to_be_in_viewport(ratio=1)
        expect(newer(page)).to_have_count(0)


def test_the_first_of_what_came_meanwhile_is_read_first(people: People, desk: Beside) -> None:
    """In the help pages, or after a reload, where more came than the window holds."""
    context = people(viewport=PHONE)
    page = opened(context, desk)
    ask(page, "Hello")
    ana, conversation_id = desk.run(taken(desk.app))
    desk.run(says(desk.app, ana, conversation_id, "Here I am"))
    log = page.get_by_role("log")
    expect(log.get_by_text("Here I am")).to_be_in_viewport()
    page.close()
    for n in range(12):
        desk.run(says(desk.app, ana, conversation_id, f"And then, number {n}"))
    page = opened(context, desk)
    log = page.get_by_role("log")
    expect(log.get_by_text("number 11")).to_be_attached()
    expect(log.get_by_text("number 0")).to_be_in_viewport()
    expect(newer(page)).to_be_visible()
    page.reload()
    expect(log.get_by_text("number 11")).to_be_in_viewport()


def test_the_way_back_leads_to_where_one_was(people: People, desk: Beside) -> None:
    """From the help pages, at the end as above it."""
    page = opened(people(viewport=PHONE), desk)
    ask(page, "One? Two? Three?")
    expect(newer(page)).to_be_visible()
    for place in ("here", "end"):
        if place == "end":
            newer(page).click()
            at_end(page)
        before = scrolled(page)
        page.get_by_role("button", name="Help and your chats").click()
        expect(page.get_by_role("searchbox")).to_be_visible()
        page.get_by_role("button", name="Back").click()
        expect(page.get_by_role("searchbox")).to_have_count(0)
        assert scrolled(page) == before, place
