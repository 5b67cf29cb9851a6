"""A whole instance with real Rasa and the real model, and headless Chromium to use it with."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.support.demo import demo
from tests.support.instance import Instance

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 60_000
expect.set_options(timeout=WAIT_MS)
# What the page's own policy refuses to show is an error, though the page goes on.
REFUSED = "Content Security Policy"


def chromium() -> str:
    """Chromium's path; skips where there is none, and fails in CI."""
    names = (os.environ.get("TEST_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("CI needs Chromium")
    pytest.skip("Chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a file's tests: while it lives, its event loop keeps others from starting theirs."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def people(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser context for each person in the story; an error in a page fails the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(WAIT_MS)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("console", lambda said: errors.append(said.text) if REFUSED in said.text else None)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The demo, up and with its bot ready.

    Nothing is offered by itself: whom one test leaves waiting would take the places of the next test's agent.
    """
    with demo(tmp_path_factory.mktemp("instance"), BATON_OFFERS="false") as running:
        yield running


@pytest.fixture
def own_instance(tmp_path: Path) -> Iterator[Instance]:
    """A demo of its own, for a test that breaks something."""
    with demo(tmp_path) as running:
        yield running
