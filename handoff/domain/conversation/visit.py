"""What is known of a visit: where the customer is, with what device, and what the site says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from handoff.domain.briefing.facts import Fact
from handoff.domain.conversation.message import Message, Payload

WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Families of browser and system, and whether it is mobile; nothing that tells one from another."""

    browser: str | None
    system: str | None
    mobile: bool


def visit_payload(
    url: str | None,
    title: str | None,
    attributes: Mapping[str, object] | None,
    device: Device | None = None,
) -> Payload:
    """The visit as a message keeps it; an address that is not one of the web is left out."""
    said = {
        "url": url if url and url.startswith(WEB) else None,
        "title": title or None,
        "attributes": dict(attributes or {}),
        "device": asdict(device) if device else None,
    }
    known = {name: value for name, value in said.items() if value}
    return {"visit": known} if known else {}


def visit_of(message: Message) -> Mapping[str, object]:
    """What the page said when this was written; nobody vouches for it."""
    visit = message.payload.get("visit")
    return visit if isinstance(visit, Mapping) else {}


def visit_facts(message: Message) -> Iterator[Fact]:
    """The visit as lines of a brief."""
    visit = visit_of(message)
    for name, key in (("page", "url"), ("page_title", "title")):
        if value := visit.get(key):
            yield Fact(name=name, value=str(value))
    attributes = visit.get("attributes")
    for name, value in attributes.items() if isinstance(attributes, Mapping) else ():
        yield Fact(name=str(name), value=_word(value))


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
