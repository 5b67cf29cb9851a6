"""Change who must act next."""

from collections.abc import Mapping, Sequence

from handoff.desk.context import Desk
from handoff.domain.enums import EscalationReason, Priority
from handoff.domain.people import Actor
from handoff.domain.view import ConversationView


async def request_human(desk: Desk, *, visitor_id: str, conversation_id: str) -> ConversationView:
    """The visitor wants a person: into the queue from wherever it is, unless it is with people already."""
    raise NotImplementedError


async def hand_over(
    desk: Desk,
    *,
    conversation_id: str,
    epoch: int,
    reason: EscalationReason,
    priority: Priority | None = None,
    signals: Mapping[str, object] | None = None,
    evidence: Sequence[str] = (),
) -> bool:
    """The system passes a bot's conversation to the queue; False when the epoch has moved on."""
    raise NotImplementedError


async def hand_back(
    desk: Desk, *, agent: Actor, conversation_id: str, task: str | None = None
) -> ConversationView:
    """The agent gives the conversation to the bot, with a clean slate and perhaps one task."""
    raise NotImplementedError


async def release(desk: Desk, *, agent: Actor, conversation_id: str) -> ConversationView:
    """The agent gives the conversation back to the queue, where it keeps its old waiting time."""
    raise NotImplementedError


async def resolve(
    desk: Desk, *, agent: Actor, conversation_id: str, reason: str | None = None
) -> ConversationView:
    """The agent (its owner, or one who leads) closes the conversation."""
    raise NotImplementedError
