"""The reports page as a supervisor reads it: figures with their meaning, charts with tables; how it looks."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.conversation import feedback
from handoff.desk.conversation.conversations import end_conversation
from handoff.desk.identity import staff
from handoff.desk.identity.people import leave
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.enums import Availability
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, entered, running_beside, with_people
from tests.browser.test_promises import photographed
from tests.support.desk_app import DeskApp
from tests.support.desks import World

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
HOURS = {
    "en": ("Hours by agent", "0.5 hr", "Away: lunch"),
    "fa": ("ساعت‌ها به تفکیک پشتیبان", "۰٫۵ ساعت", "دور از میز: ناهار"),
    "pl": ("Godziny według konsultanta", "0,5 godz.", "Przerwa: obiad"),
}


async def with_weeks(app: DeskApp) -> None:
    """Two weeks in which the bot answered some customers, Vera served others, and one left."""
    world = World(store=app.desk.store)
    world.clock.now = datetime.now(UTC) - timedelta(days=14)
    vera = await world.agent("Vera")
    for number in range(28):
        visitor, id_ = await world.chat()
        world.clock.forward(minutes=number)
        if number % 3 == 0:
            await end_conversation(world.desk, visitor_id=visitor.id, conversation_id=id_)
        else:
            await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=id_)
            world.clock.forward(minutes=1 + number % 5)
            await queue.claim(world.desk, agent=vera, conversation_id=id_)
            world.clock.forward(minutes=1)
            await world.says(vera, id_, "Hello")
            await handoff.resolve(world.desk, agent=vera, conversation_id=id_, reason="answered")
        score = 1 + number % 5
        await feedback.give_csat(world.desk, visitor_id=visitor.id, conversation_id=id_, score=score)
        world.clock.forward(hours=11)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a past."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        running.run(with_weeks(running.app))
        yield running


def reports(context: BrowserContext, url: str, who: str = "sam", search: str = "") -> Page:
    """The page, logged in."""
    return entered(context, f"{url}/reports{search}", who)


def test_figures_have_a_meaning_a_table_and_a_file(people: People, desk: Beside) -> None:
    """Read, explained, shown as numbers and saved, by keyboard; the address keeps what is looked at."""
    page = reports(people(), desk.url)
    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Conversations"))
    expect(card.get_by_text("28", exact=True)).to_be_visible()
    card.locator("summary").press("Enter")
    expect(card.get_by_text("Opening the widget is none.")).to_be_visible()
    panel = page.get_by_role("region", name="Handoffs by reason").first
    chart = panel.get_by_role("group", name="Asked for a person")
    expect(chart.locator("canvas")).to_be_visible()
    chart.press("End")
    expect(panel.get_by_role("status")).to_contain_text("Asked for a person: ")
    chart.press("Escape")
    expect(panel.get_by_role("status")).to_be_empty()
    panel.get_by_text("As a table").press("Enter")
    expect(panel.get_by_role("columnheader", name="Asked for a person")).to_be_visible()
    with page.expect_download() as saving:
        panel.get_by_role("button", name="Save as CSV").press("Enter")
    assert saving.value.path().read_bytes().startswith("\ufeffreport,figure,".encode())
    page.get_by_role("button", name="7 days", exact=True).press("Enter")
    page.get_by_role("combobox", name="By").select_option("week")
    expect(page.get_by_role("button", name="7 days", exact=True)).to_have_attribute("aria-pressed", "true")
    assert "by=week" in page.url
    page.reload()
    expect(page.get_by_role("button", name="7 days", exact=True)).to_have_attribute("aria-pressed", "true")


def test_the_hours_of_the_week_are_walked_through(people: People, desk: Beside) -> None:
    """By arrows in the reading direction, with the hour and its number told; the same as a table."""
    page = reports(people(), desk.url)
    panel = page.get_by_role("region", name="Conversations by hour of the week").first
    week = panel.get_by_role("group", name="Conversations by hour")
    week.press("Home")
    expect(panel.get_by_text("Monday, 12:00 AM to 1:00 AM")).to_be_visible()
    week.press("ArrowRight")
    week.press("ArrowDown")
    expect(panel.get_by_role("status")).to_contain_text("Tuesday, 1:00 AM to 2:00 AM")
    panel.get_by_text("As a table").press("Enter")
    expect(panel.get_by_role("rowheader")).to_have_count(24)


def test_times_stand_against_their_targets(people: People, desk: Beside) -> None:
    """By the clock that the targets have; from the first word on, there is no target."""
    page = reports(people(), desk.url)
    panel = page.get_by_role("region", name="First response").first
    expect(panel.get_by_text("Targets: Low 1 hr, Normal 30 min, High 15 min, Urgent 5 min")).to_be_visible()
    panel.get_by_role("combobox", name="Which time").select_option("_since_first_word")
    expect(panel.get_by_text("Targets:")).to_be_hidden()
    expect(panel.get_by_role("group", name="half within")).to_be_visible()


def test_paper_is_white_and_holds_the_whole_page(people: People, desk: Beside) -> None:
    """From a dark screen, too: charts are drawn anew for it, and nothing stays in a scrolled pane."""
    page = reports(people(color_scheme="dark"), desk.url)
    expect(page.locator("canvas").first).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("baton-chart[printing]").first).to_be_visible()
    colour = "getComputedStyle(document.querySelector('baton-reports')).colorScheme"
    assert page.evaluate(colour) == "light"
    assert page.evaluate("document.documentElement.scrollHeight > 2 * innerHeight")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("baton-chart[printing]")).to_have_count(0)


def test_an_empty_range_says_so_and_a_wrong_one_is_explained(people: People, desk: Beside) -> None:
    """No chart of nothing, and no traceback of a range that nobody could read."""
    page = reports(people(), desk.url, search="?since=2020-01-01&until=2020-01-07")
    expect(page.get_by_role("heading", name="Nothing has happened in this range")).to_be_visible()
    page.get_by_role("combobox", name="By").select_option("hour")
    page.get_by_label("From").fill("2019-01-01")
    expect(page.get_by_text("This range cannot be shown.")).to_be_visible()


async def with_shifts(app: DeskApp) -> None:
    """Reza was online for a while, then at lunch, then gone without a word."""
    world = World(store=app.desk.store)
    world.clock.now = datetime.now(UTC) - timedelta(days=3)
    reza = await world.agent("Reza")
    world.clock.forward(minutes=90)
    away = Availability.AWAY
    await staff.change_agent(world.desk, actor=reza, agent_id=reza.id, availability=away, away_reason="lunch")
    world.clock.forward(minutes=30)
    await leave(world.desk, agent_id=reza.id)


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
def test_hours_of_agents_stand_by_state(people: People, desk: Beside, lang: str) -> None:
    """As a chart and as a table, with what they mean; whoever closed the console is not counted on."""
    desk.run(with_shifts(desk.app))
    name, half, lunch = HOURS[lang]
    page = reports(people(viewport={"width": 1280, "height": 900}, locale=lang), desk.url)
    panel = page.get_by_role("region", name=name).first
    panel.scroll_into_view_if_needed()
    row = panel.get_by_role("row").filter(has_text="Reza")
    expect(row).to_contain_text(half)
    expect(panel.get_by_role("columnheader", name=lunch)).to_be_visible()
    expect(page.locator("baton-panel").filter(has=page.get_by_text(lunch)).locator("canvas")).to_be_visible()
    panel.locator("summary").press("Enter")
    photographed(page, f"reports-hours-{lang}")
    assert barriers(page) == []


def test_an_agent_is_turned_away(people: People, desk: Beside) -> None:
    """The reports are for those who lead."""
    page = reports(people(), desk.url, who="ana")
    expect(page.get_by_text("This account cannot open this page")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_it_can_be_used_by_everybody(
    people: People, desk: Beside, lang: str, scheme: str, width: int
) -> None:
    """No serious finding of axe, nothing wider than the page."""
    viewport = {"width": width, "height": 900}
    page = reports(people(locale=lang, color_scheme=scheme, viewport=viewport), desk.url)
    expect(page.locator("canvas").first).to_be_visible()
    assert barriers(page) == []
