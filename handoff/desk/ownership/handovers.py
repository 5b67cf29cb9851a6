"""The steps that several use cases share when a conversation changes hands; each runs inside their work."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from handoff.desk.words import say
from handoff.desk.work import Work
from handoff.domain.bot.task import task_payload
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.briefing.brief import Brief
from handoff.domain.briefing.goal import goal_of, shortened
from handoff.domain.briefing.reading import make_brief
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.enums import EscalationReason, HandoffOutcome, Owner, Priority, more_urgent, priority_of
from handoff.domain.history.events import OfferEnded, QueueChanged
from handoff.domain.identity.people import Agent
from handoff.domain.promise.ledger import Promise
from handoff.domain.queueing.offer import Offer, OfferOutcome
from handoff.domain.timing.calendar import opens_at

# Conversations after which an agent has a short break, and of which nobody gets too many in a row.
HARD = frozenset({EscalationReason.FRUSTRATED})


async def into_queue(
    work: Work, conversation: Conversation, request: HandoffRequest, *, tell: bool = True
) -> None:
    """A person is needed: the row, the owner, and the truthful sentence, in one transaction."""
    by_reason = request.priority or priority_of(request.reason)
    priority = more_urgent(by_reason, await _by_tier(work, conversation))
    conversation_at = conversation.head_seq
    work.record(
        conversation.enqueue(
            reason=request.reason,
            priority=priority,
            at=work.at,
            policy=work.policy,
            skill=request.skill,
        )
    )
    await _begin_handoff(work, conversation, request, conversation_at)
    if tell:
        await _tell_queued(work, conversation, request)


async def _by_tier(work: Work, conversation: Conversation) -> Priority | None:
    """What the host site says of the customer, where the desk has set what it means."""
    if not work.policy.tiers:
        return None
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    return work.policy.tiers.get(visitor.tier) if visitor and visitor.tier else None


async def _tell_queued(work: Work, conversation: Conversation, request: HandoffRequest) -> None:
    reason = request.reason
    if reason is EscalationReason.PROMISE_DUE:
        await work.announce(conversation, "promise_queued")
        return
    no_bot = reason is EscalationReason.BOT_UNAVAILABLE
    because = None if no_bot else reason.value
    if conversation.ticket is not None:
        await work.announce(
            conversation, "ticket_queued", request.visit, because=because, number=conversation.ticket
        )
        return
    away = not await work.anybody_for(conversation)
    back_at = opens_at(work.policy.terms.calendar, work.at) if away else None
    key = "queued_bot_unavailable" if no_bot else "queued"
    await work.announce(
        conversation,
        f"{key}_closed" if back_at else f"{key}_away" if away else key,
        request.visit,
        when=back_at,
        because=because,
        position=await work.position(conversation),
    )


async def to_agent(work: Work, conversation: Conversation, agent: Agent, *, force: bool = False) -> None:
    """The agent takes the conversation and a place of their capacity: the one their offer kept, if any."""
    from_bot, at_seq = conversation.owner is Owner.BOT, conversation.head_seq
    kept = await _settle_offer(work, conversation, agent.id, force=force)
    work.record(conversation.claim(agent_id=agent.id, name=agent.name, at=work.at, policy=work.policy))
    if not kept:
        await work.take_place(conversation.place_with(agent.id), force=force)
    await work.tx.people.set_last_agent(conversation.visitor_id, agent.id)
    if from_bot:
        await _begin_handoff(work, conversation, None, at_seq)
    handoff = await work.tx.handoffs.latest(conversation.id)
    # Back after a lost connection, it is the same hard conversation and not a second one.
    again = handoff is not None and handoff.claimed_by == agent.id
    await work.tx.people.note_taken(agent.id, hard=None if again else conversation.reason in HARD)
    if handoff is not None and handoff.claimed_at is None:
        await work.tx.handoffs.save(replace(handoff, claimed_at=work.at, claimed_by=agent.id))
    await work.announce(conversation, "joined", agent=agent.name)


async def back_to_agent(
    work: Work, conversation: Conversation, agent: Agent, reason: EscalationReason
) -> None:
    """After the end back to the agent who served them, whose place is taken already."""
    at_seq = conversation.head_seq
    back = conversation.return_to(
        agent_id=agent.id, name=agent.name, reason=reason, at=work.at, policy=work.policy
    )
    work.record(back)
    await work.tx.people.note_taken(agent.id, hard=False)
    await work.tx.people.set_last_agent(conversation.visitor_id, agent.id)
    await _begin_handoff(work, conversation, HandoffRequest(reason=reason), at_seq, claimed_by=agent.id)
    key = "promise_agent" if reason is EscalationReason.PROMISE_DUE else "back_to_agent"
    await work.announce(conversation, key, agent=agent.name)


async def end_offer(work: Work, offer: Offer, outcome: OfferOutcome) -> bool:
    """The offer is over and the place it kept is free again; False when it was over already."""
    if not await work.tx.offers.end(offer.id, outcome, work.at):
        return False
    await work.free_place(offer.place)
    over = OfferEnded(conversation_id=offer.conversation_id, agent_id=offer.agent_id, outcome=outcome)
    work.record([over, QueueChanged()])
    return True


async def _settle_offer(
    work: Work, conversation: Conversation, taker_id: str | None, *, force: bool = False
) -> bool:
    """End a pending offer as the conversation leaves the queue; True when its place is the taker's now."""
    offer = await work.tx.offers.pending(conversation.id) if conversation.owner is Owner.QUEUE else None
    if offer is None:
        return False
    if taker_id is None:
        await end_offer(work, offer, OfferOutcome.WITHDRAWN)
        return False
    outcome = OfferOutcome.ACCEPTED if offer.agent_id == taker_id else OfferOutcome.WITHDRAWN
    await work.tx.offers.end(offer.id, outcome, work.at)
    over = OfferEnded(conversation_id=offer.conversation_id, agent_id=offer.agent_id, outcome=outcome)
    work.record([over])
    await work.move_place(offer.place, conversation.place_with(taker_id), force=force)
    return True


async def requeue(
    work: Work, conversation: Conversation, key: str, *, team_id: str | None = None, **told: str
) -> None:
    """The agent is gone from the conversation; the customer keeps the waiting time they had."""
    place, name = conversation.place_of, conversation.agent_name or ""
    work.record(conversation.release(at=work.at, policy=work.policy, team_id=team_id))
    await work.free_place(place)
    position = await work.position(conversation)
    await work.announce(conversation, key, agent=name, position=position, **told)


async def leave_queue(work: Work, conversation: Conversation) -> None:
    """The customer does not want to wait any more: no offer is left standing, and the bot listens again."""
    await _settle_offer(work, conversation, None)
    work.record(conversation.leave_queue(at=work.at, policy=work.policy))
    await end_handoff(work, conversation, HandoffOutcome.CANCELLED)
    await work.announce(conversation, "wait_cancelled")


async def bring_back(work: Work, conversation: Conversation) -> None:
    """Its time has come, or the customer has written: to the same agent if free, else first in the queue."""
    agent = await work.tx.people.agent(conversation.agent_id or "")
    if (
        agent is not None
        and agent.reachable(work.at)
        and await work.try_place(conversation.place_with(agent.id))
    ):
        await go_on(work, conversation)
    else:
        await requeue(work, conversation, "woken_queue")


async def go_on(work: Work, conversation: Conversation) -> None:
    """The agent who put it aside has it before them again."""
    work.record(conversation.wake(at=work.at, policy=work.policy))
    await work.announce(conversation, "woken", agent=conversation.agent_name or "")


async def to_bot(
    work: Work, conversation: Conversation, *, task: str | None, article_id: str | None = None
) -> None:
    """The agent gives the conversation to the bot, with a clean slate and perhaps one task to do at once."""
    place, name = conversation.place_of, conversation.agent_name or ""
    work.record(conversation.hand_back(task=task, at=work.at, policy=work.policy))
    await work.free_place(place)
    await end_handoff(work, conversation, HandoffOutcome.HANDED_BACK)
    kept = task_payload(task, article_id) if task is not None else None
    await work.announce(conversation, "handed_back", kept, agent=name)
    if task is not None:
        work.record(conversation.begin_task(at=work.at, policy=work.policy))


async def close(work: Work, conversation: Conversation, *, reason: str | None) -> None:
    """Nobody needs to act any more; a customer who never got a person has abandoned the queue."""
    before, agent_id, place = conversation.owner, conversation.agent_id, conversation.place_of
    await _settle_offer(work, conversation, None)
    work.record(conversation.resolve(reason=reason, at=work.at, policy=work.policy))
    await work.free_place(place)
    if agent_id is not None and conversation.reason in HARD:
        await work.tx.people.rest(agent_id, work.at + work.policy.routing.hard_break)
    if before is not Owner.BOT:
        outcome = HandoffOutcome.ABANDONED if before is Owner.QUEUE else HandoffOutcome.RESOLVED
        await end_handoff(work, conversation, outcome, closed_by=agent_id)


async def end_handoff(
    work: Work, conversation: Conversation, outcome: HandoffOutcome, *, closed_by: str | None = None
) -> None:
    """The stay with people is over: its handling time feeds the wait estimate."""
    handoff = await work.tx.handoffs.latest(conversation.id)
    if handoff is None or handoff.ended_at is not None:
        return
    handling = (work.at - handoff.claimed_at).total_seconds() if handoff.claimed_at else None
    await work.tx.handoffs.save(
        replace(handoff, ended_at=work.at, outcome=outcome, handling_seconds=handling, closed_by=closed_by)
    )


def read_brief(
    handoff: Handoff,
    messages: Sequence[Message],
    lang: str,
    promises: Sequence[Promise] = (),
    merged: Sequence[Message] = (),
) -> Brief:
    """The brief of a handoff, read again from its row and the messages."""
    return make_brief(
        messages,
        reason=handoff.reason,
        at_seq=handoff.at_seq,
        since_seq=handoff.since_seq,
        lang=lang,
        signals=handoff.signals,
        evidence=handoff.evidence,
        promises=promises,
        merged=merged,
        say=partial(say, lang=lang),
    )


async def _begin_handoff(
    work: Work,
    conversation: Conversation,
    request: HandoffRequest | None,
    at_seq: int,
    claimed_by: str | None = None,
) -> None:
    told = await _told(work, conversation) if request else None
    await work.tx.handoffs.add(
        Handoff(
            id=work.desk.new_id(),
            conversation_id=conversation.id,
            epoch=conversation.epoch,
            at_seq=at_seq,
            since_seq=conversation.bot_since_seq,
            reason=request.reason if request else None,
            priority=conversation.priority,
            signals=request.signals if request else {},
            evidence=request.evidence if request else (),
            queued_at=work.at,
            claimed_at=work.at if claimed_by else None,
            claimed_by=claimed_by,
            told_low=told[0] if told else None,
            told_high=told[1] if told else None,
        )
    )
    session = await work.tx.messages.of(conversation.id, after=conversation.bot_since_seq)
    goal = goal_of(session)
    conversation.understand(shortened(goal.text) if goal else None)


async def _told(work: Work, conversation: Conversation) -> tuple[int, int] | None:
    """The range of the wait that the customer sees first: kept, so that it can be held against the truth."""
    place = await work.place(conversation)
    return place.wait_seconds if place else None
