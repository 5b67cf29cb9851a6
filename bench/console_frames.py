"""How smooth the console stays with many long conversations: frame times in headless Chromium.

    PYTHONPATH=. python -m bench.console_frames [--conversations 200] [--messages 500] [--slowdown 1]

Build the pages first (`scripts/ui.sh build`). The desk runs in this process over SQLite; the page reports the
time between its frames while an agent walks from one conversation to the next, scrolls, and is written to.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import uuid
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from handoff.desk.conversation import messages
from handoff.domain.identity.people import Actor
from tests.browser.conftest import ARGUMENTS
from tests.browser.desks import PASSWORD, Beside, running_beside
from tests.browser.shift import a_customer, with_a_past
from tests.support.desk_app import DeskApp

SAID = (
    "My parcel has not arrived yet, and the tracking page has said the same thing since Monday.",
    "I have looked it up: it left the depot this morning, so it should be with you by tomorrow evening.",
    "Thank you! And can I still change the address to my neighbour's?",
    "Yes. Please write me the street and the house number.",
)
COUNT_FRAMES = """() => {
  window.frames_ = [];
  let before = performance.now();
  const next = (now) => {
    window.frames_.push(now - before);
    before = now;
    window.counting = requestAnimationFrame(next);
  };
  window.counting = requestAnimationFrame(next);
}"""
TAKE_FRAMES = "() => { cancelAnimationFrame(window.counting); return window.frames_.slice(1); }"


async def fill(app: DeskApp, conversations: int, lines: int) -> tuple[str, Actor]:
    """Customers who wait, each with a long past; the last one's conversation, and who they are."""
    said = [SAID[line % len(SAID)] for line in range(lines)]
    for _ in range(conversations):
        visitor, id_ = await a_customer(app, f"Customer {uuid.uuid4().hex[:6]}", "en")
        await with_a_past(app, visitor, id_, said)
    return id_, visitor


def measured(page: Page, name: str, work: Any) -> dict[str, Any]:
    """The frame times while this is done."""
    page.evaluate(COUNT_FRAMES)
    work()
    page.wait_for_timeout(300)
    frames = sorted(page.evaluate(TAKE_FRAMES))

    def at(share: float) -> float:
        return round(frames[min(len(frames) - 1, int(share * len(frames)))], 1)

    return {
        "what": name,
        "frames": len(frames),
        "mean_ms": round(statistics.mean(frames), 1),
        "p95_ms": at(0.95),
        "p99_ms": at(0.99),
        "longest_ms": round(frames[-1], 1),
        "over_50_ms": sum(frame > 50 for frame in frames),
    }


def run(desk: Beside, conversations: int, lines: int, slowdown: float) -> dict[str, Any]:
    """Everything that is measured, on one page."""

    async def staff() -> None:
        await desk.app.add("Ana")

    desk.run(staff())
    for _ in range(conversations // 10):
        last_id, actor = desk.run(fill(desk.app, 10, lines))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{desk.url}/console")
        page.locator("input[name=email]").fill("ana@example.org")
        page.locator("input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.locator("baton-list .row").first.wait_for()
        for _ in range(conversations // 50 - 1):
            before = page.locator("baton-list .row").count()
            page.get_by_role("button", name="Show more").click()
            page.locator(f"baton-list .row >> nth={before}").wait_for()
        rows = page.locator("baton-list .row").count()
        if slowdown > 1:
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        found = [measured(page, "walk through 10 conversations", lambda: walk(page, 10))]
        found.append(measured(page, "scroll the conversation", lambda: wheel(page, ".scroll[role=log]")))
        found.append(measured(page, "scroll the list", lambda: wheel(page, "baton-list .scroll")))
        page.locator(f"[data-id='{last_id}']").click()
        page.locator("baton-messages").first.wait_for()
        found.append(measured(page, "30 new messages", lambda: desk.run(burst(desk.app, last_id, actor))))
        heap = page.evaluate("() => performance.memory.usedJSHeapSize") / 1e6
        nodes = page.locator("baton-log baton-messages").count()
        browser.close()
    return {"rows": rows, "groups_drawn": nodes, "heap_mb": round(heap, 1), "measured": found}


async def burst(app: DeskApp, conversation_id: str, actor: Actor) -> None:
    for _ in range(30):
        await messages.send_message(
            app.desk,
            actor=actor,
            conversation_id=conversation_id,
            client_message_id=uuid.uuid4().hex,
            text="And one more thing I have forgotten to say.",
        )


def walk(page: Page, count: int) -> None:
    for _ in range(count):
        page.keyboard.press("j")
        page.wait_for_timeout(400)


def wheel(page: Page, where: str) -> None:
    page.locator(where).first.hover()
    for step in range(40):
        page.mouse.wheel(0, -700 if step < 20 else 700)
        page.wait_for_timeout(30)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--slowdown", type=float, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_beside(Path(folder)) as running:
        result = run(running, asked.conversations, asked.messages, asked.slowdown)
    print(json.dumps(result, indent=2))
