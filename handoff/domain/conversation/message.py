"""A message: one line of a conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from handoff.domain.enums import AuthorType, MessageKind

Payload = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a message, as it was known then; `picture` names the one that the agent has now."""

    type: AuthorType
    id: str | None = None
    name: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Up to which seq a side's pages have what was said, and up to which it was read there."""

    delivered: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What was said, by whom, and at which place (`seq`) of its conversation."""

    id: str
    conversation_id: str
    seq: int
    author: Author
    kind: MessageKind
    text: str
    lang: str
    created_at: datetime
    client_message_id: str | None = None
    payload: Payload = field(default_factory=dict)
    mood: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An answer offered by the bot; only `id` and `title` ever leave the server."""

    id: str
    title: str
    intent: str | None = None
    text: str | None = None


WELL_KNOWN_INTENTS = {"helped": "answer_helped", "not_meant": "answer_rejected", "human": "ask_human"}


def buttons_of(message: Message) -> tuple[Button, ...]:
    """The buttons a stored bot message carries; malformed ones are left out."""
    raw = message.payload.get("buttons", ())
    if message.author.type is not AuthorType.BOT or not isinstance(raw, list | tuple):
        return ()
    found = (_button(cast("Mapping[str, object]", item)) for item in raw if isinstance(item, Mapping))
    return tuple(button for button in found if button is not None)


def _button(item: Mapping[str, object]) -> Button | None:
    id_, title, intent, text = (item.get(key) for key in ("id", "title", "intent", "text"))
    if not isinstance(id_, str) or not isinstance(title, str):
        return None
    known = intent if isinstance(intent, str) else WELL_KNOWN_INTENTS.get(id_)
    return Button(id=id_, title=title, intent=known, text=text if isinstance(text, str) else None)


def choice_of(message: Message) -> Payload | None:
    """What the server looked up for the button the customer pressed, if this message is one."""
    choice = message.payload.get("choice")
    return cast("Payload", choice) if isinstance(choice, Mapping) else None


def says_helped(payload: Payload) -> bool:
    """Whether these are the words of a pressed "that helped": they ask for nothing."""
    choice = payload.get("choice")
    return isinstance(choice, Mapping) and choice.get("intent") == WELL_KNOWN_INTENTS["helped"]


def visible_to_visitor(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The messages a customer may read: all but notes."""
    return tuple(message for message in messages if message.kind is not MessageKind.NOTE)
