"""Retention, a customer's rights and e-mail as an admin uses them, by keyboard; and how the pages look."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.ownership import handoff
from handoff.desk.privacy.retention import sweep_old
from handoff.domain.enums import Role
from handoff.domain.suppression import Suppression, SuppressionReason
from tests.browser.barriers import barriers, findings
from tests.browser.desks import Beside, entered, running_beside
from tests.support.desks import World
from tests.support.mail_servers import SmtpServer

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


async def with_old_chats(desk: Beside, count: int = 3) -> None:
    """Conversations that ended forty days ago, and one that is going on."""
    app = desk.app
    await app.add("Ada", Role.ADMIN)
    world = World(app.desk.store)
    world.clock.forward(seconds=(app.desk.clock() - world.clock() - timedelta(days=40)).total_seconds())
    agent = await world.agent()
    for number in range(count):
        visitor, id_ = await world.served(agent)
        async with world.desk.store.transaction() as tx:
            known = await tx.people.visitor(visitor.id)
            assert known is not None
            named = replace(known, name=f"Kim {number}", email=f"kim{number}@example.org")
            await tx.people.save_visitor(named)
        await world.says(agent, id_, "It comes tomorrow.")
        await handoff.resolve(world.desk, agent=agent, conversation_id=id_)
    world.clock.forward(days=39)
    await world.chat()


@pytest.fixture
def smtp() -> SmtpServer:
    return SmtpServer()


@pytest.fixture
def desk(tmp_path: Path, smtp: SmtpServer) -> Iterator[Beside]:
    changes = {"smtp_url": smtp.url, "mail_from": "Lumen & Oak <help@shop.example>"}
    with running_beside(tmp_path, **changes) as running:
        running.run(smtp.up())
        running.run(with_old_chats(running))
        yield running
        running.run(smtp.down())


def settings(context: BrowserContext, desk: Beside, section: str) -> Page:
    return entered(context, f"{desk.url}/settings#{section}", "ada")


def test_the_rule_is_looked_at_confirmed_by_typing_and_done(people: People, desk: Beside) -> None:
    """What goes is told first; the number is typed; what was done stands in the list."""
    page = settings(people(), desk, "retention")
    expect(page.get_by_text("At once, nothing would go.")).to_be_visible()
    field = page.locator("input[name=conversations]")
    field.fill("30")
    field.press("Tab")
    expect(page.get_by_text("At once this would delete 3 conversations")).to_be_visible()
    page.get_by_role("button", name="Save…").press("Enter")
    dialog = page.locator("room-dialog")
    typed = dialog.get_by_role("textbox", name="Type")
    expect(typed).to_be_focused()
    page.keyboard.type("2")
    expect(dialog.get_by_role("button", name="Save and delete")).to_be_disabled()
    page.keyboard.press("Backspace")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved; it holds from now on")).to_be_visible()
    desk.run(sweep_old(desk.app.desk))
    page.reload()
    expect(page.get_by_text("3 conversations with 15 messages and 3 customers deleted")).to_be_visible()
    expect(page.get_by_text("At once, nothing would go.")).to_be_visible()


def test_a_customer_is_found_given_out_and_erased(people: People, desk: Beside) -> None:
    """The copy is a file; erasing takes the address, typed again."""
    page = settings(people(), desk, "retention")
    search = page.get_by_role("searchbox", name="Name, e-mail")
    search.fill("kim1")
    search.press("Enter")
    row = page.get_by_role("listitem").filter(has_text="kim1@example.org")
    with page.expect_download() as given:
        row.get_by_role("button", name="Take a copy").press("Enter")
    assert given.value.suggested_filename.endswith(".zip")
    with zipfile.ZipFile(given.value.path()) as archive:
        told = json.loads(archive.read("customer.json"))
    assert told["visitor"]["email"] == "kim1@example.org"
    assert [one["text"] for one in told["conversations"][0]["messages"]].count("It comes tomorrow.") == 1
    expect(page.get_by_text("Ada took a copy of customer")).to_be_visible()
    erase = row.get_by_role("button", name="Erase")
    expect(erase).to_be_enabled()
    erase.press("Enter")
    expect(page.locator("room-dialog").get_by_role("textbox", name="Type")).to_be_focused()
    page.keyboard.type("kim1@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The customer is erased")).to_be_visible()
    expect(row).to_have_count(0)
    expect(page.get_by_text("Ada erased customer")).to_be_visible()
    expect(page.get_by_text("Ada took a copy of customer")).to_be_visible()


def test_the_mail_servers_are_knocked_at(people: People, desk: Beside, smtp: SmtpServer) -> None:
    """What they answer is told in plain words, without a reload."""
    page = settings(people(), desk, "mail")
    expect(page.get_by_text(f"127.0.0.1:{smtp.port}").first).to_be_visible()
    page.get_by_role("button", name="Check now").press("Enter")
    expect(page.get_by_text("E-mail out")).to_be_visible()
    expect(page.locator("li.ok")).to_have_count(2)
    desk.run(smtp.down())
    page.get_by_role("button", name="Check now").press("Enter")
    expect(page.locator("li.problem")).to_have_count(1)


async def with_suppressed(desk: Beside) -> None:
    """One address that came back, one whose owner complained."""
    told = (
        ("gone@example.org", SuppressionReason.BOUNCED, "550 5.1.1 no such user"),
        ("cross@example.org", SuppressionReason.COMPLAINED, ""),
    )
    async with desk.app.desk.store.transaction() as tx:
        for address, reason, problem in told:
            await tx.suppressions.add(
                Suppression(
                    id=desk.app.desk.new_id(),
                    address=address,
                    reason=reason,
                    at=desk.app.desk.clock(),
                    problem=problem,
                )
            )


def test_an_address_gets_e_mail_again(people: People, desk: Beside) -> None:
    """Found by a part of it, lifted after a question, and the record says by whom; by keyboard."""
    desk.run(with_suppressed(desk))
    page = settings(people(), desk, "mail")
    rows = page.get_by_role("list", name="Addresses that get no e-mail").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="gone@")).to_contain_text("550 5.1.1 no such user")
    search = page.get_by_role("searchbox", name="Search an address")
    search.fill("nobody")
    expect(page.get_by_text("Nothing fits that.")).to_be_visible()
    search.fill("CROSS")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Complained")
    lift = page.get_by_role("button", name="Allow e-mail again: cross@example.org")
    lift.press("Enter")
    expect(page.get_by_text("Write again only if they ask you to.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(lift).to_be_focused()
    lift.press("Enter")
    page.locator("room-dialog").get_by_role("button", name="Allow e-mail again").press("Enter")
    expect(page.get_by_text("E-mail goes to cross@example.org again")).to_be_visible()
    expect(rows).to_have_count(0)
    search.fill("")
    expect(rows).to_have_count(1)
    page.get_by_text("Allowed again", exact=True).click()
    expect(page.get_by_text("by Ada")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_and_can_be_read(
    people: People, desk: Beside, tmp_path: Path, lang: str, scheme: str
) -> None:
    """320 to 1440 px, both themes, both directions; no serious finding."""
    page = settings(people(color_scheme=scheme, locale=lang), desk, "retention")
    page.locator("input[name=conversations]").fill("30")
    page.locator("input[name=anonymise]").fill("10")
    page.locator("input[type=search]").fill("kim")
    page.locator("input[type=search]").press("Enter")
    expect(page.locator(".found li")).to_have_count(3)
    expect(page.locator(".doomed")).not_to_be_empty()
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 1100})
        assert barriers(page) == []
    page.locator(".btn.save").click()
    expect(page.locator("room-dialog input")).to_be_focused()
    assert findings(page) == []
    page.keyboard.press("Escape")
    desk.run(with_suppressed(desk))
    page.goto(f"{desk.url}/settings#mail")
    page.locator(".btn.check").click()
    expect(page.locator(".checked li")).to_have_count(2)
    expect(page.locator("baton-suppressions li")).to_have_count(2)
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 1300})
        page.screenshot(path=tmp_path / f"mail-{lang}-{scheme}-{width}.png", full_page=True)
        assert barriers(page) == []
