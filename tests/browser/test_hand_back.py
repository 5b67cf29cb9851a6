"""An agent leaves the bot one article to walk through: it helps, or the conversation comes back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.rooms import Agent, Customer
from tests.support.instance import Instance

pytestmark = [pytest.mark.browser, pytest.mark.rasa]

ARTICLE = "My lamp flickers or hums"


def handed_back(
    instance: Instance, people: Callable[..., BrowserContext], words: str
) -> tuple[Customer, Agent, Locator]:
    """A customer whom Ana served, with the bot that walks them through the article; her list's row."""
    customer = Customer(people(), instance.url)
    customer.press("Talk to a person")
    customer.say(words)
    customer.sees_once(words)
    ana = Agent(people(), instance.url, "ana@demo.example")
    ana.open("Queue", words)
    ana.act("Claim")
    ana.say("One moment, please.")
    customer.sees("One moment, please.")
    ana.act("More actions")
    ana.page.get_by_role("menuitem", name="Hand back to the bot").click()
    page = ana.page
    expect(page.get_by_role("dialog", name="Hand back to the bot")).to_be_visible()
    page.get_by_role("radio", name="Walk through an article").check()
    page.get_by_role("searchbox", name="Which article?").fill("flickering light")
    page.get_by_role("radio", name=re.compile(f"^{ARTICLE}")).check()
    ana.act("Hand back")
    ana.sees(f"Task for the bot: {ARTICLE}")
    customer.sees_article(ARTICLE)
    ana.page.get_by_role("navigation", name="Conversations").get_by_role("button", name="Bot live").click()
    row = ana.page.get_by_role("list", name="Bot live").get_by_role("button", name=f"Task: {ARTICLE}")
    expect(row).to_be_visible()
    return customer, ana, row


def test_a_task_that_helped_is_done(instance: Instance, people: Callable[..., BrowserContext]) -> None:
    """The mark in the list goes, the side panel says how it went, and the bot keeps the conversation."""
    customer, ana, row = handed_back(instance, people, "This is Vera Kim.")
    side = ana.page.get_by_role("complementary", name="Details")
    expect(side.get_by_text("shown, no word on it yet")).to_be_visible()
    customer.press("That helped")
    expect(side.get_by_text("it helped")).to_be_visible()
    expect(row).to_be_hidden()
    expect(ana.page.get_by_role("button", name="Take over").first).to_be_visible()


def test_a_task_that_did_not_help_comes_back(
    instance: Instance, people: Callable[..., BrowserContext]
) -> None:
    """At once, and the brief says which task it was and that it did not help."""
    customer, ana, row = handed_back(instance, people, "This is Jan Nowak.")
    customer.press("Not what I meant")
    expect(row).to_be_hidden()
    ana.act("Claim")
    brief = ana.page.get_by_role("region", name="Brief")
    expect(brief.get_by_role("heading", name="Task for the bot, from Ana")).to_be_visible()
    expect(brief.get_by_role("button", name=f"{ARTICLE} it did not help")).to_be_visible()
