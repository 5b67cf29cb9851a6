"""A shift in the console: with the keyboard alone, with several tabs, and with time to take words back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.barriers import barriers, findings, too_wide
from tests.browser.desks import PASSWORD, Beside, running_beside
from tests.browser.shift import CUSTOMERS, a_customer, begin, with_a_past

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]

LONG = ("the first lamp", *(f"line {number}" for number in range(1, 120)))

COUNT_TONES = """
let tones = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) {
  document.documentElement.dataset.tones = ++tones;
  return start.apply(this, at);
};
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with three customers who wait."""
    with running_beside(tmp_path) as running:
        running.run(begin(running.app))
        yield running


def console(context: BrowserContext, url: str, who: str = "ana") -> Page:
    """The console, logged in by keyboard."""
    page = context.new_page()
    page.goto(f"{url}/console")
    page.locator("input[name=email]").fill(f"{who}@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Vera Kim"))).to_be_visible()
    return page


def settled(context: BrowserContext, **chosen: object) -> BrowserContext:
    """A browser in which these preferences were chosen before."""
    pairs = ", ".join(f"{name}: {str(value).lower()}" for name, value in chosen.items())
    context.add_init_script(
        "try { if (!localStorage.getItem('baton.preferences')) "
        f"localStorage.setItem('baton.preferences', JSON.stringify({{lang: 'en', {pairs}}})); }} catch {{}}"
    )
    return context


def bubble(page: Page, text: str) -> None:
    """A message with these words stands in the conversation."""
    expect(page.get_by_role("log").get_by_text(text).last).to_be_visible()


def test_a_shift_by_keyboard(people: People, desk: Beside) -> None:
    """Claim, canned reply, a note that names a colleague, a macro, resolve with a tag, on to the next."""
    page, reza = console(people(), desk.url), console(people(), desk.url, "reza")
    keys = page.keyboard
    keys.press("Control+k")
    keys.type("online")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Availability: Online")).to_be_visible()
    keys.press("2")
    keys.press("j")
    expect(page.get_by_role("heading", name="Vera Kim", level=1)).to_be_visible()
    keys.press("c")
    expect(page.get_by_role("textbox", name="Reply to Vera Kim")).to_be_focused()
    keys.type("/hi")
    expect(page.get_by_role("option", name="/hi · Greeting")).to_be_visible()
    assert findings(page) == []
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Reply to Vera Kim")).to_have_value("Hello Vera, this is Ana.")
    keys.press("Enter")
    bubble(page, "Hello Vera, this is Ana.")
    keys.press("Escape")
    keys.press("n")
    keys.type("@Re")
    expect(page.get_by_role("option", name="Reza")).to_be_visible()
    keys.press("Tab")
    keys.type("can you call the courier?")
    keys.press("Enter")
    bubble(page, "can you call the courier?")
    reza.get_by_role("button", name="Show").click()
    bubble(reza, "can you call the courier?")
    expect(page.get_by_text("Reza looks at this too")).to_be_visible()
    keys.press("Control+k")
    keys.type("refund")
    expect(page.get_by_role("option", name="Refund")).to_be_visible()
    assert findings(page) == []
    keys.press("Enter")
    expect(page.get_by_text("“Refund” is done (3 steps)")).to_be_visible()
    bubble(page, "Your money is on its way.")
    keys.press("Escape")
    keys.press("e")
    expect(page.get_by_role("dialog", name="Resolve the conversation")).to_be_visible()
    dialog = page.locator("room-dialog")
    expect(dialog.get_by_role("radio", name="Question answered")).to_be_focused()
    expect(dialog.get_by_role("textbox")).to_have_value("refund")
    keys.press("Enter")
    expect(page.get_by_text("Resolved · Question answered")).to_be_visible()
    keys.press("g")
    expect(page.get_by_role("heading", name=CUSTOMERS[1][0], level=1)).to_be_visible()


def test_words_that_were_said_are_found_and_lead_to_their_message(people: People, desk: Beside) -> None:
    """By keyboard; a view that is kept is there for the next time."""
    page = console(people(), desk.url)
    keys = page.keyboard
    keys.press("f")
    keys.type("lampe uszkodz")
    expect(page.get_by_text("1 conversation found")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("lampę")
    assert findings(page) == []
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Łukasz Żak", level=1)).to_be_visible()
    expect(page.locator(".bubble.pointed")).to_contain_text("lampę")
    page.get_by_role("button", name="Save this view").press("Enter")
    keys.type("Damaged")
    keys.press("Enter")
    expect(page.get_by_text("“Damaged” is saved")).to_be_visible()
    keys.press("Escape")
    page.reload()
    page.get_by_role("button", name="Damaged").press("Enter")
    expect(page.get_by_text("1 conversation found")).to_be_visible()


def test_what_was_sent_can_be_taken_back_for_a_moment(people: People, desk: Beside) -> None:
    """It waits in the outbox, over a reload too; after its time it goes once."""
    page = console(settled(people(), hold=True), desk.url)
    keys = page.keyboard
    page.get_by_role("button", name=re.compile("Vera Kim")).click()
    page.get_by_role("button", name="Claim").first.click()
    expect(page.get_by_role("textbox", name="Reply to Vera Kim")).to_be_focused()
    keys.type("To the wrong person")
    keys.press("Enter")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("textbox", name="Reply to Vera Kim")).to_have_value("To the wrong person")
    page.get_by_role("textbox", name="Reply to Vera Kim").fill("To the right one")
    keys.press("Enter")
    expect(page.get_by_text(re.compile(r"Sending in \d s"))).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(page.get_by_role("log").get_by_text("To the right one")).to_have_count(1)
    expect(page.get_by_text("To the wrong person")).to_have_count(0)


def test_of_two_tabs_one_makes_sounds(people: People, desk: Beside) -> None:
    """When it is closed, the other does."""
    context = settled(people(), sound=True)
    context.add_init_script(COUNT_TONES)
    first = console(context, desk.url)
    second = console(context, desk.url)
    desk.run(a_customer(desk.app, "Nia", "en", "hello, is anybody there?"))
    for page in (first, second):
        expect(page.get_by_role("button", name=re.compile("Nia"))).to_be_visible()
    expect(first.locator("html")).to_have_attribute("data-tones", re.compile(r"\d"))
    assert second.locator("html").get_attribute("data-tones") is None
    first.close()
    desk.run(a_customer(desk.app, "Ola", "en", "hello, is anybody here?"))
    expect(second.locator("html")).to_have_attribute("data-tones", re.compile(r"\d"))


def test_a_blocked_customer_can_be_let_in_again(people: People, desk: Beside) -> None:
    """Asked before, and taken back from the notice."""
    page = console(people(), desk.url)
    page.get_by_role("button", name=re.compile("Vera Kim")).click()
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("menuitem", name="Block the customer").click()
    expect(page.get_by_role("dialog", name="Block Vera Kim?")).to_be_visible()
    page.locator("room-dialog").get_by_role("button", name="Block", exact=True).click()
    expect(page.get_by_text("Blocked. Their messages are refused from now on.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("They can write again")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "width", "height"), [("fa", 1920, 1080), ("pl", 360, 740), ("en", 320, 640)]
)
def test_the_shelf_fits_and_has_no_barriers(
    people: People, desk: Beside, lang: str, width: int, height: int
) -> None:
    """A canned reply is made in each language of the page, and is there for its maker."""
    names = {"fa": "پاسخ آمادهٔ تازه", "pl": "Nowa gotowa odpowiedź", "en": "New canned reply"}
    page = console(people(viewport={"width": width, "height": height}, locale=lang), desk.url)
    page.keyboard.press("Control+k")
    assert findings(page) == []
    palette = page.locator("baton-palette")
    palette.get_by_role("combobox").fill({"fa": "ماکرو", "pl": "makra", "en": "macros"}[lang])
    page.keyboard.press("Enter")
    page.get_by_role("button", name=names[lang]).click()
    assert barriers(page) == []
    page.locator("input[name=name]").fill("Thanks")
    page.locator("input[name=shortcut]").fill("thanks")
    page.locator("textarea[name=text-en]").fill("Thank you {{customer.first_name|there}}")
    page.keyboard.press("Control+End")
    page.locator("baton-shelf form .btn.main").click()
    expect(page.locator("baton-shelf .item").get_by_text("Thanks", exact=True)).to_be_visible()
    assert too_wide(page) <= 0


def test_several_conversations_are_served_at_once(people: People, desk: Beside) -> None:
    """Picked by keyboard, tagged together, and taken back together."""
    page = console(people(), desk.url)
    page.get_by_role("button", name="Pick several").press("Enter")
    page.get_by_role("button", name="All", exact=True).press("Enter")
    expect(page.get_by_text("3 picked")).to_be_visible()
    page.get_by_role("button", name=re.compile("Vera Kim")).press("Enter")
    expect(page.get_by_text("2 picked")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("textbox", name="Add tags").fill("lamp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Done to 2 conversations")).to_be_visible()
    page.get_by_role("button", name=re.compile(CUSTOMERS[1][0])).click()
    expect(page.locator("baton-side").get_by_text("lamp", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("baton-side").get_by_text("lamp", exact=True)).to_have_count(0)


def test_a_long_conversation_shows_what_is_looked_at(people: People, desk: Beside) -> None:
    """The end of it first, more as one scrolls up, and any message that the search points at."""
    nia, id_ = desk.run(a_customer(desk.app, "Nia", "en", waits=False))
    desk.run(with_a_past(desk.app, nia, id_, LONG))
    page = console(people(), desk.url)
    page.goto(f"{desk.url}/console#{id_}")
    page.reload()
    expect(page.get_by_role("log").get_by_text("line 119", exact=True)).to_be_visible()
    expect(page.get_by_text("the first lamp", exact=True)).to_have_count(0)
    page.locator("baton-finder").get_by_role("searchbox").fill("first lamp")
    page.get_by_role("button", name=re.compile("first lamp")).click()
    expect(page.locator(".bubble.pointed").get_by_text("the first lamp", exact=True)).to_be_in_viewport()
