"""What an agent does many times a day: away and back, an article as a card, how much to take at once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.barriers import findings
from tests.browser.desks import Beside, running_beside
from tests.browser.shift import begin
from tests.browser.test_shift import console

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with three customers who wait."""
    with running_beside(tmp_path) as running:
        running.run(begin(running.app))
        yield running


def test_away_with_a_reason_and_back_with_one_key(people: People, desk: Beside) -> None:
    """The reason stands in the bar until the agent is back."""
    page = console(people(), desk.url)
    page.get_by_role("button", name="Availability").click()
    assert findings(page) == []
    page.get_by_role("menuitemradio", name="Away · Lunch").click()
    expect(page.get_by_role("button", name="Availability: Away · Lunch")).to_be_visible()
    page.get_by_role("log").or_(page.get_by_role("main")).first.click()
    page.keyboard.press("o")
    expect(page.get_by_role("button", name="Availability: Online")).to_be_visible()


def test_an_article_is_sent_as_a_card_by_keyboard(people: People, desk: Beside) -> None:
    """What was being written stays."""
    page = console(people(), desk.url)
    page.get_by_role("button", name=re.compile("Vera Kim")).click()
    page.get_by_role("button", name="Claim").first.click()
    field = page.get_by_role("textbox", name="Reply to Vera Kim")
    field.fill("Hello ")
    field.press("End")
    page.keyboard.type("??my parcel")
    expect(page.get_by_role("option", name="Where is my parcel?")).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Shift+Enter")
    log = page.get_by_role("log")
    expect(log.get_by_role("link", name="Where is my parcel?")).to_be_visible()
    expect(field).to_have_value("Hello ")


def test_an_agent_sets_how_much_to_take(people: People, desk: Beside) -> None:
    """How many at once, and whether offers are accepted without asking."""
    page = console(people(), desk.url)
    page.get_by_role("button", name="Account:").click()
    page.get_by_role("menuitem", name="Conversations at once: 4").click()
    page.get_by_role("spinbutton", name="At most").fill("2")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_text("You have 0 of at most 2 conversations")).to_be_attached()
    page.get_by_role("button", name="Account:").click()
    page.get_by_role("menuitem", name="You accept offers yourself").click()
    page.get_by_role("button", name="Account:").click()
    expect(page.get_by_role("menuitem", name="Offers are accepted for you")).to_be_visible()
