"""Canned replies as a settings page: written in three languages, checked, found, removed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.barriers import barriers, findings, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside, with_people

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a supervisor and an agent."""
    with running_beside(tmp_path) as running:
        running.run(with_people(running.app))
        yield running


def test_a_reply_is_written_checked_found_and_removed(people: People, desk: Beside) -> None:
    """A placeholder that nothing fills is refused; the words are shown as a customer would read them."""
    page = entered(people(), f"{desk.url}/settings#replies", "sam")
    page.get_by_role("button", name="Add a canned reply").press("Enter")
    dialog = page.locator("room-dialog")
    dialog.get_by_label("Name").fill("Greeting")
    dialog.get_by_label("Shortcut, without the slash").fill("two words")
    dialog.get_by_label("English").fill("Hello {{customer.first_name|there}}, {{nobody}}")
    expect(dialog.get_by_text("Hello Vera,")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("One word of at most 32 letters")).to_be_visible()
    expect(dialog.get_by_text("There is a placeholder that nothing will fill")).to_be_visible()
    assert findings(page) == []
    dialog.get_by_label("Shortcut, without the slash").fill("hi")
    dialog.get_by_label("English").fill("Hello {{customer.first_name|there}}")
    dialog.get_by_label("فارسی").fill("سلام")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    listed = page.get_by_role("region", name="Everybody’s").get_by_role("listitem")
    expect(listed).to_contain_text("/hi")
    page.get_by_label("Search by name, shortcut or words").fill("سلام")
    expect(listed).to_have_count(1)
    page.get_by_label("Search by name, shortcut or words").fill("bye")
    expect(listed).to_have_count(0)
    page.get_by_label("Search by name, shortcut or words").fill("")
    page.get_by_role("button", name="Remove Greeting").click()
    page.locator("room-dialog").get_by_role("button", name="Remove").click()
    expect(listed).to_have_count(0)


@in_each_language
def test_the_page_has_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, with a reply open."""
    for context in screens(people, lang, colours):
        page = entered(context, f"{desk.url}/settings#replies", "sam")
        page.locator("baton-replies .bar .btn.main").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert barriers(page) == []
