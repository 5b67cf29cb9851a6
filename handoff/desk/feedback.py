"""What customers think of an answer and of the whole conversation."""

from handoff.desk.context import Desk
from handoff.domain.message import Message
from handoff.domain.view import ConversationView


async def give_feedback(
    desk: Desk, *, visitor_id: str, conversation_id: str, message_id: str, helpful: bool
) -> Message:
    """Keep the verdict on a bot's answer and say it in the conversation, where it owes the bot a turn."""
    raise NotImplementedError


async def give_csat(
    desk: Desk, *, visitor_id: str, conversation_id: str, score: int, comment: str | None = None
) -> ConversationView:
    """Keep how satisfied (1 to 5) the customer was; a second opinion replaces the first."""
    raise NotImplementedError
