"""Webhooks as an admin makes them: by keyboard, tested, looked after; and how the page looks."""

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.domain.enums import Role
from handoff.webhooks.running import start_webhooks
from tests.browser.barriers import barriers, findings, too_wide
from tests.browser.desks import Beside, entered, running_beside
from tests.support.receiver import Receiver

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@dataclass(kw_only=True)
class Told:
    """A desk that tells, and a receiver beside it."""

    desk: Beside
    receiver: Receiver


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    with running_beside(tmp_path, webhook_networks=("127.0.0.0/8",)) as desk:
        stack, heard = AsyncExitStack(), Receiver()

        async def begin() -> None:
            await desk.app.add("Ada", Role.ADMIN)
            await desk.app.add("Sam", Role.SUPERVISOR)
            await heard.up()
            stack.push_async_callback(heard.down)
            services = desk.app.services
            await start_webhooks(
                stack, settings=services.settings, desk=desk.app.desk, metrics=services.metrics, seconds=0.1
            )

        desk.run(begin())
        yield Told(desk=desk, receiver=heard)
        desk.run(stack.aclose())


def settings(context: BrowserContext, told: Told, who: str = "ada") -> Page:
    return entered(context, f"{told.desk.url}/settings#webhooks", who)


def made(page: Page, url: str) -> None:
    """A webhook, written by keyboard alone."""
    page.get_by_role("button", name="Add a webhook").press("Enter")
    expect(page.get_by_role("textbox", name="Address")).to_be_focused()
    page.keyboard.type(url)
    page.keyboard.press("Tab")
    page.keyboard.type("CRM")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The secret of CRM")).to_be_visible()


def test_a_webhook_is_made_tested_and_looked_after(people: People, told: Told) -> None:
    """Its secret is shown once; a test arrives; a failure is shown with its reason, and told again."""
    page = settings(people(), told)
    page.get_by_role("button", name="Add a webhook").press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Write an address that begins with https://")).to_be_visible()
    page.get_by_role("button", name="Cancel").press("Enter")
    made(page, told.receiver.url)
    secret = page.locator("code").filter(has_text="whsec_").inner_text()
    page.get_by_role("button", name="I have kept it").press("Enter")
    expect(page.get_by_text(secret)).to_have_count(0)

    page.get_by_role("button", name="Send a test").press("Enter")
    log = page.get_by_role("list", name="Deliveries")
    expect(log.get_by_text("Taken")).to_be_visible()
    assert told.receiver.types == ["webhook.test"]
    assert told.receiver.heard[0].is_signed_by(secret)

    told.receiver.status = 500
    page.get_by_role("button", name="Send a test").press("Enter")
    expect(log.get_by_text("Given up")).to_be_visible()
    log.get_by_text("Given up").click()
    expect(log.get_by_text("500 Internal Server Error: thank you")).to_be_visible()
    told.receiver.status = 200
    log.get_by_role("button", name="Tell again").first.press("Enter")
    expect(log.get_by_text("Taken")).to_have_count(2)
    assert told.receiver.heard[-1].id == told.receiver.heard[-2].id

    page.get_by_role("button", name="Change", exact=True).press("Enter")
    page.get_by_role("checkbox", name="Notes between agents").press(" ")
    page.get_by_role("checkbox", name="On", exact=True).press(" ")
    page.get_by_role("button", name="Save").press("Enter")
    card = page.get_by_role("region", name="CRM")
    expect(card.get_by_text("Off", exact=True)).to_be_visible()
    expect(card.get_by_text("21 events")).to_be_visible()
    page.get_by_role("button", name="New secret").press("Enter")
    page.locator("room-dialog").get_by_role("button", name="New secret").click()
    expect(page.get_by_text("Two secrets sign until")).to_be_visible()
    page.get_by_role("button", name="Delete").press("Enter")
    expect(page.get_by_role("dialog", name="Delete CRM?")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Delete").press("Enter")
    page.locator("room-dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Nobody is told anything yet.")).to_be_visible()


def test_a_supervisor_sees_nothing_of_it(people: People, told: Told) -> None:
    """What leaves the desk is for admins."""
    page = settings(people(), told, "sam")
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    expect(page.locator("[data-section=sla]")).to_be_visible()
    expect(page.locator("[data-section=webhooks]")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_can_be_read(people: People, told: Told, lang: str, scheme: str) -> None:
    """320 to 1440 px, both themes, both directions; no serious finding."""
    context = people(color_scheme=scheme, locale=lang)
    page = settings(context, told)
    page.locator("baton-webhooks .btn.main").click()
    page.locator("input[name=url]").fill(told.receiver.url)
    page.locator("form .btn.main").click()
    expect(page.locator("section.secret")).to_be_visible()
    page.locator("section:not(.secret) .acts .btn").first.click()
    expect(page.locator(".chip.good")).to_have_count(2)
    page.locator("details summary").first.click()
    for width in (1440, 1024, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert barriers(page) == []
    page.locator("section:not(.secret) .acts .btn").nth(2).click()
    expect(page.locator("fieldset")).to_be_visible()
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 1400})
        assert too_wide(page) <= 0
    assert findings(page) == []
