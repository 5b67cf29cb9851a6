"""Put a conversation aside, until a moment or the customer's next words; its agent keeps it."""

from datetime import datetime

from handoff.desk.context import Desk
from handoff.desk.ownership.handoff import must_answer_for
from handoff.desk.ownership.handovers import go_on
from handoff.desk.work import working
from handoff.domain.conversation.view import ConversationView
from handoff.domain.errors import Invalid
from handoff.domain.identity.people import Actor


async def snooze(
    desk: Desk, *, agent: Actor, conversation_id: str, until: datetime | None = None
) -> ConversationView:
    """The agent (its owner, or one who leads) puts it aside; again is with another moment."""
    _check(until, desk)
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        must_answer_for(agent, conversation)
        place = conversation.place_of
        work.record(conversation.snooze(until=until, at=work.at, policy=work.policy))
        await work.free_place(place)
        key = "snoozed" if until is None else "snoozed_until"
        await work.announce(conversation, key, when=until, agent=conversation.agent_name or "")
        return await work.view(conversation, agent.id)


async def wake(desk: Desk, *, agent: Actor, conversation_id: str) -> ConversationView:
    """The agent goes on with it now, if there is a place; waking twice is waking once."""
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        must_answer_for(agent, conversation)
        if conversation.snoozed and conversation.agent_id is not None:
            await work.take_place(conversation.place_with(conversation.agent_id))
            await go_on(work, conversation)
        return await work.view(conversation, agent.id)


def _check(until: datetime | None, desk: Desk) -> None:
    now, most = desk.clock(), desk.policy.snooze_most
    if until is not None and not now < until <= now + most:
        raise Invalid(f"A conversation is put aside until a moment in the next {most.days} days.")
