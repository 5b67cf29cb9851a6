"""Offers in the console: held out, declined to a colleague, taken by a key."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.rooms import Agent, Customer
from tests.support.instance import Instance

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
People = Callable[..., BrowserContext]

WISH = "I want to talk to a person about my broken lamp"


def test_an_offer_goes_from_who_declines_to_who_accepts(people: People, own_instance: Instance) -> None:
    """The first agent presses "Decline"; the colleague presses A and talks to the customer at once; the next
    offer hides no button that sends, and no menu."""
    ana = Agent(people(), own_instance.url, "ana@demo.example")
    ana.be_online()
    customer = Customer(people(), own_instance.url)
    customer.say(WISH)
    expect(_offer(ana)).to_be_visible()
    expect(ana.page.get_by_role("region", name="Offers").get_by_text(WISH)).to_be_visible()

    sam = Agent(people(), own_instance.url, "sam@demo.example")
    sam.be_online()
    ana.page.get_by_role("button", name="Decline", exact=True).click()
    expect(_offer(ana)).to_have_count(0)
    expect(_offer(sam)).to_be_visible()

    sam.page.reload()
    expect(_offer(sam)).to_be_visible()
    sam.page.keyboard.press("a")
    sam.sees_once(WISH)
    sam.say("Hello, I am here.")
    customer.sees_once("Hello, I am here.")
    expect(_offer(sam)).to_have_count(0)

    ana.page.get_by_role("button", name="Availability").click()
    ana.page.get_by_role("menuitemradio", name="Offline").click()
    Customer(people(), own_instance.url).say(WISH)
    expect(_offer(sam)).to_be_visible()
    sam.page.get_by_role("textbox", name="Reply to").fill("One moment")
    for width in (1440, 1280, 800, 390):
        sam.page.set_viewport_size({"width": width, "height": 800})
        sam.page.get_by_role("button", name="Send", exact=True).click(trial=True)
    account = sam.page.locator("room-menu.account")
    account.get_by_role("button").click()
    account.get_by_role("menuitem").last.click(trial=True)


def test_offer_and_brief_tell_what_called_for_a_person(people: People, own_instance: Instance) -> None:
    """Not the first question alone: the words before the handoff, and the facts; the open brief leaves room
    for the messages, and its end is reached by key."""
    customer = Customer(people(), own_instance.url)
    customer.say("How long do I have to send something back?")
    customer.sees("30 days")
    customer.say(f"{WISH}, order LM-10442")
    ana = Agent(people(), own_instance.url, "ana@demo.example")
    ana.page.set_viewport_size({"width": 1440, "height": 900})
    ana.be_online()
    offers = ana.page.get_by_role("region", name="Offers")
    expect(offers.get_by_text("How long do I have to send something back?")).to_be_visible()
    expect(offers.get_by_text("LM-10442").last).to_be_visible()
    expect(offers.get_by_role("button", name="Decline")).to_be_in_viewport(ratio=1)
    for fact in offers.get_by_role("listitem").all():
        expect(fact.locator("bdi")).to_be_in_viewport(ratio=1)
    offers.get_by_role("button", name=WISH).click()
    expect(ana.page.get_by_role("log").get_by_text(WISH)).to_be_in_viewport()
    ana.page.keyboard.press("a")
    brief = ana.page.get_by_role("region", name="Brief")
    expect(brief.get_by_role("heading", name="Said last before the handoff")).to_be_visible()
    column = ana.page.locator("baton-thread").bounding_box()
    box = ana.page.locator("baton-brief").bounding_box()
    assert column is not None
    assert box is not None
    assert box["height"] <= column["height"] * 0.36
    last = brief.get_by_role("button").last
    last.focus()
    expect(last).to_be_in_viewport()


def _offer(agent: Agent) -> Locator:
    """What is held out to this agent."""
    return agent.page.get_by_role("region", name="Offers").get_by_role("heading")
