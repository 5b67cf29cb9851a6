"""The device: the families of browser and system, and nothing finer."""

import pytest

from handoff.domain.conversation.visit import Device
from handoff.sockets.device import device_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("named", "browser", "system", "mobile"),
    [
        (f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1", "Safari", "iOS", True),
        (f"{IPHONE} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1", "Chrome", "iOS", True),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36",
            "Chrome",
            "Android",
            True,
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox", "Linux", False),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
            "Edge",
            "Windows",
            False,
        ),
    ],
)
def test_the_families_are_read(named: str, browser: str, system: str, mobile: bool) -> None:
    """Neither a version nor a model is kept."""
    assert device_of({"HTTP_USER_AGENT": named}) == Device(browser=browser, system=system, mobile=mobile)


@pytest.mark.parametrize("environ", [{}, {"HTTP_USER_AGENT": ""}, {"HTTP_USER_AGENT": "x" * 100_000}])
def test_what_names_no_device_is_none(environ: dict[str, str]) -> None:
    assert device_of(environ) is None
