"""Change who must act next."""

from collections.abc import Mapping, Sequence

from handoff.desk.context import Desk
from handoff.desk.conversation.closing import form_in
from handoff.desk.conversation.merged import going_on
from handoff.desk.conversation.returns import must_be_welcome
from handoff.desk.identity.consents import must_have_agreed
from handoff.desk.ownership.handovers import bring_back, close, into_queue, requeue, to_bot
from handoff.desk.ownership.tasks import checked_task
from handoff.desk.work import working
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Payload
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import EscalationReason, Owner, Priority
from handoff.domain.errors import Forbidden
from handoff.domain.identity.people import Actor


async def request_human(
    desk: Desk, *, visitor_id: str, conversation_id: str, visit: Payload | None = None
) -> ConversationView:
    """The visitor wants a person: into the queue from wherever it is, unless it is with people already."""
    async with working(desk) as work:
        conversation = await going_on(work, await work.conversation(conversation_id, visitor_id=visitor_id))
        await must_be_welcome(work, conversation)
        await must_have_agreed(work, conversation)
        if not conversation.with_people:
            request = HandoffRequest(reason=EscalationReason.ASKED_FOR_HUMAN, visit=visit or {})
            await into_queue(work, conversation, request)
        elif conversation.snoozed:
            await bring_back(work, conversation)
        return await work.view(conversation, visitor_id)


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
    request = HandoffRequest(
        reason=reason, priority=priority, signals=dict(signals or {}), evidence=tuple(evidence)
    )
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id)
        if conversation.epoch != epoch or conversation.owner is not Owner.BOT:
            return False
        await into_queue(work, conversation, request)
        return True


async def hand_back(
    desk: Desk,
    *,
    agent: Actor,
    conversation_id: str,
    task: str | None = None,
    article_id: str | None = None,
) -> ConversationView:
    """The agent gives the conversation to the bot, with a clean slate and perhaps one task to do at once.

    With an article the task is to show it; its title is the task's text.
    """
    wanted = checked_task(task, article_id, desk.policy)
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        must_answer_for(agent, conversation)
        await to_bot(work, conversation, task=wanted, article_id=article_id)
        return await work.view(conversation, agent.id)


async def release(desk: Desk, *, agent: Actor, conversation_id: str) -> ConversationView:
    """The agent gives the conversation back to the queue, where it keeps its old waiting time."""
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        must_answer_for(agent, conversation)
        await requeue(work, conversation, "released")
        return await work.view(conversation, agent.id)


async def resolve(
    desk: Desk,
    *,
    agent: Actor,
    conversation_id: str,
    reason: str | None = None,
    tags: Sequence[str] | None = None,
) -> ConversationView:
    """The agent (its owner, or one who leads) closes the conversation; closing twice is closing once.

    Tags, if given, replace those it had; what the desk wants to know at the end must be said.
    """
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        if conversation.owner is not Owner.NOBODY:
            must_answer_for(agent, conversation)
            form = await form_in(work.tx)
            if tags is not None:
                work.record(conversation.classify(form.check_tags(tags), at=work.at))
            form.check_end(reason, conversation.tags)
            await close(work, conversation, reason=reason)
            await work.announce(conversation, "resolved", agent=agent.name)
        return await work.view(conversation, agent.id)


def must_answer_for(actor: Actor, conversation: Conversation) -> None:
    """Refuse staff who neither own the conversation nor lead those who do."""
    if not (actor.leads or conversation.owned_by(actor.id)):
        raise Forbidden("This conversation is not yours.")
