"""Accounts as admins keep them: invite, change, switch off; teams and skills; and one's own account."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handoff.desk.conversation import messages
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.enums import ListView
from tests.browser.barriers import barriers, findings, in_each_language, screens
from tests.browser.desks import PASSWORD, Beside, entered, running_beside, with_staff
from tests.browser.test_promises import photographed
from tests.support.desk_app import DeskApp
from tests.support.files import PDF, photo

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
NEW = "correct horse battery"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with an admin, a supervisor and an agent."""
    with running_beside(tmp_path) as running:
        running.run(with_staff(running.app))
        yield running


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="People").get_by_role("listitem").filter(has_text=name)


def test_somebody_is_invited_and_comes_in(people: People, desk: Beside) -> None:
    """What is amiss is marked; the link is shown once and good once; its owner chooses the password."""
    page = entered(people(), f"{desk.url}/settings#people")
    page.get_by_role("button", name="Add a person").press("Enter")
    dialog = page.locator("room-dialog")
    expect(dialog.get_by_label("Name")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("A name is needed.")).to_be_visible()
    dialog.get_by_label("Name").fill("Ola K")
    dialog.get_by_label("E-mail").fill("ana@example.org")
    dialog.get_by_label("Polski").check()
    dialog.get_by_label("Further skills").fill("Lamps, rugs")
    page.keyboard.press("Escape")
    expect(dialog.get_by_text("What you changed is not saved.")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("There is an account for this address already.")).to_be_visible()
    assert findings(page) == []
    dialog.get_by_label("E-mail").fill("ola@example.org")
    page.keyboard.press("Enter")
    link = page.get_by_label("Invitation link").input_value()
    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_label("Invitation link")).to_have_count(0)
    expect(row(page, "Ola K")).to_contain_text("lamps")
    expect(page.get_by_text("Ada added Ola K.")).to_be_visible()

    guest = people().new_page()
    guest.goto(link)
    expect(guest.get_by_role("heading", name="Welcome, Ola K")).to_be_visible()
    assert "invite" not in guest.url
    assert findings(guest) == []
    guest.get_by_label("New password").fill(NEW)
    guest.get_by_label("The same again").fill("something else")
    guest.keyboard.press("Enter")
    expect(guest.get_by_text("The two are not the same.")).to_be_visible()
    guest.get_by_label("The same again").fill(NEW)
    guest.keyboard.press("Enter")
    expect(guest.get_by_text("You are in")).to_be_visible()
    guest.get_by_role("navigation", name="Rooms").get_by_role("link", name="Console").click()
    expect(guest.get_by_role("navigation", name="Conversations")).to_be_visible()

    late = people().new_page()
    late.goto(link)
    late.get_by_label("New password").fill(NEW)
    late.get_by_label("The same again").fill(NEW)
    late.keyboard.press("Enter")
    expect(late.get_by_text("This invitation has been used")).to_be_visible()


def test_an_account_is_switched_off_and_on(people: People, desk: Beside) -> None:
    """It is asked first; whoever it was is out; nobody can do it to themselves."""
    page = entered(people(), f"{desk.url}/settings#people")
    console = entered(people(), f"{desk.url}/console", "ana")
    expect(console.get_by_role("navigation", name="Conversations")).to_be_visible()
    expect(row(page, "Ada").get_by_role("button")).to_have_count(1)
    page.get_by_role("button", name="More: Ana").click()
    page.get_by_role("menuitem", name="Switch off").click()
    expect(page.get_by_role("dialog", name="Switch off the account of Ana?")).to_be_visible()
    page.locator("room-dialog").get_by_role("button", name="Switch off").click()
    expect(row(page, "Ana")).to_contain_text("Switched off")
    expect(console.get_by_label("Password", exact=True)).to_be_visible()
    page.get_by_role("button", name="Switch on: Ana").click()
    expect(row(page, "Ana")).not_to_contain_text("Switched off")
    expect(page.get_by_text("Ada switched Ana on.")).to_be_visible()


def test_the_slower_of_two_is_told(people: People, desk: Beside) -> None:
    """A supervisor changes what people can, not who they are; an overtaken one chooses whose word holds."""
    ada, sam = (entered(people(), f"{desk.url}/settings#people", who) for who in ("ada", "sam"))
    for page in (ada, sam):
        page.get_by_role("button", name="Edit Ana").click()
    expect(sam.locator("room-dialog").get_by_label("Role")).to_be_disabled()
    expect(sam.get_by_role("button", name="Add a person")).to_have_count(0)
    sam.locator("room-dialog").get_by_label("Conversations at once").fill("2")
    sam.locator("room-dialog").get_by_role("button", name="Save").click()
    expect(sam.locator("room-dialog")).to_have_count(0)
    dialog = ada.locator("room-dialog")
    dialog.get_by_label("Conversations at once").fill("7")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Somebody else changed this while you were at it.")).to_be_visible()
    assert findings(ada) == []
    dialog.get_by_role("button", name="Keep mine").click()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    sam.reload()
    sam.get_by_role("button", name="Edit Ana").click()
    expect(sam.locator("room-dialog").get_by_label("Conversations at once")).to_have_value("7")


def test_teams_and_skills_are_made_renamed_and_removed(people: People, desk: Beside) -> None:
    """What stands on one is told before it goes."""
    page = entered(people(), f"{desk.url}/settings#groups", "sam")
    for _ in range(2):
        page.get_by_label("New team").fill("Returns desk")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Rename Returns desk")).to_be_visible()
    expect(page.get_by_text("There is one of this name already.")).to_be_visible()
    page.get_by_label("New skill").fill("lamps")
    page.get_by_label("Who has it").select_option("Ana")
    page.get_by_role("button", name="Give the skill").click()
    page.get_by_role("button", name="Rename lamps").click()
    page.get_by_label("Name", exact=True).fill("lights")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Remove lights").click()
    expect(page.get_by_text("1 person loses this skill.")).to_be_visible()
    assert findings(page) == []
    page.locator("room-dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Rename lights")).to_have_count(0)


def test_ones_own_name_and_password(people: People, desk: Beside) -> None:
    """An agent reaches them from the console; a wrong present password is said beside its field."""
    page = entered(people(), f"{desk.url}/console", "ana")
    page.get_by_role("button", name="Ana").last.click()
    page.get_by_role("menuitem", name="Your account").click()
    page.get_by_label("Name").fill("Anna K")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Account: Anna K")).to_be_visible()
    for current in ("wrong", PASSWORD):
        page.get_by_label("Present password").fill(current)
        page.get_by_label("New password").fill(NEW)
        page.get_by_label("The same again").fill(NEW)
        page.keyboard.press("Enter")
        said = "The present password is wrong." if current == "wrong" else "The password is changed"
        expect(page.get_by_text(said)).to_be_visible()
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("Anna K")
    assert findings(page) == []


@pytest.mark.parametrize(("lang", "colours"), [("en", "light"), ("fa", "dark")])
def test_ones_own_picture(people: People, desk: Beside, lang: str, colours: str) -> None:
    """Put on the page of one's account, it stands beside what the agent says, there and at the customer's."""
    context = people(locale=lang, color_scheme=colours, viewport={"width": 390, "height": 700})
    page = entered(context, f"{desk.url}/profile", "ana")
    section = page.locator("[aria-labelledby=picture]")
    chooser = section.locator("[type=file]")
    chooser.set_input_files({"name": "x.pdf", "mimeType": "application/pdf", "buffer": PDF})
    expect(page.get_by_text("10 MB" if lang == "en" else "۱۰ مگابایت")).to_be_visible()
    chooser.set_input_files({"name": "me.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    is_shown(section.locator(".face img"))
    assert barriers(page) == []
    photographed(page, f"picture-profile-{lang}")
    chat = people(locale=lang, color_scheme=colours, viewport={"width": 390, "height": 700}).new_page()
    chat.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    chat.locator("textarea").fill("Hello")
    chat.locator("textarea").press("Enter")
    expect(chat.get_by_role("log").locator(".group.bot")).to_have_count(1)
    desk.run(answered_by_ana(desk.app))
    is_shown(chat.get_by_role("log").locator(".group.agent .avatar img"))
    assert barriers(chat) == []
    photographed(chat, f"picture-chat-{lang}")
    section.get_by_role("button").first.press("Enter")
    expect(section.locator(".face img")).to_have_count(0)
    chat.reload()
    expect(chat.get_by_role("log").locator(".group.agent .avatar")).to_have_text("A")
    assert findings(page) == []


def is_shown(picture: Locator) -> None:
    """It is there and its bytes have come."""
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 20)


async def answered_by_ana(app: DeskApp) -> None:
    """She takes the only conversation there is and says something."""
    async with app.desk.store.reading() as tx:
        (ana,) = [one for one in await tx.people.agents() if one.name == "Ana"]
        (view,) = (await tx.conversations.page(ListView.ALL, reader_id=ana.id)).items
    await handoff.request_human(app.desk, visitor_id=view.visitor_id, conversation_id=view.id)
    await queue.claim(app.desk, agent=ana.actor, conversation_id=view.id)
    await messages.send_message(
        app.desk, actor=ana.actor, conversation_id=view.id, client_message_id="a", text="Good morning"
    )


@in_each_language
def test_the_pages_have_no_barrier_and_no_side_scroll(
    people: People, desk: Beside, lang: str, colours: str
) -> None:
    """On a phone and on a desk, in each language, with a dialog open and closed."""
    for context in screens(people, lang, colours):
        page = entered(context, f"{desk.url}/settings#people")
        expect(page.locator("baton-people .rows li")).to_have_count(3)
        assert barriers(page) == []
        page.locator("baton-people .deeds .btn").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert barriers(page) == []
        page.goto(f"{desk.url}/settings#groups")
        expect(page.locator("baton-groups .rows li").first).to_be_visible()
        assert barriers(page) == []
        page.goto(f"{desk.url}/profile")
        expect(page.locator("[name=current]")).to_be_visible()
        assert barriers(page) == []
