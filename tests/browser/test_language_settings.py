"""The languages that the desk offers, as they are set and as the widget then offers them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from handoff.domain.enums import Role
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.test_accounts import entered
from tests.browser.test_looks import findings, too_wide

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
WRONG = {"en": "Choose at least one language.", "fa": "دست‌کم یک زبان برگزینید."}
SAVE = {"en": "Save", "fa": "ذخیره"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a supervisor and an admin."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        running.run(running.app.add("Ada", Role.ADMIN))
        yield running


def test_languages_are_chosen_and_the_widget_offers_them(people: People, desk: Beside) -> None:
    """By keyboard; what is no longer answered in leaves the widget, and a mistake stands beside its field."""
    page = entered(people(), f"{desk.url}/settings#languages", "sam")
    answered = page.get_by_role("group", name="Answered in")
    shown = page.get_by_role("group", name="Shown in the widget")
    for group in (answered, shown):
        for lang in ("English", "فارسی", "Polski"):
            expect(group.get_by_role("checkbox", name=lang)).to_be_checked()
    answered.get_by_role("checkbox", name="فارسی").press("Space")
    expect(shown.get_by_role("checkbox", name="فارسی")).to_be_disabled()
    expect(shown.get_by_role("checkbox", name="فارسی")).not_to_be_checked()
    for lang in ("English", "Polski"):
        shown.get_by_role("checkbox", name=lang).uncheck()
    page.get_by_role("button", name="Save").click()
    expect(shown.get_by_text("Choose at least one language.")).to_be_visible()
    for lang in ("English", "Polski"):
        shown.get_by_role("checkbox", name=lang).check()
    page.get_by_role("combobox", name="Where none of them fits").select_option("pl")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()

    chat = people(locale="fa").new_page()
    chat.goto(f"{desk.url}/widget/frame.html?lang=fa")
    expect(chat.locator("html")).to_have_attribute("lang", "pl")
    chat.get_by_role("button", name="Opcje").click()
    choice = chat.get_by_role("group", name="Język")
    expect(choice.get_by_role("radio")).to_have_count(2)
    choice.get_by_role("radio", name="English").check()
    expect(chat.locator("html")).to_have_attribute("lang", "en")
    site = people(locale="de").new_page()
    site.goto(f"{desk.url}/widget/preview?lang=fa")
    expect(site.locator("baton-chat button")).to_have_accessible_name("Porozmawiaj z nami")


def test_with_one_language_there_is_nothing_to_choose(people: People, desk: Beside) -> None:
    """The options of the chat hold the rest."""
    page = entered(people(), f"{desk.url}/settings#languages", "sam")
    shown = page.get_by_role("group", name="Shown in the widget")
    for lang in ("English", "Polski"):
        shown.get_by_role("checkbox", name=lang).uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    chat = people().new_page()
    chat.goto(f"{desk.url}/widget/frame.html")
    expect(chat.locator("html")).to_have_attribute("lang", "fa")
    chat.get_by_role("button", name="گزینه‌ها").click()
    expect(chat.get_by_role("radio")).to_have_count(3)


@pytest.mark.parametrize(("lang", "colours"), [("en", "light"), ("fa", "dark")])
def test_the_page_has_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, with a mistake in it."""
    for width in (320, 1440):
        size = {"width": width, "height": 800}
        context = people(locale=lang, color_scheme=colours, reduced_motion="reduce", viewport=size)
        page = entered(context, f"{desk.url}/settings#languages")
        ticks = page.locator("baton-languages fieldset").first.get_by_role("checkbox")
        for number in range(3):
            ticks.nth(number).uncheck()
        page.get_by_role("button", name=SAVE[lang]).click()
        expect(page.get_by_text(WRONG[lang])).to_be_visible()
        assert (too_wide(page), findings(page)) == (0, [])


def test_texts_are_written_in_the_languages_that_are_offered(people: People, desk: Beside) -> None:
    """In the settings at once, in the console from its next load on; a text in another is still seen."""
    page = entered(people(), f"{desk.url}/settings#replies", "sam")
    add = page.get_by_role("button", name="Add a canned reply")
    add.press("Enter")
    dialog = page.locator("room-dialog")
    expect(dialog.locator("textarea")).to_have_count(3)
    dialog.get_by_label("Name").fill("Hours")
    dialog.get_by_label("Shortcut, without the slash").fill("hours")
    dialog.get_by_label("فارسی").fill("هر روز")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    sections = page.get_by_role("navigation", name="Settings").get_by_role("button")
    sections.get_by_text("Languages", exact=True).click()
    page.get_by_role("group", name="Answered in").get_by_role("checkbox", name="فارسی").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    sections.get_by_text("Widget", exact=True).click()
    expect(page.get_by_role("textbox", name="Greeting")).to_have_count(2)
    sections.get_by_text("Canned replies", exact=True).click()
    add.press("Enter")
    expect(dialog.locator("textarea")).to_have_count(2)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Edit Hours").click()
    expect(dialog.locator("textarea")).to_have_count(3)
    room = entered(people(), f"{desk.url}/console", "sam")
    expect(room.get_by_role("navigation", name="Conversations")).to_be_visible()
    room.keyboard.press("Control+k")
    room.locator("baton-palette").get_by_role("combobox").fill("macros")
    room.keyboard.press("Enter")
    room.get_by_role("button", name="New canned reply").click()
    expect(room.locator("baton-shelf textarea")).to_have_count(2)
