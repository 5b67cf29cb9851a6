"""Settings that are forms of numbers and words: routing, workload, closing; and what is installed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.barriers import barriers, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside, with_staff

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with an admin, a supervisor and an agent."""
    with running_beside(tmp_path) as running:
        running.run(with_staff(running.app))
        yield running


def test_routing_is_set_within_its_bounds(people: People, desk: Beside) -> None:
    """What lies outside is marked; what was saved holds at once; other sections keep what is written."""
    page = entered(people(), f"{desk.url}/settings#routing", "sam")
    field = page.get_by_label("Time to accept an offer")
    expect(field).to_have_value("30")
    field.fill("2")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("A whole number from 5 to 600.")).to_be_visible()
    field.fill("45")
    page.goto(f"{desk.url}/settings#capacity")
    expect(page.get_by_label("Tickets, call-backs and e-mail")).to_have_value("50")
    page.goto(f"{desk.url}/settings#routing")
    expect(field).to_have_value("45")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    assert desk.app.desk.policy_now.routing.offer == timedelta(seconds=45)


def test_reasons_tags_and_questions_are_asked_at_the_end(people: People, desk: Beside) -> None:
    """Written by keyboard; the console offers them from then on."""
    page = entered(people(), f"{desk.url}/settings#closing", "sam")
    page.get_by_role("button", name="Add a reason").press("Enter")
    expect(page.get_by_label("Reason 6")).to_be_focused()
    page.keyboard.type("Sold a lamp")
    page.get_by_role("button", name="Move 6 up").press("Enter")
    expect(page.get_by_label("Reason 5")).to_have_value("Sold a lamp")
    page.get_by_label("A reason is required").check()
    page.get_by_role("button", name="Add a tag").press("Enter")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Write something, or remove it.")).to_be_visible()
    page.get_by_label("Tag 1").fill("lamps")
    page.get_by_role("button", name="Add a question").click()
    page.get_by_role("group", name="Question 1").get_by_label("English").fill("Was it quick?")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Reason 5")).to_have_value("Sold a lamp")
    expect(page.get_by_label("A reason is required")).to_be_checked()
    expect(page.get_by_role("group", name="Question 1").get_by_label("English")).to_have_value(
        "Was it quick?"
    )


def test_what_is_installed_is_looked_at_by_admins(people: People, desk: Beside) -> None:
    """Found by a word; secrets are never shown."""
    page = entered(people(), f"{desk.url}/settings#installed")
    page.get_by_label("Search settings").fill("secret")
    expect(page.get_by_text("BATON_SECRET_KEY")).to_be_visible()
    expect(page.get_by_text(desk.app.services.settings.secret_key)).to_have_count(0)
    sam = entered(people(), f"{desk.url}/settings#routing", "sam")
    expect(sam.get_by_role("button", name="Routing")).to_be_visible()
    expect(sam.get_by_role("button", name="As installed")).to_have_count(0)


@in_each_language
def test_the_forms_have_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, in each language."""
    for context in screens(people, lang, colours):
        page = entered(context, f"{desk.url}/settings#routing")
        for name, shown in (
            ("routing", "baton-numbers .figure"),
            ("capacity", "baton-numbers .figure"),
            ("closing", "baton-closing .list li"),
            ("installed", "baton-installed .one"),
        ):
            page.goto(f"{desk.url}/settings#{name}")
            expect(page.locator(shown).first).to_be_visible()
            assert (name, barriers(page)) == (name, [])
