"""Rasa killed in the middle of a turn: the customer is told and reaches a person, and the bot comes back."""

import os
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.rooms import Agent, Customer
from tests.support.instance import Instance

pytestmark = [pytest.mark.browser, pytest.mark.rasa]


def test_a_customer_whose_bot_dies_reaches_a_person(
    people: Callable[..., BrowserContext], own_instance: Instance
) -> None:
    """Nobody is left in silence when the bot crashes, and new chats are served once it is back."""
    ana = Agent(people(), own_instance.url, "ana@demo.example")
    ana.be_online()
    customer = Customer(people(), own_instance.url)
    rasa = own_instance.rasa()
    os.kill(rasa, signal.SIGSTOP)  # so that the turn is surely under way when the bot dies
    customer.say("How do I pay?")
    expect(customer.log.locator(".mine")).to_contain_text("How do I pay?")
    expect(customer.chat.locator(".typing")).to_be_visible()
    os.kill(rasa, signal.SIGKILL)

    expect(customer.chat.get_by_text("You are number").first).to_be_visible()
    ana.open("Queue", "How do I pay?")
    expect(ana.page.get_by_role("region", name="Brief").get_by_text("Bot unavailable")).to_be_visible()
    ana.act("Claim")
    ana.say("Our assistant had a hiccup; by card, BLIK or PayPal.")
    customer.sees_once("Our assistant had a hiccup; by card, BLIK or PayPal.")

    own_instance.wait_for(lambda seen: seen["bot"] == "ready")
    other = Customer(people(), own_instance.url)
    other.say("How do I pay?")
    other.sees_article("How can I pay?")
