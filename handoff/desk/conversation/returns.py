"""The customer writes after the end: to the person who closed it, to the queue, or to the bot."""

from handoff.desk.ownership.handovers import back_to_agent, into_queue
from handoff.desk.work import Work
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.conversation.closing import returns_to
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.errors import Blocked
from handoff.domain.queueing.place import Place


async def must_be_welcome(work: Work, conversation: Conversation) -> None:
    """Refuse to open a conversation again for a visitor who is blocked; blocking has closed them all."""
    if conversation.owner is not Owner.NOBODY:
        return
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    if visitor is not None and visitor.blocked_at is not None:
        raise Blocked


async def come_back(work: Work, conversation: Conversation) -> None:
    """Open it again and tell the customer truthfully who listens now; a ticket always is for people."""
    await must_be_welcome(work, conversation)
    stay = await work.tx.handoffs.latest(conversation.id)
    agent_id = returns_to(stay, at=work.at, policy=work.policy.closing)
    if conversation.asynchronous and agent_id is None:
        agent_id = (stay.closed_by if stay else None) or ""
    if agent_id is None:
        work.record(conversation.reopen(at=work.at, policy=work.policy))
        await work.announce(conversation, "reopened")
        return
    agent = await work.tx.people.agent(agent_id)
    # Read first and taken after: a place that somebody else takes in between is no reason to refuse words.
    free = agent is not None and agent.can_take(work.at, work.policy.weights)
    if agent is not None and free and await work.try_place(Place(agent_id=agent_id)):
        await back_to_agent(work, conversation, agent, EscalationReason.CAME_BACK)
    else:
        await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.CAME_BACK))
