"""The places of those who wait: the position among those who compete, and an honest range of the wait."""

from collections.abc import Sequence
from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import QueuePlace
from handoff.domain.identity.people import Agent
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.queue_order import QueueKey
from handoff.domain.queueing.wait import Forecast

Standing = tuple[QueueKey | None, bool, str, str | None, str | None]


def standing_of(conversation: Conversation) -> Standing:
    """What of a conversation decides on its place."""
    kind = (conversation.live, conversation.lang, conversation.team_id, conversation.skill)
    return (conversation.queue_key, *kind)


async def places_of(tx: Transaction, desk: Desk, upto: QueueKey | None = None) -> dict[str, QueuePlace]:
    """The place of everybody who waits, or of those up to one."""
    queue = await tx.queue.standing(upto)
    return _places(desk, queue, await forecast(tx, desk)) if queue else {}


async def place_of(
    tx: Transaction, desk: Desk, conversation: Conversation, coming: Forecast
) -> QueuePlace | None:
    """The place of a conversation in hand, which may not be saved yet; None when it does not wait."""
    queue = await _with(tx, conversation)
    if not queue:
        return None
    # Whether the agent of last time is waited for changes the time, not the position.
    visitor = await tx.people.visitor(conversation.visitor_id)
    queue[-1] = replace(queue[-1], last_agent_id=visitor.last_agent_id if visitor else None)
    return _places(desk, queue, coming)[conversation.id]


async def _with(tx: Transaction, conversation: Conversation) -> list[Need]:
    """Those ahead, and this one last."""
    key = conversation.queue_key
    if key is None:
        return []
    standing = [need for need in await tx.queue.standing(key) if need.conversation_id != key.id]
    pending = await tx.offers.pending(key.id)
    own = Need(
        conversation_id=key.id,
        lang=conversation.lang,
        waiting_since=key.waiting_since,
        team_id=conversation.team_id,
        skill=conversation.skill,
        live=conversation.live,
        due_at=key.due_at,
        offered=pending is not None,
    )
    return [*standing, own]


async def forecast(tx: Transaction, desk: Desk, agents: Sequence[Agent] | None = None) -> Forecast:
    """Who serves now and how fast the desk has been."""
    at, policy = desk.clock(), desk.policy_now
    pace = await desk.past.pace(tx, at)
    return Forecast(
        agents=await tx.people.agents() if agents is None else agents,
        pace=pace,
        going=await tx.queue.going() if pace.known else (),
        at=at,
        policy=policy.routing,
        weights=policy.weights,
    )


def _places(desk: Desk, queue: Sequence[Need], coming: Forecast) -> dict[str, QueuePlace]:
    positions, ranges, opens_at = coming.positions(queue), coming.ranges(queue), desk.opens_at
    return {
        need.conversation_id: QueuePlace(
            position=positions[need.conversation_id],
            wait_seconds=ranges.get(need.conversation_id),
            opens_at=opens_at,
            overall=overall,
        )
        for overall, need in enumerate(queue, start=1)
    }
