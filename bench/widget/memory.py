"""What a long conversation leaves in the widget: the page's heap and its nodes before and after."""

import shutil
import uuid
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, expect, sync_playwright

from bench.console_frames import SAID
from handoff.desk.conversation.messages import send_message
from handoff.desk.queueing.queue import claim, list_queue
from tests.browser.conftest import ARGUMENTS
from tests.browser.desks import Beside, running_beside


def memory(folder: Path, count: int) -> dict[str, Any]:
    """An agent writes while the widget is open."""
    with running_beside(folder) as desk, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{desk.url}/widget/frame.html?lang=en")
        page.get_by_role("textbox").fill("Hello")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Talk to a person").click()
        log = page.get_by_role("log")
        expect(log.get_by_text("number 1")).to_be_visible()
        session = page.context.new_cdp_session(page)
        before = _heap(session)
        _talk(desk, count)
        expect(log.get_by_text(f"Message {count}.")).to_be_visible(timeout=60_000)
        after = _heap(session)
        drawn = log.locator("[data-seq]").count()
        browser.close()
    return {"messages": count, "before": before, "after": after, "drawn": drawn}


def _heap(session: CDPSession) -> dict[str, float]:
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return {"heap_mb": round(found["JSHeapUsedSize"] / 1e6, 2), "nodes": found["Nodes"]}


def _talk(desk: Beside, count: int) -> None:
    agent = desk.run(desk.app.add("Ana")).actor
    (waiting,) = desk.run(list_queue(desk.app.desk, actor=agent))
    desk.run(claim(desk.app.desk, agent=agent, conversation_id=waiting.id))
    for number in range(1, count + 1):
        text = f"Message {number}." if number == count else SAID[number % len(SAID)]
        desk.run(
            send_message(
                desk.app.desk,
                actor=agent,
                conversation_id=waiting.id,
                client_message_id=uuid.uuid4().hex,
                text=text,
            )
        )
