"""A copy of a chat by e-mail: asked for in the widget, sent from the console, shown where there is e-mail."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.domain.mail import MailKind
from handoff.domain.policy import MailPolicy, Policy
from tests.browser.desks import Beside, running_beside, with_people
from tests.browser.test_looks import findings, too_wide
from tests.browser.test_tickets import with_my_chat
from tests.browser.test_time import console
from tests.browser.test_widget_options import OPTIONS, talking
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
WISH = {
    "en": "E-mail me this chat",
    "fa": "این گفت‌وگو را به ایمیلم بفرست",
    "pl": "Wyślij tę rozmowę na mój e-mail",
}
SEND = {"en": "Send", "fa": "ارسال", "pl": "Wyślij"}
KIM = "kim@example.org"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with staff, and with e-mail as far as it promises it."""
    policy = Policy(mail=MailPolicy(enabled=True, key="k"))
    with running_beside(tmp_path, policy=policy) as running:
        running.run(with_people(running.app))
        yield running


async def copies(app: DeskApp) -> list[str | None]:
    """Where copies are to go."""
    async with app.desk.store.reading() as tx:
        due = await tx.mails.due(app.desk.clock(), 20)
    return [mail.address for mail in due if mail.kind is MailKind.TRANSCRIPT]


def wish(page: Page, lang: str = "en") -> None:
    page.get_by_role("button", name=OPTIONS[lang]).click()
    page.get_by_role("button", name=WISH[lang]).click()


def test_a_customer_has_the_chat_sent(people: People, desk: Beside) -> None:
    """By keyboard, with a word on what is wrong; the address is known the next time, also after the end."""
    page = talking(people(), desk)
    wish(page)
    field = page.get_by_role("textbox", name="Your e-mail address")
    expect(field).to_be_focused()
    page.keyboard.type("kim@")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This does not look right. Please check it.")
    expect(field).to_be_focused()
    field.fill(KIM)
    page.keyboard.press("Enter")
    expect(page.locator("baton-menu").get_by_role("status").last).to_have_text(f"A copy goes to {KIM}.")
    expect(page.get_by_role("button", name=WISH["en"])).to_be_focused()
    expect(page.get_by_role("log").get_by_text(f"A copy of this chat goes to {KIM}.")).to_be_visible()
    assert desk.run(copies(desk.app)) == [KIM]
    page.get_by_role("button", name="End this chat").click()
    page.get_by_role("button", name="End it").click()
    page.locator("baton-closing").get_by_role("button", name=WISH["en"]).click()
    field.fill("lea@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A copy goes to lea@example.org.")).to_be_visible()
    assert desk.run(copies(desk.app)) == [KIM, "lea@example.org"]


def test_enough_is_said_kindly(people: People, desk: Beside) -> None:
    """With another way to keep the chat."""
    page = talking(people(), desk)
    wish(page)
    for number in range(3):
        page.get_by_role("textbox", name="Your e-mail address").fill(KIM)
        page.keyboard.press("Enter")
        expect(page.get_by_role("log").get_by_text("A copy of this chat goes to")).to_have_count(number + 1)
        page.get_by_role("button", name=WISH["en"]).click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Please save the chat as a file.")


def test_without_e_mail_nothing_is_offered(people: People, tmp_path: Path) -> None:
    """Neither to customers nor to agents; the other ways to keep the chat are there."""
    with running_beside(tmp_path) as silent:
        silent.run(with_people(silent.app))
        silent.run(with_my_chat(silent.app))
        page = talking(people(), silent)
        page.get_by_role("button", name="Options").click()
        expect(page.get_by_role("button", name="Save this chat as a file")).to_be_visible()
        page.get_by_role("textbox", name="Message").fill("Is it warm?")
        page.get_by_role("button", name="Send").click()
        # What the desk was asked before this, it has answered before this.
        expect(page.get_by_role("log").get_by_text("You said: Is it warm?")).to_be_visible()
        expect(page.get_by_role("button", name=WISH["en"])).to_have_count(0)
        agents = console(people(viewport={"width": 1440, "height": 860}), silent.url)
        agents.get_by_role("list", name="Mine").get_by_role("button").first.click()
        agents.get_by_role("textbox", name="Reply").fill("Please try another bulb.")
        agents.keyboard.press("Enter")
        expect(agents.get_by_role("log").get_by_text("Please try another bulb.")).to_be_visible()
        agents.get_by_role("button", name="More actions").first.click()
        expect(agents.get_by_role("menuitem", name="Make it a ticket")).to_be_visible()
        expect(agents.get_by_role("menuitem", name="Send a copy by e-mail")).to_have_count(0)


def test_an_agent_sends_a_copy(people: People, desk: Beside) -> None:
    """From the menu of the conversation, or by the palette."""
    desk.run(with_my_chat(desk.app))
    page = console(people(viewport={"width": 1440, "height": 860}), desk.url)
    page.get_by_role("list", name="Mine").get_by_role("button").first.click()
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("menuitem", name="Send a copy by e-mail").click()
    page.get_by_role("textbox", name="To this e-mail address").fill(KIM)
    assert findings(page) == []
    page.get_by_role("button", name="Send the copy").click()
    expect(page.get_by_text(f"A copy goes to {KIM}.")).to_be_visible()
    expect(page.get_by_role("log").get_by_text("A copy of the chat goes to")).to_contain_text(KIM)
    assert desk.run(copies(desk.app)) == [KIM]
    page.keyboard.press("ControlOrMeta+k")
    page.keyboard.type("copy by e-mail")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="To this e-mail address")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_copies_are_for_everybody(
    people: People, desk: Beside, tmp_path: Path, lang: str, scheme: str
) -> None:
    """On a narrow phone, in each language and both looks, in the options and after the end."""
    page = talking(people(viewport={"width": 320, "height": 640}, color_scheme=scheme), desk, lang)
    wish(page, lang)
    form = page.locator("baton-mail-copy form")
    expect(form).to_be_visible()
    page.screenshot(path=tmp_path / f"copy-{lang}-{scheme}.png")
    assert too_wide(page) == 0
    assert findings(page) == []
    form.get_by_role("textbox").fill(KIM)
    form.get_by_role("button", name=SEND[lang]).click()
    expect(page.get_by_role("log").get_by_text(KIM)).to_be_visible()
    page.keyboard.press("Escape")
