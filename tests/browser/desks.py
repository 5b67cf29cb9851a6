"""A desk with the built pages and a past, beside the browser's own loop; it needs no Rasa and no model."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from handoff.domain.enums import Role
from tests.support.desk_app import PASSWORD, DeskApp, desk_app
from tests.support.learning import Asked, judged_past, past_of, questions

DIST = Path(__file__).parents[2] / "agent_ui" / "dist"
TEXTS = (
    "Can I send back a lamp that I have used?",
    "My parcel says delivered, but nothing is here",
    "How long is the warranty on the walnut shelf?",
    "هزینه ارسال به اصفهان چقدر است؟",
    "Czy mogę zmienić adres dostawy?",
    "Do you ship to Norway?",
    "Is the oak table oiled or lacquered?",
)
LANGS = {3: "fa", 4: "pl"}


class Beside:
    """An app on a loop in a thread of its own."""

    def __init__(self, app: DeskApp, loop: asyncio.AbstractEventLoop) -> None:
        self.app = app
        self.url = app.url
        self._loop = loop

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something on the app's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)


@contextmanager
def running_beside(folder: Path, **changes: Any) -> Iterator[Beside]:
    """The app, up as long as the block lasts."""
    (folder / "dist").symlink_to(DIST)
    started: threading.Event = threading.Event()
    held: dict[str, Any] = {}

    async def serve() -> None:
        held["loop"], held["stop"] = asyncio.get_running_loop(), asyncio.Event()
        async with desk_app(folder, **changes) as app:
            held["app"] = app
            started.set()
            await held["stop"].wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="desk")
    thread.start()
    try:
        assert started.wait(60), "the desk did not start"
        yield Beside(held["app"], held["loop"])
    finally:
        held["loop"].call_soon_threadsafe(held["stop"].set)
        thread.join(60)


def entered(context: BrowserContext, url: str, who: str = "ada", password: str = PASSWORD) -> Page:
    """A page of the staff, logged in."""
    page = context.new_page()
    page.goto(url)
    page.locator("input[name=email]").fill(f"{who}@example.org")
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")
    return page


async def with_people(app: DeskApp) -> None:
    """A supervisor and an agent."""
    await app.add("Sam", Role.SUPERVISOR)
    await app.add("Ana")


async def with_staff(app: DeskApp) -> None:
    """An admin, a supervisor and an agent."""
    await app.add("Ada", Role.ADMIN)
    await with_people(app)


async def with_past(app: DeskApp, count: int = 120) -> None:
    """Questions in three languages, all judged."""
    reza = await app.add("Reza")
    asked = (
        Asked(
            text=TEXTS[number % len(TEXTS)],
            features=one.features,
            probability=one.probability,
            right=one.right,
            lang=LANGS.get(number % len(TEXTS), "en"),
        )
        for number, one in enumerate(questions(count, shift=0.6))
    )
    await judged_past(await past_of(app), reza.actor, asked)


__all__ = ["PASSWORD", "Beside", "entered", "running_beside", "with_past", "with_people", "with_staff"]
