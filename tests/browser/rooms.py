"""What a customer, an agent and an editor do with the pages, in their own words."""

import re

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

PASSWORD = "baton-demo"

LAUNCHER = {"en": "Chat with us", "fa": "گفت‌وگو با ما", "pl": "Porozmawiaj z nami"}
FIELD = {"en": "Your message", "fa": "پیام شما", "pl": "Treść wiadomości"}


class Customer:
    """A visitor of the shop with the chat open."""

    def __init__(self, context: BrowserContext, url: str, lang: str = "en") -> None:
        self.lang = lang
        self.page: Page = context.new_page()
        self.page.goto(f"{url}/?lang={lang}")
        self.open_chat()

    @property
    def chat(self) -> FrameLocator:
        """The widget's frame."""
        return self.page.frame_locator("baton-chat iframe")

    @property
    def log(self) -> Locator:
        """The messages."""
        return self.chat.get_by_role("log")

    def open_chat(self) -> None:
        """Press the launcher."""
        self.page.get_by_role("button", name=re.compile(f"^{LAUNCHER[self.lang]}")).click()
        expect(self.field).to_be_visible()

    @property
    def field(self) -> Locator:
        """Where the customer writes."""
        return self.chat.get_by_role("textbox", name=FIELD[self.lang])

    def say(self, text: str) -> None:
        """Write and send a message."""
        self.field.fill(text)
        self.field.press("Enter")

    def press(self, title: str) -> None:
        """Press the newest button with this title."""
        self.chat.get_by_role("button", name=title).last.click()

    def sees(self, text: str) -> None:
        """A message with these words stands in the chat."""
        expect(self.log.get_by_text(text).last).to_be_visible()

    def sees_once(self, text: str) -> None:
        """These words stand in the chat exactly once."""
        expect(self.log.get_by_text(text, exact=True)).to_have_count(1)

    def sees_article(self, title: str) -> None:
        """An answer that names this article stands in the chat."""
        expect(self.log.get_by_role("link", name=title).last).to_be_visible()

    def reload(self) -> None:
        """Load the page again and look into the chat."""
        self.page.reload()
        self.open_chat()


class Agent:
    """Somebody at the console."""

    def __init__(self, context: BrowserContext, url: str, email: str) -> None:
        self.page: Page = context.new_page()
        self.page.goto(f"{url}/console")
        log_in(self.page, email)
        expect(self.page.get_by_role("button", name="Availability")).to_be_visible()
        # What is pressed while the page is let in waits for that, but not for ever.
        expect(self.page.locator("baton-list[loaded]")).to_be_attached()

    @property
    def log(self) -> Locator:
        """The messages of the open conversation."""
        return self.page.get_by_role("log")

    def be_online(self) -> None:
        """Choose to take conversations."""
        self.page.get_by_role("button", name="Availability").click()
        self.page.get_by_role("menuitemradio", name="Online").click()
        expect(self.page.get_by_role("button", name="Availability: Online")).to_be_visible()

    def open(self, view: str, text: str) -> None:
        """Open the conversation in this view whose row holds these words."""
        views = self.page.get_by_role("navigation", name="Conversations")
        views.get_by_role("button", name=view).click()
        self.page.get_by_role("list", name=view).get_by_role("button", name=text).first.click()

    def act(self, name: str) -> None:
        """Press an action of the conversation."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def say(self, text: str) -> None:
        """Reply to the customer."""
        field = self.page.get_by_role("textbox", name="Reply to")
        field.fill(text)
        field.press("Enter")

    def sees(self, text: str) -> None:
        """A message with these words stands in the conversation."""
        expect(self.log.get_by_text(text).last).to_be_visible()

    def sees_once(self, text: str) -> None:
        """These words stand in the conversation exactly once."""
        expect(self.log.get_by_text(text, exact=True)).to_have_count(1)


def log_in(page: Page, email: str) -> None:
    """Pass the door of the console or the editor."""
    page.get_by_role("textbox", name="E-mail").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.keyboard.press("Enter")
