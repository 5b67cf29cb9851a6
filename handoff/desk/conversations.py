"""Begin, look at, list and end conversations."""

from collections.abc import Sequence

from handoff.desk.context import Desk
from handoff.domain.enums import ListView
from handoff.domain.people import Actor
from handoff.domain.view import ConversationView, Opened, Page, Transcript, Viewed


async def open_conversation(
    desk: Desk,
    *,
    visitor_id: str,
    conversation_id: str | None = None,
    after: int = 0,
    lang: str | None = None,
) -> Opened:
    """Resume the visitor's conversation (the named one, else the open one) or begin a new one."""
    raise NotImplementedError


async def view_conversation(desk: Desk, *, actor: Actor, conversation_id: str, after: int = 0) -> Viewed:
    """Show an agent a conversation with its brief."""
    raise NotImplementedError


async def summary(desk: Desk, *, actor: Actor, conversation_id: str) -> ConversationView:
    """The header of one conversation, for its visitor or for an agent."""
    raise NotImplementedError


async def get_view(desk: Desk, *, conversation_id: str) -> ConversationView:
    """The header of one conversation for the publisher, who sends it only to rooms the server filled."""
    raise NotImplementedError


async def list_conversations(
    desk: Desk, *, actor: Actor, view: ListView, cursor: str | None = None, limit: int = 50
) -> Page:
    """One of the lists of the console, with unread counts."""
    raise NotImplementedError


async def end_conversation(desk: Desk, *, visitor_id: str, conversation_id: str) -> ConversationView:
    """The visitor says goodbye: resolved, whoever owned it."""
    raise NotImplementedError


async def transcript(desk: Desk, *, actor: Actor, conversation_id: str) -> Transcript:
    """Everything said; a visitor gets it without notes."""
    raise NotImplementedError


async def head(desk: Desk, conversation_ids: Sequence[str]) -> dict[str, int]:
    """The newest seq of each conversation, for the heartbeat."""
    raise NotImplementedError
