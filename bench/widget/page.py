"""When the widget can be used, and how long the page could not: headless Chromium with a slowed processor."""

import http.server
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.desks import running_beside

PAGE = """<!doctype html><html lang="en"><head><title>Lamp</title><link rel="icon" href="data:,"><script>
window.blocked = 0;
new PerformanceObserver((list) => list.getEntries().forEach((task) => (blocked += task.duration)))
  .observe({{type: "longtask", buffered: true}});
</script></head><body><h1>Lamps</h1>{script}</body></html>"""
# What a visitor presses first, and what is written into then; a peer's field needs its own server to appear.
LAUNCHERS = {
    "baton": "baton-chat button",
    "rasa-webchat": ".rw-launcher",
    "papercups": "iframe",
    "deep-chat": "deep-chat #text-input",
}


class Site(http.server.BaseHTTPRequestHandler):
    """One page for each widget, and the scripts of the peers."""

    pages: dict[str, bytes]

    def do_GET(self) -> None:
        body = self.pages.get(self.path.split("?")[0])
        self.send_response(200 if body else 404)
        script = self.path.endswith(".js")
        self.send_header("Content-Type", "text/javascript" if script else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def site(pages: dict[str, bytes]) -> Iterator[str]:
    """A shop that has these pages."""
    handler = type("Shop", (Site,), {"pages": pages})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def seconds_to_use(
    folder: Path, work: Path, peers: list[str], *, slowdown: float, times: int
) -> list[dict[str, Any]]:
    """The medians for each widget, one load of each after the other."""
    pages: dict[str, bytes] = {}
    with site(pages) as shop, running_beside(folder, allowed_origins=(shop,)) as desk:
        pages["/baton"] = _page(f'<script async data-baton src="{desk.url}/widget/loader.js"></script>')
        for name in peers:
            pages[f"/{name}.js"] = (work / "built" / name / "widget.js").read_bytes()
            pages[f"/{name}"] = _page(f'<script defer src="/{name}.js"></script>')
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            loads = [
                {name: _load(browser, f"{shop}/{name}", name, slowdown) for name in ("baton", *peers)}
                for _ in range(times)
            ]
            browser.close()
    return [{"widget": name, **_medians([load[name] for load in loads])} for name in ("baton", *peers)]


def _page(script: str) -> bytes:
    return PAGE.format(script=script).encode()


def _load(browser: Browser, address: str, name: str, slowdown: float) -> dict[str, float]:
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(address)
    page.locator(LAUNCHERS[name]).first.wait_for(state="attached")
    found = {"there_ms": _now(page)}
    page.wait_for_timeout(2000)
    found["blocked_ms"] = page.evaluate("blocked")
    if name == "baton":
        before = _now(page)
        page.locator(LAUNCHERS[name]).first.click()
        page.frame_locator("baton-chat iframe").get_by_role("textbox").wait_for()
        found["opened_ms"] = _now(page) - before
    page.context.close()
    return found


def _now(page: Page) -> float:
    return float(page.evaluate("performance.now()"))


def _medians(loads: list[dict[str, float]]) -> dict[str, float]:
    return {key: round(statistics.median(load[key] for load in loads), 1) for key in loads[0]}
