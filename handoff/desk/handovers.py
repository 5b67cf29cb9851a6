"""The steps that several use cases share when a conversation changes hands; each runs inside their work."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from handoff.desk.words import say
from handoff.desk.work import Work
from handoff.domain.brief import Brief, make_brief
from handoff.domain.conversation import Conversation
from handoff.domain.enums import EscalationReason, HandoffOutcome, Owner, priority_of
from handoff.domain.goal import goal_of, shortened
from handoff.domain.handoff import Handoff
from handoff.domain.message import Message
from handoff.domain.people import Agent
from handoff.domain.turn import HandoffRequest


async def into_queue(work: Work, conversation: Conversation, request: HandoffRequest) -> None:
    """A person is needed: the row, the owner, and the truthful sentence, in one transaction."""
    priority = request.priority or priority_of(request.reason)
    conversation_at = conversation.head_seq
    work.record(
        conversation.enqueue(reason=request.reason, priority=priority, at=work.at, policy=work.policy)
    )
    await _begin_handoff(work, conversation, request, conversation_at)
    away = not any(agent.reachable(work.at) for agent in await work.tx.people.agents())
    key = "queued_bot_unavailable" if request.reason is EscalationReason.BOT_UNAVAILABLE else "queued"
    await work.announce(
        conversation, f"{key}_away" if away else key, position=await work.position(conversation)
    )


async def to_agent(work: Work, conversation: Conversation, agent: Agent) -> None:
    """The agent takes the conversation and a place of their capacity."""
    from_bot, at_seq = conversation.owner is Owner.BOT, conversation.head_seq
    work.record(conversation.claim(agent_id=agent.id, name=agent.name, at=work.at, policy=work.policy))
    await work.take_place(agent.id)
    if from_bot:
        await _begin_handoff(work, conversation, None, at_seq)
    handoff = await work.tx.handoffs.latest(conversation.id)
    if handoff is not None and handoff.claimed_at is None:
        await work.tx.handoffs.save(replace(handoff, claimed_at=work.at, claimed_by=agent.id))
    await work.announce(conversation, "joined", agent=agent.name)


async def requeue(work: Work, conversation: Conversation, key: str) -> None:
    """The agent is gone from the conversation; the customer keeps the waiting time they had."""
    agent_id, name = conversation.agent_id, conversation.agent_name or ""
    work.record(conversation.release(at=work.at, policy=work.policy))
    await work.free_place(agent_id)
    await work.announce(conversation, key, agent=name, position=await work.position(conversation))


async def close(work: Work, conversation: Conversation, *, reason: str | None) -> None:
    """Nobody needs to act any more; a customer who never got a person has abandoned the queue."""
    before, agent_id = conversation.owner, conversation.agent_id
    work.record(conversation.resolve(reason=reason, at=work.at, policy=work.policy))
    await work.free_place(agent_id)
    if before is not Owner.BOT:
        outcome = HandoffOutcome.ABANDONED if before is Owner.QUEUE else HandoffOutcome.RESOLVED
        await end_handoff(work, conversation, outcome)


async def end_handoff(work: Work, conversation: Conversation, outcome: HandoffOutcome) -> None:
    """The stay with people is over: its handling time feeds the wait estimate."""
    handoff = await work.tx.handoffs.latest(conversation.id)
    if handoff is None or handoff.ended_at is not None:
        return
    handling = (work.at - handoff.claimed_at).total_seconds() if handoff.claimed_at else None
    await work.tx.handoffs.save(
        replace(handoff, ended_at=work.at, outcome=outcome, handling_seconds=handling)
    )


def read_brief(handoff: Handoff, messages: Sequence[Message], lang: str) -> Brief:
    """The brief of a handoff, read again from its row and the messages."""
    return make_brief(
        messages,
        reason=handoff.reason,
        at_seq=handoff.at_seq,
        since_seq=handoff.since_seq,
        lang=lang,
        signals=handoff.signals,
        evidence=handoff.evidence,
        say=partial(say, lang=lang),
    )


async def _begin_handoff(
    work: Work, conversation: Conversation, request: HandoffRequest | None, at_seq: int
) -> None:
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
        )
    )
    session = await work.tx.messages.of(conversation.id, after=conversation.bot_since_seq)
    goal = goal_of(session)
    conversation.understand(shortened(goal.text) if goal else None)
