"""The settings page as a supervisor uses it: turn the dial, look at the past, save; and how it looks."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.barriers import barriers, findings, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside, with_past, with_people

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a past."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        running.run(with_past(running.app))
        yield running


def settings(context: BrowserContext, url: str, who: str = "sam") -> Page:
    """The page of what the bot may get wrong, logged in."""
    return entered(context, f"{url}/settings#answering", who)


def test_the_room_opens_on_people(people: People, desk: Beside) -> None:
    """With no section in the address; the way to the other rooms is in the bar alone."""
    page = entered(people(), f"{desk.url}/settings", "sam")
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("#people$"))
    expect(page.get_by_role("navigation", name="Settings").get_by_role("link")).to_have_count(0)


def test_the_dial_is_turned_by_keyboard_looked_at_and_saved(people: People, desk: Beside) -> None:
    """The replay follows the dial; nothing holds before it is confirmed; then all of it does."""
    page = settings(people(), desk.url)
    slider = page.get_by_role("slider", name="Greatest share of wrong answers")
    expect(slider).to_have_value("20")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    slider.focus()
    for _ in range(15):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name="At most 5% of the answers may be wrong")).to_be_visible()
    expect(page.get_by_role("spinbutton")).to_have_value("5")
    expect(page.get_by_text("questions would change")).to_be_visible()
    expect(page.get_by_role("img", name="Share of wrong answers")).to_be_visible()
    assert desk.app.services.dial.risk == 0.2
    page.get_by_role("button", name="Save").press("Enter")
    dialog = page.get_by_role("dialog", name="Change from 20% to 5%?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("room-dialog").get_by_role("button", name="Change").click()
    expect(page.get_by_text("In force: 5%, set Today")).to_be_visible()
    expect(page.get_by_role("region", name="Changes").get_by_text("20% → 5%")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    assert desk.app.services.dial.risk == 0.05


def test_a_number_out_of_range_is_put_right(people: People, desk: Beside) -> None:
    """In the field as on the slider, and undone with one press."""
    page = settings(people(), desk.url)
    field = page.get_by_role("spinbutton")
    for typed, kept in (("80", "50"), ("0", "1"), ("12", "12")):
        field.fill(typed)
        field.press("Enter")
        expect(field).to_have_value(kept)
        expect(page.get_by_role("slider")).to_have_value(kept)
    page.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("20")


def test_two_supervisors_do_not_overwrite_each_other(people: People, desk: Beside) -> None:
    """The slower one is told, and sees what is in force."""
    first, second = settings(people(), desk.url), settings(people(), desk.url)
    for page, value in ((first, "10"), (second, "30")):
        page.get_by_role("spinbutton").fill(value)
        page.get_by_role("spinbutton").press("Enter")
    for page in (first, second):
        page.get_by_role("button", name="Save").click()
        page.locator("room-dialog").get_by_role("button", name="Change").click()
    expect(first.get_by_text("In force: 10%")).to_be_visible()
    expect(second.get_by_text("Somebody else has just changed this")).to_be_visible()
    expect(second.get_by_text("In force: 10%")).to_be_visible()


def test_an_agent_is_turned_away(people: People, desk: Beside) -> None:
    """The page says so; the desk would refuse anyway."""
    page = settings(people(), desk.url, "ana")
    expect(page.get_by_text("This account cannot open this page")).to_be_visible()


@in_each_language
def test_the_page_has_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, in each language, and with a question open."""
    for context in screens(people, lang, colours):
        page = settings(context, desk.url)
        expect(page.locator("baton-curve svg").first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "fa" else "ltr")
        assert barriers(page) == []
        page.get_by_role("spinbutton").fill("40")
        page.get_by_role("spinbutton").press("Enter")
        page.locator("baton-dial .btn.main").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert findings(page) == []


def test_an_answer_is_judged_in_the_console(people: People, desk: Beside) -> None:
    """By keyboard, small and in place; and the menu leads a supervisor to the settings."""
    page = entered(people(), f"{desk.url}/console", "sam")
    views = page.get_by_role("navigation", name="Conversations")
    views.get_by_role("button", name="Bot live").click()
    page.get_by_role("list", name="Bot live").get_by_role("button").first.click()
    said = page.get_by_role("button", name="Was this right?")
    expect(said).to_have_accessible_name("Was this right? Right Reza")
    said.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitemradio", name="Second").press("Enter")
    expect(said).to_have_accessible_name("Was this right? Wrong You")
    assert findings(page) == []
    said.click()
    page.get_by_role("menuitemradio", name="Take the verdict back").click()
    expect(said).to_have_accessible_name("Was this right?")
    page.get_by_role("button", name="Account:").click()
    page.get_by_role("menuitem", name="Settings").click()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()


def section(page: Page, name: str) -> None:
    """Open one section of the settings by its name."""
    page.get_by_role("navigation", name="Settings").get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_the_hours_are_written_checked_and_saved(people: People, desk: Beside) -> None:
    """Several a day and over midnight; what is amiss is marked, and what was saved is read back."""
    page = settings(people(), desk.url)
    section(page, "Service hours")
    expect(page.get_by_text("Open right now")).to_be_visible()
    expect(page.get_by_text("the desk is open day and night")).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="Add hours: Monday").press("Enter")
    page.get_by_label("Time zone").select_option("Europe/Warsaw")
    page.get_by_label("Monday, hours 2: from").fill("16:00")
    page.get_by_role("button", name="Add a holiday").click()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    save = page.get_by_role("button", name="Save")
    save.click()
    expect(page.get_by_text("Overlaps other hours of this day.")).to_be_visible()
    expect(page.get_by_text("Choose a date.")).to_be_visible()
    assert findings(page) == []
    page.get_by_label("Monday, hours 2: from").fill("22:00")
    page.get_by_label("Monday, hours 2: until").fill("06:00")
    expect(page.get_by_text("ends the next day")).to_be_visible()
    page.get_by_label("Date of holiday 1").fill("2030-12-25")
    page.get_by_label("Name of holiday 1").fill("Christmas Day")
    save.click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    page.reload()
    section(page, "Service hours")
    expect(page.get_by_label("Monday, hours 1: from")).to_have_value("09:00")
    expect(page.get_by_label("Monday, hours 2: until")).to_have_value("06:00")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Warsaw")
    expect(page.get_by_label("Name of holiday 1")).to_have_value("Christmas Day")
    assert findings(page) == []


def test_the_slower_of_two_chooses_whose_targets_hold(people: People, desk: Beside) -> None:
    """What is no target is refused in words; who was overtaken loads theirs or keeps their own."""
    first, second = settings(people(), desk.url), settings(people(), desk.url)
    for page, hours in ((first, "3"), (second, "8")):
        section(page, "SLA targets")
        page.get_by_label("Urgent: Settled", exact=True).fill(hours)
        page.get_by_label("Urgent: Settled, unit").select_option("hours")
    first.get_by_label("Low: First answer", exact=True).fill("soon")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("Whole minutes, from 1 minute to 90 days; or empty.")).to_be_visible()
    first.get_by_label("Low: First answer", exact=True).fill("")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("Last changed: Today")).to_be_visible()
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Somebody else changed this while you were at it.")).to_be_visible()
    assert findings(second) == []
    second.get_by_role("button", name="Keep mine").click()
    expect(second.get_by_label("Urgent: Settled", exact=True)).to_have_value("8")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Last changed: Today")).to_be_visible()
    first.get_by_label("Urgent: Settled", exact=True).fill("5")
    first.get_by_role("button", name="Save").click()
    first.get_by_role("button", name="Load theirs").click()
    expect(first.get_by_label("Urgent: Settled", exact=True)).to_have_value("8")


@in_each_language
def test_the_forms_have_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """The hours and the targets, on a phone and on a desk, in each language."""
    for context in screens(people, lang, colours):
        page = settings(context, desk.url)
        for element in ("baton-hours", "baton-sla"):
            page.goto(f"{desk.url}/settings#{element.removeprefix('baton-')}")
            expect(page.locator(f"{element} h1")).to_be_visible()
            if element == "baton-hours":
                page.locator(".days button").first.click()
                page.locator("button.add").first.click()
                page.locator("button.add").last.click()
            assert barriers(page) == []
