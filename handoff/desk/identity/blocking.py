"""A customer who is not to be served: their words are refused politely, and nothing that was said is lost."""

from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.identity.identities import MOST_LISTED
from handoff.desk.ownership.handoff import must_answer_for
from handoff.desk.ownership.handovers import close
from handoff.desk.work import Work, working
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import Owner
from handoff.domain.identity.people import Actor

SPAM = "spam"


async def block(desk: Desk, *, agent: Actor, conversation_id: str, on: bool) -> ConversationView:
    """Refuse this visitor from now on, and close what is open as spam; `on` false takes that back.

    An agent's conversation is closed only by that agent, or by one who leads.
    """
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        visitor = await work.tx.people.visitor(conversation.visitor_id)
        assert visitor is not None
        if on:
            await _close_open(work, conversation, agent)
        at = (visitor.blocked_at or work.at) if on else None
        await work.tx.people.save_visitor(replace(visitor, blocked_at=at))
        work.record(conversation.touch(at=work.at))
        return await work.view(conversation, agent.id)


async def _close_open(work: Work, conversation: Conversation, agent: Actor) -> None:
    """A visitor may have several; asking for the newest keeps them from beginning another meanwhile."""
    if await work.tx.conversations.open_of(conversation.visitor_id) is None:
        return
    for view in await work.tx.conversations.of_visitor(conversation.visitor_id, MOST_LISTED):
        if view.owner is Owner.NOBODY:
            continue
        same = view.id == conversation.id
        running = conversation if same else await work.conversation(view.id)
        if running.owner is Owner.AGENT:
            must_answer_for(agent, running)
        await close(work, running, reason=SPAM)
