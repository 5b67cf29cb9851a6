"""A message that nobody has said yet."""

from dataclasses import dataclass, field

from handoff.domain.conversation.message import Author, Payload
from handoff.domain.enums import MessageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before it has its place in a conversation.

    `epoch` is the fence of the bot's words, `aside` lets them in while the customer waits for a person.
    """

    id: str
    author: Author
    text: str
    kind: MessageKind = MessageKind.TEXT
    lang: str | None = None
    payload: Payload = field(default_factory=dict)
    client_message_id: str | None = None
    epoch: int | None = None
    aside: bool = False
