"""The editor without a mouse: of many articles Tab meets one, and who begins one writes its title next."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from handoff.domain.enums import Role
from kb_index.article import ArticleDraft
from tests.browser.barriers import findings
from tests.browser.desks import Beside, entered, running_beside
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
TITLES = ("Pay by card", "Return a lamp", "Track a parcel")


async def with_articles(app: DeskApp) -> None:
    """An editor and three articles."""
    await app.add("Eli", Role.EDITOR)
    for title in reversed(TITLES):
        await app.services.articles.create(ArticleDraft(title=title, body="Words about it.", lang="en"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with articles."""
    with running_beside(tmp_path) as running:
        running.run(with_articles(running.app))
        yield running


def test_an_article_is_found_and_another_begun_by_keyboard(people: People, desk: Beside) -> None:
    """Arrows walk through the list; one Tab leaves it and one comes back to the same row."""
    page = entered(people(viewport={"width": 1440, "height": 900}), f"{desk.url}/editor?lang=en", "eli")
    rows = page.get_by_role("navigation", name="Articles").get_by_role("button")
    expect(rows).to_have_count(len(TITLES))
    page.get_by_role("button", name="Translation missing").focus()
    page.keyboard.press("Tab")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Question")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Title")).not_to_have_value("")
    assert findings(page) == []
    page.get_by_role("button", name="New article").first.press("Enter")
    title = page.get_by_role("textbox", name="Title")
    expect(title).to_be_focused()
    page.keyboard.type("Rent a lamp")
    expect(title).to_have_value("Rent a lamp")
