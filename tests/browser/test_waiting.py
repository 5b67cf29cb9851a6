"""The waiting customer at the widget: side answers, an address, a call, and the way out of the queue."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb_index.article import ArticleDraft
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
ANSWER = "how long may returns take is 30 days"
HUMAN = {"en": "Talk to a person", "fa": "گفت‌وگو با پشتیبان", "pl": "Rozmowa z konsultantem"}
CALL = {"en": "Call me back", "fa": "با من تماس بگیرید", "pl": "Proszę oddzwonić"}


async def with_article(app: DeskApp) -> None:
    article = await app.services.articles.create(ArticleDraft(title="Returns", body=ANSWER, lang="en"))
    await app.services.articles.publish(article.id)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with one article and nobody at work."""
    with running_beside(tmp_path) as running:
        running.run(with_article(running.app))
        yield running


def waiting(context: BrowserContext, url: str, lang: str = "en") -> Page:
    """The widget by itself, in the queue."""
    page = context.new_page()
    page.goto(f"{url}/widget/frame.html?lang={lang}")
    page.get_by_role("button", name=HUMAN[lang]).click()
    expect(page.get_by_role("button", name=CALL[lang])).to_be_visible()
    return page


def test_a_number_and_an_address_are_left_by_keyboard(people: People, desk: Beside) -> None:
    """What cannot be right is said beside the field; the focus comes back; a reload keeps the place."""
    page = waiting(people(), desk.url)
    expect(page.get_by_text("You are number 1").first).to_be_visible()
    call = page.get_by_role("button", name="Call me back")
    call.press("Enter")
    number = page.get_by_role("textbox", name="Your phone number")
    expect(number).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This does not look right. Please check it.")
    expect(number).to_be_focused()
    number.fill("+48 22 123 45 67")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("will call you at +48221234567")).to_be_visible()
    expect(number).to_have_count(0)
    expect(call).to_be_focused()

    page.get_by_role("button", name="Answer me later").press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Your e-mail address")).to_have_count(0)
    page.get_by_role("button", name="Answer me later").press("Enter")
    page.keyboard.type("kim@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("has your e-mail address kim@example.org")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("Ticket #1001")).to_be_visible()
    expect(page.get_by_role("button", name="Answer me later")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("status").get_by_text("Ticket #1001")).to_be_visible()


def test_who_stops_waiting_is_asked_first(people: People, desk: Beside) -> None:
    """One may keep the place; then one is with the assistant again."""
    page = waiting(people(), desk.url)
    stop = page.get_by_role("button", name="Stop waiting")
    stop.click()
    page.get_by_role("button", name="Keep my place").click()
    expect(page.get_by_text("You will lose your place")).to_have_count(0)
    stop.click()
    page.get_by_role("button", name="Stop waiting").last.click()
    expect(page.get_by_role("log").get_by_text("You have left the queue.")).to_be_visible()
    expect(page.get_by_role("button", name="Call me back")).to_have_count(0)
    expect(page.get_by_role("button", name="Talk to a person")).to_be_visible()


def test_a_side_answer_that_helped_makes_the_wait_needless(people: People, desk: Beside) -> None:
    """It says that the place is kept; "that helped" offers the way out, and one press takes it."""
    page = waiting(people(), desk.url)
    field = page.get_by_role("textbox", name="Your message")
    field.fill("how long may returns take")
    field.press("Enter")
    log = page.get_by_role("log")
    expect(log.get_by_text("While you wait. Your place is kept.")).to_be_visible()
    expect(log.get_by_text(ANSWER)).to_be_visible()
    log.get_by_role("button", name="That helped").click()
    expect(log.get_by_text("Your place in the queue is still kept.")).to_be_visible()
    log.get_by_role("button", name="Stop waiting").click()
    expect(log.get_by_text("You have left the queue.")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_waiting_is_for_everybody(people: People, desk: Beside, lang: str, scheme: str) -> None:
    """On a narrow phone, in each language and both looks, with the form open and a mistake in it."""
    context = people(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = waiting(context, desk.url, lang)
    page.get_by_role("button", name=CALL[lang]).click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert barriers(page) == []
