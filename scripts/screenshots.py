"""The two pictures of the README, taken from a running demo: `python scripts/screenshots.py http://127.0.0.1:8000`."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "images"
QUESTION = "How do I return an item?"
ANGRY = "Order LM-20417 came broken, and nobody has answered me for three weeks. This is ridiculous!"
expect.set_options(timeout=20_000)


def customer(browser: Browser, url: str) -> Page:
    """The shop with the chat open, and a question answered in it."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en")
    page.goto(f"{url}/?lang=en")
    page.get_by_role("button", name="Chat with us").click()
    chat = page.frame_locator("baton-chat iframe")
    say(page, QUESTION)
    expect(chat.get_by_role("log").get_by_role("link").first).to_be_visible()
    expect(chat.get_by_role("button", name="That helped")).to_be_visible()
    return page


def say(page: Page, text: str) -> None:
    """Send a message to the desk."""
    field = page.frame_locator("baton-chat iframe").get_by_role("textbox")
    field.fill(text)
    field.press("Enter")


def agent(browser: Browser, url: str) -> Page:
    """The console of somebody who takes conversations."""
    page = browser.new_page(viewport={"width": 1440, "height": 860}, locale="en")
    page.goto(f"{url}/console")
    page.get_by_role("textbox", name="E-mail").fill("ana@demo.example")
    page.get_by_role("textbox", name="Password").fill("baton-demo")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Availability").click()
    page.get_by_role("menuitemradio", name="Online").click()
    expect(page.get_by_role("button", name="Availability: Online")).to_be_visible()
    return page


def claim(page: Page) -> None:
    """Take the angry customer from the queue."""
    page.get_by_role("navigation", name="Conversations").get_by_role("button", name="Queue").click()
    page.get_by_role("list", name="Queue").get_by_role("button", name="LM-20417").first.click()
    page.get_by_role("button", name="Claim", exact=True).first.click()
    expect(page.get_by_role("button", name="Resolve", exact=True)).to_be_visible()
    expect(page.get_by_text("It is yours")).to_have_count(0)


def main() -> None:
    """Use the demo as a customer and an agent would, and keep what they see."""
    if len(sys.argv) != 2:
        sys.exit("Name the address of a running demo: python scripts/screenshots.py http://127.0.0.1:8000")
    url = sys.argv[1].rstrip("/")
    path = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        shop = customer(browser, url)
        shop.screenshot(path=IMAGES / "widget.png")
        console = agent(browser, url)
        say(shop, ANGRY)
        expect(shop.frame_locator("baton-chat iframe").get_by_text("You are number").first).to_be_visible()
        claim(console)
        console.screenshot(path=IMAGES / "console.png")
        browser.close()


if __name__ == "__main__":
    main()
