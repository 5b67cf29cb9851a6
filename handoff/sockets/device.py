"""Which browser and system a customer writes with, as far as an agent needs it to help."""

from collections.abc import Mapping

from ua_parser import parse

from handoff.domain.conversation.visit import Device

# Real ones are shorter by far; the patterns need not read what somebody made up.
MOST_CHARS = 512
# Chrome on an iPhone is Chrome to whoever explains where its menu is.
VARIANTS = frozenset({"Mobile", "iOS"})
HAND_HELD = frozenset({"Android", "iOS"})


def device_of(environ: Mapping[str, object]) -> Device | None:
    """Read from the connection's `User-Agent`; None where that names neither a browser nor a system."""
    named = str(environ.get("HTTP_USER_AGENT") or "")[:MOST_CHARS]
    read = parse(named)
    browser = _family(read.user_agent.family) if read.user_agent else None
    system = read.os.family if read.os else None
    if browser is None and system is None:
        return None
    return Device(browser=browser, system=system, mobile=system in HAND_HELD or "Mobi" in named)


def _family(name: str) -> str:
    return " ".join(word for word in name.split() if word not in VARIANTS) or name
