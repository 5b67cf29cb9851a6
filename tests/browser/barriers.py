"""What would keep somebody from using a page: looked for on a phone and on a desk, in each language."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).parents[2] / "agent_ui" / "node_modules" / "axe-core" / "axe.min.js"

in_each_language = pytest.mark.parametrize(
    ("lang", "colours"), [("en", "light"), ("fa", "dark"), ("pl", "light")]
)


def too_wide(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return pixels


def findings(page: Page) -> list[str]:
    """What axe-core holds to be a serious or critical barrier."""
    page.evaluate(AXE.read_text())
    report: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in report["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


def barriers(page: Page) -> list[str]:
    """The findings, and that the page is too wide if it is."""
    pixels = too_wide(page)
    return [*findings(page), *([f"{pixels} px too wide: {page.url}"] if pixels > 0 else [])]


def screens(
    people: Callable[..., BrowserContext], lang: str, colours: str, widths: tuple[int, ...] = (320, 1440)
) -> Iterator[BrowserContext]:
    """The browsers of one person: a phone, a desk, and whatever else is that wide."""
    for width in widths:
        context = people(
            locale=lang,
            color_scheme=colours,
            reduced_motion="reduce",
            viewport={"width": width, "height": 800},
        )
        yield context
        context.close()
