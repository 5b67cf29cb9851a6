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
    """The first agent presses "Decline"; the colleague presses A and talks to the customer at once."""
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


def _offer(agent: Agent) -> Locator:
    """What is held out to this agent."""
    return agent.page.get_by_role("region", name="Offers").get_by_role("heading")
