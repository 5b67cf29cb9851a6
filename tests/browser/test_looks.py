"""What every page owes its reader: by keyboard, by ear, on a phone, in the dark and without a network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.barriers import findings, too_wide
from tests.browser.rooms import Agent, Customer, log_in
from tests.support.instance import Instance

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
People = Callable[..., BrowserContext]

QUESTION = "How do I return an item?"
ARTICLE = "Return an item"


def test_a_message_written_offline_is_kept_and_sent_once(people: People, instance: Instance) -> None:
    """It survives the loss of the network and a reload, and reaches the desk exactly once."""
    context = people()
    customer = Customer(context, instance.url)
    customer.say(QUESTION)
    customer.sees_article(ARTICLE)
    context.set_offline(True)
    expect(customer.chat.get_by_text("You are offline").first).to_be_visible()
    customer.say("Is anybody there?")
    expect(customer.log.get_by_text("Will be sent when you are back online")).to_be_visible()
    customer.page.close()

    context.set_offline(False)
    again = Customer(context, instance.url)
    again.sees_once("Is anybody there?")
    expect(again.log.get_by_text("Will be sent")).to_have_count(0)
    again.say("hello")
    expect(again.log.locator(".mine .bubble[data-seq]")).to_have_count(3)
    again.reload()
    again.sees_once("Is anybody there?")


def test_each_message_runs_in_its_own_direction(people: People, instance: Instance) -> None:
    """In a Persian chat, Persian runs from the right and English from the left, and is not called Persian."""
    customer = Customer(people(), instance.url, "fa")
    customer.say("سلام")
    customer.say("Hello, can you also speak English with me please?")
    bubbles = customer.log.locator(".mine .bubble[data-seq]")
    expect(bubbles).to_have_count(2)
    expect(customer.log).to_have_css("direction", "rtl")
    expect(bubbles.nth(0)).to_have_css("direction", "rtl")
    expect(bubbles.nth(1)).to_have_css("direction", "ltr")
    expect(bubbles.nth(0)).to_have_attribute("lang", "fa")
    expect(bubbles.nth(1)).to_have_attribute("lang", re.compile("^(en)?$"))


def test_the_chat_needs_no_mouse(people: People, instance: Instance) -> None:
    """Tab to the launcher, ask, read, and Escape gives the focus back to where it was."""
    page = people().new_page()
    page.goto(f"{instance.url}/?lang=en")
    launcher = page.locator("baton-chat button")
    expect(launcher).to_have_accessible_name("Chat with us")
    launcher.focus()
    page.keyboard.press("Enter")
    chat = page.frame_locator("baton-chat iframe")
    expect(chat.get_by_role("textbox")).to_be_focused()
    expect(launcher).to_have_attribute("aria-expanded", "true")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(chat.get_by_role("log").get_by_role("link", name=ARTICLE)).to_be_visible()
    page.keyboard.press("Escape")
    expect(launcher).to_have_attribute("aria-expanded", "false")
    expect(launcher).to_be_focused()


def test_a_long_answer_is_read_from_its_beginning(people: People, instance: Instance) -> None:
    """The window shows where it begins; what follows waits below. A note of the agents is not among it."""
    ana = Agent(people(), instance.url, "ana@demo.example")
    ana.be_online()
    customer = Customer(people(), instance.url)
    customer.say("I want to talk to a person about my tall lamp")
    ana.open("Queue", "my tall lamp")
    ana.act("Claim")
    customer.sees("Ana")
    ana.page.get_by_role("tab", name="Note").click()
    note = ana.page.get_by_role("textbox", name="note")
    note.fill("Be generous to them.")
    note.press("Enter")
    ana.sees_once("Be generous to them.")
    ana.page.get_by_role("tab", name="Reply").click()
    ana.say("It begins here.\n\n" + "And it goes on.\n\n" * 30 + "It ends here.")
    expect(customer.log.get_by_text("It begins here.")).to_be_in_viewport()
    expect(customer.log.get_by_text("It ends here.")).not_to_be_in_viewport()
    customer.chat.get_by_role("button", name="More below").click()
    expect(customer.log.get_by_text("It ends here.")).to_be_in_viewport()
    expect(customer.chat.get_by_text("Be generous")).to_have_count(0)
    kept = customer.page.evaluate("Object.values(localStorage).join()")
    assert "It ends here." in kept
    assert "Be generous" not in kept


def test_a_colleague_takes_over_and_the_customer_rates(people: People, instance: Instance) -> None:
    """Transfer, resolve and the question how it was, each through its dialog."""
    sam, kasia = (Agent(people(), instance.url, f"{name}@demo.example") for name in ("sam", "kasia"))
    sam.be_online()
    kasia.be_online()
    customer = Customer(people(), instance.url)
    customer.say("I want to talk to a person about my walnut shelf")
    sam.open("Queue", "walnut shelf")
    sam.act("Claim")
    customer.sees("Sam")
    sam.act("More actions")
    sam.page.get_by_role("menuitem", name="Transfer").click()
    sam.page.locator("baton-panels").get_by_role("button", name="Kasia").click()
    customer.sees("Kasia")
    kasia.open("Mine", "walnut shelf")
    kasia.act("Resolve")
    kasia.page.locator("baton-panels").get_by_role("button", name="Resolve").click()
    rating = customer.chat.locator("baton-closing")
    expect(rating.get_by_role("button", name="Start a new chat")).to_be_in_viewport()
    rating.get_by_role("radio").nth(4).check(force=True)
    rating.get_by_role("button", name="Send").click()
    expect(rating.get_by_role("status")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_scrolls_sideways_on_a_phone(people: People, instance: Instance, width: int) -> None:
    """Chat, console and editor fit, and the page behind the chat stands still."""
    context = people(viewport={"width": width, "height": 640})
    customer = Customer(context, instance.url, "pl")
    customer.say("Jak mogę zwrócić lampę?")
    expect(customer.log.get_by_role("link").first).to_be_visible()
    frame = customer.page.frames[1]
    assert frame.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(customer.page.locator("html")).to_have_css("overflow-y", "hidden")
    customer.chat.get_by_role("button", name="Zamknij").click()
    expect(customer.page.locator("html")).not_to_have_css("overflow-y", "hidden")
    assert too_wide(customer.page) <= 0
    for address, email in (("console", "kasia@demo.example"), ("editor", "eli@demo.example")):
        page = people(viewport={"width": width, "height": 640}).new_page()
        page.goto(f"{instance.url}/{address}")
        log_in(page, email)
        expect(page.get_by_role("button", name="Account:")).to_be_visible()
        assert too_wide(page) <= 0


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_barrier(people: People, instance: Instance, colours: str) -> None:
    """Neither in the chat, nor in the console, nor in the editor."""

    def person() -> Page:
        return people(color_scheme=colours, reduced_motion="reduce").new_page()

    chat = person()
    chat.goto(f"{instance.url}/widget/frame.html")
    chat.get_by_role("textbox").fill(QUESTION)
    chat.keyboard.press("Enter")
    expect(chat.get_by_role("log").get_by_role("link", name=ARTICLE)).to_be_visible()
    assert findings(chat) == []

    console = person()
    console.goto(f"{instance.url}/console")
    expect(console.get_by_role("textbox", name="E-mail")).to_be_visible()
    assert findings(console) == []
    log_in(console, "reza@demo.example")
    console.get_by_role("navigation", name="Conversations").get_by_role("button", name="Bot live").click()
    console.get_by_role("list", name="Bot live").get_by_role("button").first.click()
    expect(console.get_by_role("log")).to_be_visible()
    assert findings(console) == []

    editor = person()
    editor.goto(f"{instance.url}/editor")
    log_in(editor, "eli@demo.example")
    editor.get_by_role("button", name=ARTICLE).first.click()
    expect(editor.get_by_role("textbox", name="Title")).to_be_visible()
    assert findings(editor) == []
