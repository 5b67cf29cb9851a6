"""What the page around the widget says of a visit: where the customer is, and what the site knows of them."""

from collections.abc import Iterator, Mapping

from handoff.domain.facts import Fact
from handoff.domain.message import Message, Payload

WEB = ("https://", "http://")


def visit_payload(url: str | None, title: str | None, attributes: Mapping[str, object] | None) -> Payload:
    """The visit as a message keeps it; an address that is not one of the web is left out."""
    page = {"url": url if url and url.startswith(WEB) else None, "title": title or None}
    known = {name: value for name, value in page.items() if value}
    return {"visit": {**known, **({"attributes": dict(attributes)} if attributes else {})}}


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
