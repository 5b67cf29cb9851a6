"""The watchdog of law 1."""

from collections.abc import Sequence
from datetime import datetime

from handoff.desk import due
from handoff.desk.context import Desk
from handoff.desk.mail.ticketing import make_ticket_if_away
from handoff.desk.ownership.handovers import bring_back, close, into_queue, requeue
from handoff.desk.ports import Transaction
from handoff.desk.work import Work
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import Neglected
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.history.events import DeadlineMissed

AGENT_REMINDERS = 2
WAITED = "wait"


async def overdue(desk: Desk, limit: int = 100) -> tuple[DeadlineMissed, ...]:
    """Act on every conversation that is past its deadline, has none or has no owner, and say which.

    Call it every few seconds, in as many processes as there are: each takes what no other has in hand.
    """
    at = desk.clock()

    async def late(tx: Transaction, limit: int, but: Sequence[str]) -> list[str]:
        return await tx.due.overdue(at, limit, but)

    found = await find_owners(desk, limit)
    found += await due.run(desk, due.Sweep(find=late, act=_look_after, name="the watchdog", at_once=limit))
    return tuple(found)


async def find_owners(desk: Desk, limit: int = 100) -> list[DeadlineMissed]:
    """Give every open conversation that nobody has, or whose agent serves no more, back to people."""

    async def lost(tx: Transaction, limit: int, but: Sequence[str]) -> list[str]:
        return await tx.due.ownerless(limit, but)

    return await due.run(desk, due.Sweep(find=lost, act=_find_owner, name="a new owner", at_once=limit))


async def neglected(desk: Desk) -> Neglected:
    """What the sweep has left undone, in the whole desk."""
    async with desk.store.reading() as tx:
        return await tx.due.neglected(desk.clock())


async def _find_owner(work: Work, conversation_id: str) -> DeadlineMissed:
    """Nobody has it, though it is open: people do from now on, and the customer is told so."""
    conversation = await work.conversation(conversation_id)
    owner, deadline = conversation.owner, conversation.deadline_at
    if owner is Owner.AGENT:
        await requeue(work, conversation, "agent_left")
    else:
        await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.BOT_UNAVAILABLE))
    return _noted(work, conversation, owner, deadline, "owner_found")


async def _look_after(work: Work, conversation_id: str) -> DeadlineMissed | None:
    conversation = await work.conversation(conversation_id)
    owner, deadline = conversation.owner, conversation.deadline_at
    if owner is Owner.NOBODY or (deadline is not None and deadline > work.at):
        return None
    if conversation.snoozed and deadline is not None:
        await bring_back(work, conversation)
        return None
    return _noted(work, conversation, owner, deadline, await _act(work, conversation))


def _noted(
    work: Work, conversation: Conversation, owner: Owner, deadline: datetime | None, action: str
) -> DeadlineMissed:
    missed = DeadlineMissed(
        conversation_id=conversation.id,
        visitor_id=conversation.visitor_id,
        owner=owner,
        deadline_at=deadline,
        action=action,
    )
    work.record([missed])
    return missed


async def _act(work: Work, conversation: Conversation) -> str:
    """What the desk does when nobody did, so that every deadline leads to something."""
    if conversation.deadline_at is None:
        conversation.remind(at=work.at, policy=work.policy)
        return "deadline_set"
    if conversation.owes_turn:
        await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.BOT_UNAVAILABLE))
        return "handed_over"
    if conversation.owner is Owner.QUEUE:
        return await _still_waiting(work, conversation)
    if conversation.deferred is not None:
        await into_queue(work, conversation, await _put_off(work, conversation, conversation.deferred))
        return "handed_over"
    if conversation.customer_waits and conversation.owner is Owner.AGENT:
        return await _agent_silent(work, conversation)
    return await _close_idle(work, conversation)


async def _put_off(work: Work, conversation: Conversation, reason: EscalationReason) -> HandoffRequest:
    """The handoff that waited for one more try, as the log remembers it."""
    logged = await work.tx.decisions.of(conversation.id)
    waited = next((one.decided for one in reversed(logged) if one.decided.outcome == WAITED), None)
    if waited is None:
        return HandoffRequest(reason=reason)
    evidence = tuple(str(quote["text"]) for quote in waited.evidence if "text" in quote)
    return HandoffRequest(reason=reason, priority=waited.priority, skill=waited.skill, evidence=evidence)


async def _still_waiting(work: Work, conversation: Conversation) -> str:
    if await make_ticket_if_away(work, conversation):
        return "ticket_made"
    conversation.remind(at=work.at, policy=work.policy)
    if conversation.reminders == 1 and conversation.customer_waits and not conversation.asynchronous:
        await work.announce(conversation, "still_waiting", position=await work.position(conversation))
    return "still_waiting"


async def _agent_silent(work: Work, conversation: Conversation) -> str:
    """An agent who is here gets another chance; one who has gone, or lets it pass, loses the conversation."""
    agent = await work.tx.people.agent(conversation.agent_id or "")
    if agent is not None and agent.present(work.at) and conversation.reminders < AGENT_REMINDERS:
        conversation.remind(at=work.at, policy=work.policy)
        return "agent_reminded"
    await requeue(work, conversation, "agent_silent")
    return "requeued"


async def _close_idle(work: Work, conversation: Conversation) -> str:
    await close(work, conversation, reason="idle")
    await work.announce(conversation, "resolved_idle")
    return "closed"
