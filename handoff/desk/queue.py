"""The queue: who waits, who takes whom."""

from handoff.desk.context import Desk
from handoff.domain.people import Actor
from handoff.domain.view import ConversationView, QueuePlace


async def list_queue(desk: Desk, *, actor: Actor) -> tuple[ConversationView, ...]:
    """Everybody waiting, in the order in which they are to be served."""
    raise NotImplementedError


async def claim(desk: Desk, *, agent: Actor, conversation_id: str) -> ConversationView:
    """The agent takes a waiting conversation, or one from the bot; the slower of two gets AlreadyClaimed."""
    raise NotImplementedError


async def transfer(desk: Desk, *, agent: Actor, conversation_id: str, to: str) -> ConversationView:
    """The owner (or one who leads) gives the conversation to the agent with id `to`."""
    raise NotImplementedError


async def positions(desk: Desk) -> dict[str, QueuePlace]:
    """The place of every waiting conversation, to tell their visitors when the queue moved."""
    raise NotImplementedError
