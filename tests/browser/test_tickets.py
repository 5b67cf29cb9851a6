"""Tickets in the pages: one tap for the customer, a list and a number for agents, in each language."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from handoff.desk.mail import tickets
from handoff.desk.queueing import queue
from handoff.domain.identity.people import Agent
from handoff.domain.policy import MailPolicy, Policy
from tests.browser.barriers import barriers, findings
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.test_time import console
from tests.browser.test_waiting import waiting
from tests.support.desk_app import DeskApp
from tests.support.desks import World

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
LATER = {"en": "Answer me later", "fa": "بعداً پاسخ بدهید", "pl": "Odpowiedź później"}
NUMBER = {"en": "Ticket #1001", "fa": "تیکت شمارهٔ ۱۰۰۱", "pl": "Zgłoszenie nr 1001"}
TICKETS = {"en": "Tickets", "fa": "تیکت‌ها", "pl": "Zgłoszenia"}
OPEN = {"en": "#1001 · Open", "fa": "#۱۰۰۱ · باز", "pl": "#1001 · Otwarte"}
ADDRESS = {"en": "Your e-mail address", "fa": "نشانی ایمیل شما", "pl": "Adres e-mail"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff, and with e-mail as far as it promises it."""
    policy = Policy(mail=MailPolicy(enabled=True, key="k"))
    with running_beside(tmp_path, policy=policy) as running:
        running.run(with_people(running.app))
        yield running


@pytest.fixture
def silent_desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff and without a mail server."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        yield running


async def with_ticket(app: DeskApp, text: str = "The lamp is dark") -> None:
    """A ticket of Kim's in the queue."""
    world = World(store=app.desk.store, policy=app.desk.policy)
    visitor, conversation_id = await world.waiting(text)
    await tickets.open_ticket(
        app.desk, visitor_id=visitor.id, conversation_id=conversation_id, email="kim@example.org"
    )


async def with_my_chat(app: DeskApp) -> None:
    """A live chat of Ana's."""
    world = World(store=app.desk.store, policy=app.desk.policy)
    [ana] = [one for one in await _agents(app) if one.name == "Ana"]
    visitor, conversation_id = await world.waiting("The lamp is dark, I am old@example.org")
    await world.says(visitor, conversation_id, "Or rather kim@example.org")
    await queue.claim(app.desk, agent=ana.actor, conversation_id=conversation_id)


async def _agents(app: DeskApp) -> list[Agent]:
    async with app.desk.store.reading() as tx:
        return await tx.people.agents()


def test_a_customer_gets_a_number_and_goes(people: People, desk: Beside) -> None:
    """By keyboard, with an address; the number stays after a reload, and nothing is asked twice."""
    page = waiting(people(), desk.url)
    page.get_by_role("button", name=LATER["en"]).press("Enter")
    expect(page.get_by_text("You get a ticket number")).to_be_visible()
    page.keyboard.type("kim@")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This does not look right. Please check it.")
    page.get_by_role("textbox", name=ADDRESS["en"]).fill("kim@example.org")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status.get_by_text(NUMBER["en"])).to_be_visible()
    expect(status.get_by_text("We answer here and by e-mail.")).to_be_visible()
    expect(page.get_by_role("log").get_by_text("This is ticket #1001 now.")).to_be_visible()
    expect(page.get_by_role("button", name=LATER["en"])).to_have_count(0)
    page.reload()
    expect(status.get_by_text(NUMBER["en"])).to_be_visible()


def test_without_an_address_the_answer_comes_here(people: People, desk: Beside) -> None:
    """An empty field is an answer too; an address may follow."""
    page = waiting(people(), desk.url)
    page.get_by_role("button", name=LATER["en"]).click()
    page.get_by_role("button", name="Send").first.click()
    expect(page.get_by_role("status").get_by_text("We answer here. You need not wait.")).to_be_visible()
    page.get_by_role("button", name="Leave my e-mail").click()
    page.keyboard.type("kim@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_text("We answer here and by e-mail.")).to_be_visible()


def test_agents_have_a_list_of_tickets(people: People, desk: Beside) -> None:
    """With its number in the row, the header and beside; solved, it leaves the list."""
    desk.run(with_ticket(desk.app))
    page = console(people(viewport={"width": 1440, "height": 860}), desk.url)
    page.get_by_role("button", name="Tickets").click()
    rows = page.get_by_role("list", name="Tickets").get_by_role("button")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("#1001 · Open")
    rows.first.click()
    header = page.locator("baton-thread .bar")
    expect(header).to_contain_text("#1001 · Open")
    expect(page.get_by_text("Answers also go out by e-mail.")).to_be_visible()
    header.get_by_role("button", name="Claim").click()
    field = page.get_by_role("textbox", name="Reply")
    field.fill("Please try another bulb.")
    field.press("Enter")
    expect(header).to_contain_text("#1001 · Waiting for the customer")
    header.get_by_role("button", name="Resolve").click()
    page.locator("room-dialog").get_by_role("button", name="Resolve", exact=True).click()
    expect(header).to_contain_text("#1001 · Solved")
    expect(rows).to_have_count(0)


def test_an_agent_makes_a_chat_a_ticket(people: People, silent_desk: Beside) -> None:
    """By a dialog that has the address; a desk without a mail server says what that means."""
    silent_desk.run(with_my_chat(silent_desk.app))
    page = console(people(viewport={"width": 1440, "height": 860}), silent_desk.url)
    page.get_by_role("list", name="Mine").get_by_role("button").first.click()
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("menuitem", name="Make it a ticket").click()
    form, address = (
        page.locator("baton-ticket-form"),
        page.get_by_role("textbox", name="The customer's e-mail address"),
    )
    expect(address).to_have_value("kim@example.org")
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_have_count(0)
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("menuitem", name="Make it a ticket").click()
    form.get_by_role("button", name="old@example.org").click()
    expect(address).to_have_value("old@example.org")
    form.get_by_role("group", name="Addresses that are known").get_by_role("button").first.click()
    expect(address).to_have_value("kim@example.org")
    assert findings(page) == []
    page.locator("baton-ticket-form").get_by_role("button", name="Make it a ticket").click()
    expect(page.locator("baton-thread .bar")).to_contain_text("#1001 · Open")
    expect(page.get_by_text("E-mail is not set up on this desk")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tickets_are_for_everybody(people: People, desk: Beside, lang: str, scheme: str) -> None:
    """On a narrow phone and a wide screen, without barriers, in each language and both looks."""
    context = people(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    widget = waiting(context, desk.url, lang)
    widget.get_by_role("button", name=LATER[lang]).click()
    assert barriers(widget) == []
    widget.get_by_role("textbox", name=ADDRESS[lang]).fill("kim@example.org")
    widget.keyboard.press("Enter")
    expect(widget.get_by_role("status").get_by_text(NUMBER[lang])).to_be_visible()
    assert barriers(widget) == []
    wide = people(locale=lang, viewport={"width": 1440, "height": 860}, color_scheme=scheme)
    page = console(wide, desk.url)
    page.get_by_role("button", name=TICKETS[lang]).click()
    row = page.get_by_role("list", name=TICKETS[lang]).get_by_role("button").first
    expect(row).to_contain_text(OPEN[lang])
    row.click()
    expect(page.locator("baton-thread .bar")).to_contain_text(OPEN[lang])
    assert findings(page) == []
