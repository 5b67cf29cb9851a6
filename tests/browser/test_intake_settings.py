"""The form before a chat as it is made in the settings, and as the widget then asks it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.identity.intake import current_intake, set_intake
from handoff.domain.enums import Role
from handoff.domain.identity.intake import Consent, FieldKind, Intake, IntakeField
from tests.browser.barriers import barriers, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside, with_staff
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
SAVE = {"en": "Save", "fa": "ذخیره", "pl": "Zapisz"}
ADD = {"en": "Add a question", "fa": "افزودن پرسش", "pl": "Dodaj pytanie"}
AMISS = {
    "en": "Write the question in at least one language.",
    "fa": "پرسش را دست‌کم به یک زبان بنویسید.",
    "pl": "Wpisz pytanie w co najmniej jednym języku.",
}
FORM = Intake(
    fields=(
        IntakeField(id="who", kind=FieldKind.NAME, label={"en": "Your name", "fa": "نام شما"}, required=True),
        IntakeField(
            id="order",
            kind=FieldKind.TEXT,
            label={"en": "Order", "fa": "سفارش"},
            pattern=r"LM-\d{5}",
            hint={"en": "As in LM-20417"},
        ),
    ),
    consent=Consent(text={"en": "You may keep this"}, link="https://shop.example/privacy"),
)


async def ask(app: DeskApp, intake: Intake) -> None:
    ola = await app.add("Ola", role=Role.SUPERVISOR)
    await set_intake(app.desk, actor=ola.actor, intake=intake)


def talks(chat: Page) -> None:
    """The customer is heard, and all that comes with a chat is there."""
    chat.get_by_role("textbox", name="Your message").fill("Hello")
    chat.keyboard.press("Enter")
    expect(chat.get_by_role("log").get_by_text("You said: Hello")).to_be_visible()
    expect(chat.get_by_role("button", name="Attach files")).to_be_visible()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a supervisor and an admin."""
    with running_beside(tmp_path) as running:
        running.run(with_staff(running.app))
        yield running


def test_a_form_is_made_and_asked(people: People, desk: Beside) -> None:
    """By keyboard, mistakes beside their fields; the widget asks it in the order that it was given."""
    page = entered(people(), f"{desk.url}/settings#intake", "sam")
    expect(page.get_by_text("Nothing is asked: a chat begins at once.")).to_be_visible()
    page.get_by_role("button", name="Add a question").press("Enter")
    first = page.get_by_role("group", name="Question 1")
    expect(first.get_by_label("What for")).to_be_focused()
    expect(page.get_by_text("Nothing is asked")).to_have_count(0)
    page.get_by_role("button", name="Save").click()
    label = first.get_by_label("Question · English")
    expect(label).to_have_accessible_description("Write the question in at least one language.")
    label.fill("Your name")
    expect(label).to_have_accessible_description("")
    page.get_by_role("button", name="Add a question").press("Enter")
    second = page.get_by_role("group", name="Question 2")
    second.get_by_label("What for").select_option("text")
    second.get_by_label("Question · English").fill("Order")
    second.get_by_label("An answer is required").check()
    pattern = second.get_by_label("Pattern")
    pattern.fill("LM-[0-9")
    page.get_by_label("Customers have to agree first").check()
    link = page.get_by_label("Link to more")
    link.fill("shop.example/privacy")
    page.get_by_role("button", name="Save").click()
    expect(second.get_by_text("This pattern cannot be read.")).to_be_visible()
    expect(page.get_by_text("Write in at least one language what they agree to.")).to_be_visible()
    expect(link).to_have_accessible_description(
        re.compile("^Write the whole address, with https:// in front.")
    )
    pattern.fill("LM-[0-9]+")
    second.get_by_label("If it does not fit · English").fill("As in LM-20417")
    page.get_by_label("What they agree to · English").fill("You may keep this")
    link.fill("https://shop.example/privacy")
    page.get_by_role("button", name="Move question 2 up").press("Enter")
    expect(page.get_by_role("button", name="Move question 1 down")).to_be_focused()
    expect(first.get_by_label("Question · English")).to_have_value("Order")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()

    chat = people().new_page()
    chat.goto(f"{desk.url}/widget/frame.html?lang=en")
    order = chat.get_by_role("textbox").nth(0)
    expect(order).to_have_accessible_name("Order")
    expect(chat.get_by_role("textbox").nth(1)).to_have_accessible_name("Your name (optional)")
    order.fill("20417")
    chat.get_by_role("button", name="Start the chat").click()
    expect(chat.get_by_text("As in LM-20417")).to_be_visible()
    expect(chat.get_by_text("Please agree first.")).to_be_visible()
    order.fill("LM-20417")
    chat.get_by_role("checkbox", name="You may keep this").check()
    chat.get_by_role("button", name="Start the chat").click()
    expect(chat.get_by_role("textbox", name="Your message")).to_be_focused()
    talks(chat)


def test_an_emptied_form_asks_nothing_and_nobody_is_written_over(people: People, desk: Beside) -> None:
    """Who was slower chooses; with the last question taken away chats begin at once."""
    page = entered(people(), f"{desk.url}/settings#intake", "sam")
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label("Question · English").fill("Mine")
    desk.run(ask(desk.app, FORM))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Somebody else changed this while you were at it.")).to_be_visible()
    page.get_by_role("button", name="Load theirs").click()
    expect(page.get_by_role("group", name="Question 2").get_by_label("Pattern")).to_have_value(r"LM-\d{5}")
    page.get_by_role("button", name="Remove question 1").press("Enter")
    expect(page.get_by_label("What for")).to_be_focused()
    page.get_by_role("button", name="Remove question 1").press("Enter")
    expect(page.get_by_role("button", name="Add a question")).to_be_focused()
    page.get_by_label("Customers have to agree first").uncheck()
    expect(page.get_by_text("Nothing is asked: a chat begins at once.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    chat = people().new_page()
    chat.goto(f"{desk.url}/widget/frame.html?lang=en")
    talks(chat)


def test_another_text_asks_all_anew_and_a_correction_nobody(people: People, desk: Beside) -> None:
    """The page says so before it is saved; a translation beside the text is neither."""
    desk.run(ask(desk.app, FORM))
    page = entered(people(), f"{desk.url}/settings#intake", "sam")
    text = page.get_by_label("What they agree to · English")
    anew = page.get_by_text("Who agreed to the earlier text is asked again")
    page.get_by_label("What they agree to · Polski").fill("Zgoda")
    expect(anew).to_have_count(0)
    text.fill("You may keep all this")
    expect(anew).to_be_visible()
    page.get_by_label("Only a correction that means the same").check()
    page.get_by_role("button", name="Save").click()
    expect(anew).to_have_count(0)
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    assert since(desk) == 1
    text.fill("You may keep it for ever")
    expect(page.get_by_label("Only a correction that means the same")).not_to_be_checked()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    assert since(desk) == 3


def since(desk: Beside) -> int:
    """The version from which agreements count."""
    setting = desk.run(current_intake(desk.app.desk))
    assert setting.value.consent is not None
    return int(setting.value.consent.since)


@in_each_language
def test_the_page_has_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, with a mistake in it."""
    desk.run(ask(desk.app, FORM))
    for context in screens(people, lang, colours):
        page = entered(context, f"{desk.url}/settings#intake")
        page.get_by_role("button", name=ADD[lang]).click()
        page.locator("textarea").first.fill("…")
        page.get_by_role("button", name=SAVE[lang]).click()
        expect(page.get_by_text(AMISS[lang])).to_be_visible()
        assert barriers(page) == []
