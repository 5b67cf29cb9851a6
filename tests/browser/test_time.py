"""Time in the console: promises that press, and conversations that are put aside."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.timing.clocks import look_at_clocks
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, entered, running_beside, with_people
from tests.support.desk_app import DeskApp
from tests.support.desks import World

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
WAITED = {"My lamp is broken": 40, "Where is my parcel?": 26, "Do you ship to Spain?": 4}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        yield running


async def with_waiting(app: DeskApp) -> None:
    """Customers who have waited too long, for long, and for a moment."""
    world = World(store=app.desk.store)
    for words, minutes in WAITED.items():
        world.clock.now = datetime.now(UTC) - timedelta(minutes=minutes)
        await world.waiting(words)
    await look_at_clocks(app.desk)


def console(context: BrowserContext, url: str, lang: str = "en") -> Page:
    """The console of Ana."""
    return entered(context, f"{url}/console?lang={lang}", "ana")


def test_the_queue_shows_which_promise_presses(people: People, desk: Beside) -> None:
    """Late, soon and calm, in the list and in the header."""
    desk.run(with_waiting(desk.app))
    page = console(people(viewport={"width": 1440, "height": 860}), desk.url)
    rows = page.get_by_role("list", name="Queue").get_by_role("button")
    expect(rows).to_have_count(3)
    chips = [rows.filter(has_text=words).locator(".clock") for words in WAITED]
    expect(chips[0]).to_contain_text("First reply late by 10:")
    expect(chips[0]).to_have_class("chip num clock bad")
    expect(chips[1]).to_contain_text("First reply in 3:")
    expect(chips[1]).to_have_class("chip num clock warn")
    expect(chips[2]).to_contain_text("First reply in 25:")
    rows.filter(has_text="lamp").click()
    expect(page.locator("baton-thread .state .late").last).to_contain_text("First reply late by")
    assert barriers(page) == []


def test_what_is_put_aside_waits_in_its_own_list(people: People, desk: Beside) -> None:
    """Until tomorrow, by key Z; the list shows until when; "Go on now" brings it back."""
    desk.run(with_waiting(desk.app))
    page = console(people(viewport={"width": 1440, "height": 860}), desk.url)
    page.get_by_role("list", name="Queue").get_by_role("button").filter(has_text="Spain").click()
    page.get_by_role("button", name="Claim", exact=True).first.click()
    expect(page.get_by_role("button", name="Resolve", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    expect(page.get_by_role("dialog", name="Snooze the conversation")).to_be_visible()
    dialog = page.locator("room-dialog")
    dialog.get_by_label("Tomorrow at 9").check()
    dialog.get_by_role("button", name="Snooze", exact=True).click()
    page.get_by_role("navigation", name="Conversations").get_by_role("button", name="Snoozed").click()
    row = page.get_by_role("list", name="Snoozed").get_by_role("button")
    expect(row).to_contain_text("Snoozed until")
    row.click()
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("menuitem", name="Go on now").click()
    expect(row).to_have_count(0)
    page.get_by_role("navigation", name="Conversations").get_by_role("button", name="Mine").click()
    expect(page.get_by_role("list", name="Mine").get_by_role("button")).to_have_count(1)
