"""How long the desk keeps what customers said and who they are, and what it has deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType
from handoff.domain.identity.intake import INTAKE
from handoff.domain.identity.people import Visitor

RETENTION = "retention"
HOLD_TAG = "legal-hold"
MOST_DAYS = 3650
LABEL_CHARS = 8
# What activities and the page around the widget said of who a customer is.
TELLING_PARAMS = ("email", "phone", "given")
TELLING_PAYLOAD = (INTAKE, "visit")
GONE = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Days after the end of a conversation; None keeps for ever. What has `hold_tag` is never touched."""

    conversations_days: int | None = None
    anonymise_days: int | None = None
    hold_tag: str = HOLD_TAG

    def deletes_before(self, at: datetime) -> datetime | None:
        """Conversations that ended before this go."""
        return _before(at, self.conversations_days)

    def anonymises_before(self, at: datetime) -> datetime | None:
        """Customers whose last conversation ended before this are made nobody."""
        return _before(at, self.anonymise_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doomed:
    """What a rule would delete now, and what the hold keeps from it."""

    conversations: int = 0
    messages: int = 0
    visitors: int = 0
    held: int = 0
    oldest: datetime | None = None


class ErasureKind(StrEnum):
    """Why something was deleted or given out."""

    RETENTION = "retention"
    ANONYMISED = "anonymised"
    ERASED = "erased"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """That something was deleted, by whom and how much; never what."""

    id: str
    kind: ErasureKind
    at: datetime
    by_name: str
    by_id: str | None = None
    visitor_id: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A customer as an admin finds them, with what is kept of them."""

    visitor: Visitor
    conversations: int
    last_at: datetime | None


def label_of(visitor: Visitor) -> str:
    """What is typed to confirm that it is this customer who is erased."""
    return visitor.email or visitor.name or visitor.id[-LABEL_CHARS:]


def faded(message: Message) -> Message:
    """The message without what the desk wrote down of who the customer is; what they typed stays."""
    author = message.author
    if author.type is AuthorType.VISITOR:
        author = replace(author, name=None)
    payload = {name: value for name, value in message.payload.items() if name not in TELLING_PAYLOAD}
    params, text = payload.get("params"), message.text
    if isinstance(params, Mapping):
        for told in [str(params[name]) for name in TELLING_PARAMS if params.get(name)]:
            text = text.replace(told, GONE)
        payload["params"] = {
            name: GONE if name in TELLING_PARAMS else value for name, value in params.items()
        }
    return replace(message, author=author, text=text, payload=payload)


def _before(at: datetime, days: int | None) -> datetime | None:
    return None if days is None else at - timedelta(days=days)
