"""Say something in a conversation, and see what was said."""

from collections.abc import Mapping

from handoff.desk.context import Desk
from handoff.domain.enums import MessageKind
from handoff.domain.message import Message
from handoff.domain.people import Actor


async def send_message(
    desk: Desk,
    *,
    actor: Actor,
    conversation_id: str,
    client_message_id: str,
    text: str,
    kind: MessageKind = MessageKind.TEXT,
    choice: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> Message:
    """Store a message of a visitor or agent; sending twice is sending once, with the same ack.

    `choice` = `{"message_id", "button_id"}` names a button the bot showed here; its title becomes the text.
    """
    raise NotImplementedError


async def mark_seen(desk: Desk, *, actor: Actor, conversation_id: str, seq: int) -> int:
    """Note how far a reader has read; returns the highest seq seen."""
    raise NotImplementedError


async def record_assessment(desk: Desk, *, message_id: str, mood: float, lang: str) -> None:
    """Keep how a visitor's message sounded and in which language it is."""
    raise NotImplementedError
