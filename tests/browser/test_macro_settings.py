"""Macros as a settings page: written step by step, told in sentences, put in order, given to a team."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from handoff.desk.aids import shelf
from handoff.desk.identity import staff
from handoff.domain.aids.shelf import ShelfItem, ShelfKind
from handoff.domain.enums import Role
from tests.browser.barriers import barriers, in_each_language, screens
from tests.browser.desks import Beside, entered, running_beside
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
TAGS = {"steps": [{"do": "tag", "tags": ["refund"]}]}


async def with_a_team(app: DeskApp) -> None:
    """Sam leads; Ana is in the team Returns, Reza in none; everybody has two macros."""
    sam, ana = await app.add("Sam", Role.SUPERVISOR), await app.add("Ana")
    await app.add("Reza")
    team = await staff.add_team(app.desk, actor=sam.actor, name="Returns")
    await staff.change_agent(app.desk, actor=sam.actor, agent_id=ana.id, teams=(team.id,))
    for name in ("Apology", "Bye"):
        await shelf.put_on_shelf(
            app.desk, actor=sam.actor, kind=ShelfKind.MACRO, name=name, content=TAGS, shared=True
        )


async def seen_by(app: DeskApp, name: str) -> list[ShelfItem]:
    """What this agent has on the shelf."""
    async with app.desk.store.reading() as tx:
        found = next(one for one in await tx.people.agents() if one.name == name)
    return await shelf.list_shelf(app.desk, actor=found.actor)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with a team and the macros of everybody."""
    with running_beside(tmp_path) as running:
        running.run(with_a_team(running.app))
        yield running


def test_a_macro_is_written_for_a_team(people: People, desk: Beside) -> None:
    """By keyboard: mistakes stand at their steps, a sentence tells each step; only the team has it then."""
    page = entered(people(), f"{desk.url}/settings#macros", "sam")
    page.get_by_role("button", name="Add a macro").press("Enter")
    dialog = page.locator("room-dialog")
    dialog.get_by_role("button", name="Add a step").press("Enter")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("A name is needed.")).to_be_visible()
    expect(dialog.get_by_text("Write it in at least one language.")).to_be_visible()
    expect(dialog.get_by_text("Name at least one tag.")).to_be_visible()
    dialog.get_by_label("Name").fill("Return")
    dialog.get_by_label("Step 1: English").fill("Hello {{customer.first_name|there}}")
    dialog.get_by_label("Step 2: Add tags").fill("return, lamp")
    dialog.get_by_role("button", name="Add a step").click()
    dialog.get_by_role("combobox", name="Step 3", exact=True).select_option("resolve")
    expect(dialog.get_by_text("Replies: “Hello Vera”")).to_be_visible()
    dialog.get_by_role("button", name="Move step 3 up").press("Enter")
    expect(dialog.get_by_role("button", name="Move step 2 up")).to_be_focused()
    expect(dialog.get_by_text("has to be the last step")).to_be_visible()
    dialog.get_by_role("button", name="Move step 2 down").press("Enter")
    dialog.get_by_label("Who sees and uses it").select_option(label="Team: Returns")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    kept = page.get_by_role("region", name="Team: Returns").get_by_role("listitem").first
    expect(kept).to_contain_text("Return")
    expect(kept).to_contain_text("Adds the tags: return, lamp")
    expect(kept).to_contain_text("Resolves the conversation: Question answered")
    assert [one.name for one in desk.run(seen_by(desk.app, "Ana"))] == ["Apology", "Bye", "Return"]
    assert [one.name for one in desk.run(seen_by(desk.app, "Reza"))] == ["Apology", "Bye"]


def test_macros_are_put_in_order_and_removed(people: People, desk: Beside) -> None:
    """What was moved keeps the focus and its place after a reload; a removal is asked about."""
    page = entered(people(), f"{desk.url}/settings#macros", "sam")
    names = page.get_by_role("region", name="Everybody’s").locator("b")
    expect(names).to_have_text(["Apology", "Bye"])
    page.get_by_role("button", name="Move Bye up").press("Enter")
    expect(names).to_have_text(["Bye", "Apology"])
    expect(page.get_by_role("button", name="Move Bye down")).to_be_focused()
    page.reload()
    expect(names).to_have_text(["Bye", "Apology"])
    page.get_by_label("Search by name, shortcut or words").fill("apol")
    expect(names).to_have_text(["Apology"])
    expect(page.get_by_role("button", name="Move Apology up")).to_have_count(0)
    page.get_by_role("button", name="Remove Apology").click()
    page.locator("room-dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Apology is removed.")).to_be_visible()
    assert [one.name for one in desk.run(seen_by(desk.app, "Ana"))] == ["Bye"]


def test_an_agent_keeps_the_things_of_their_team(people: People, desk: Beside) -> None:
    """In the console's shelf: one's own, or the team's; everybody's only by those who lead."""
    page = entered(people(), f"{desk.url}/console", "ana")
    expect(page.get_by_role("button", name="Account:")).to_be_visible()
    page.keyboard.press("Control+k")
    page.locator("baton-palette").get_by_role("combobox").fill("macros")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="New macro").click()
    form = page.locator("baton-shelf form")
    form.get_by_label("Name").fill("Team bye")
    form.get_by_label("Step 1: English").fill("Bye")
    whose = form.get_by_label("Who sees and uses it")
    expect(whose.get_by_role("option")).to_have_text(["Only yours", "Team: Returns"])
    whose.select_option(label="Team: Returns")
    form.get_by_role("button", name="Save").click()
    item = page.locator("baton-shelf .item").filter(has_text="Team bye")
    expect(item).to_contain_text("Team: Returns")
    expect(item.get_by_role("button", name="Change “Team bye”")).to_be_visible()
    assert [one.name for one in desk.run(seen_by(desk.app, "Reza"))] == ["Apology", "Bye"]


@in_each_language
def test_the_page_has_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, the list and a macro that lacks something."""
    for context in screens(people, lang, colours):
        page = entered(context, f"{desk.url}/settings#macros", "sam")
        expect(page.locator("baton-macros .rows li").first).to_be_visible()
        assert barriers(page) == []
        page.locator("baton-macros .bar .btn.main").click()
        dialog = page.locator("baton-macro")
        dialog.locator(".actions .btn.main").click()
        expect(dialog.locator("baton-step .wrong:visible").first).to_be_visible()
        assert barriers(page) == []
