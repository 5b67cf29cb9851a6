"""The look of the widget: chosen with the real one beside it, and on every site without another tag."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.barriers import barriers, findings, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside, with_staff

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a supervisor and an admin."""
    with running_beside(tmp_path, demo=True) as running:
        running.run(with_staff(running.app))
        yield running


def test_a_look_is_chosen_seen_and_kept(people: People, desk: Beside) -> None:
    """What cannot be read is refused with a better one; a preview shows the draft, sites what was saved."""
    page = entered(people(viewport={"width": 1440, "height": 900}), f"{desk.url}/settings#look", "sam")
    preview = page.frame_locator("baton-look-preview iframe")
    chat = preview.frame_locator("baton-chat iframe")
    expect(chat.get_by_role("heading", name="Hello! How can we help?")).to_be_visible()
    colour = page.get_by_label("Colour", exact=True)
    colour.fill("#808080")
    expect(page.get_by_text("Words on it could not be read: 4.3 to 1")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Put right what is marked, then save again.")).to_be_visible()
    page.get_by_role("button", name="Take #757575").click()
    expect(colour).to_have_value("#757575")
    greeting = page.get_by_label("Greeting · English")
    greeting.fill('Hi "you" & <b>all</b>')
    expect(chat.get_by_role("heading", name='Hi "you" & <b>all</b>')).to_be_visible()
    expect(greeting).to_be_focused()
    page.get_by_role("combobox", name="Launcher").select_option("text")
    page.get_by_label("Words · English").fill("Ask us")
    page.get_by_label("Name in the head").fill("Lumen & Oak")
    expect(chat.get_by_role("heading", name="Lumen & Oak")).to_be_visible()
    assert findings(page) == []

    shop = people().new_page()
    shop.goto(desk.url)
    expect(shop.locator("baton-chat button")).to_have_css("width", "56px")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Last changed: Today")).to_be_visible()
    site = people().new_page()
    site.goto(f"{desk.url}/widget/preview?lang=en")
    button = site.locator("baton-chat button")
    expect(button).to_have_css("background-color", "rgb(117, 117, 117)")
    said = "document.querySelector('baton-chat').shadowRoot.querySelector('button')"
    assert site.evaluate(f"getComputedStyle({said}, '::after').content") == '"Ask us"'
    button.click()
    shown = site.frame_locator("baton-chat iframe")
    expect(shown.get_by_role("heading", name="Lumen & Oak")).to_be_visible()
    expect(shown.get_by_role("heading", name='Hi "you" & <b>all</b>')).to_be_visible()


@in_each_language
def test_the_page_has_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, in each language."""
    for context in screens(people, lang, colours):
        page = entered(context, f"{desk.url}/settings#look")
        preview = page.frame_locator("baton-look-preview iframe")
        expect(preview.frame_locator("baton-chat iframe").locator("baton-welcome")).to_be_visible()
        assert barriers(page) == []
