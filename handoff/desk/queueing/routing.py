"""Drain the queue: whoever has a free place is held out what waits."""

import asyncio
import logging
from collections.abc import Sequence

from handoff.desk import due
from handoff.desk.context import Desk
from handoff.desk.ownership.handovers import requeue
from handoff.desk.ports import Transaction
from handoff.desk.queueing.offers import make_offer
from handoff.desk.work import Work
from handoff.domain.enums import Owner
from handoff.domain.errors import BatonError
from handoff.domain.queueing.assignment import Assignment, plan

log = logging.getLogger(__name__)

NEEDS_AT_ONCE = 200
# A commit waits for the disk, and the disk takes several at once.
OFFERED_AT_ONCE = 8


async def drain(desk: Desk) -> int:
    """Offer what waits to who is free; returns how many were offered. Any process may call it at any time."""
    planned, made = await _planned(desk), 0
    for start in range(0, len(planned), OFFERED_AT_ONCE):
        some = planned[start : start + OFFERED_AT_ONCE]
        made += sum(await asyncio.gather(*(_safely_offered(desk, assignment) for assignment in some)))
    return made


async def _planned(desk: Desk) -> list[Assignment]:
    at, routing = desk.clock(), desk.policy_now.routing
    async with desk.store.reading() as tx:
        needs = await tx.queue.needs(at - routing.ask_again, NEEDS_AT_ONCE)
        agents = await tx.people.agents() if needs else []
    return list(plan(needs, agents, at=at, policy=routing, weights=desk.policy_now.weights))


async def _safely_offered(desk: Desk, assignment: Assignment) -> bool:
    """Another process may have been faster, and one bad conversation never stops the rest."""
    try:
        return await make_offer(
            desk, conversation_id=assignment.conversation_id, agent_id=assignment.agent_id
        )
    except BatonError as lost:
        log.info("conversation %s was not offered: %s", assignment.conversation_id, lost)
    except Exception:
        log.exception("conversation %s could not be offered", assignment.conversation_id)
    return False


async def requeue_vanished(desk: Desk) -> int:
    """Customers whose agent is gone come back to the front of the queue, and are told; returns how many."""
    before = desk.clock() - desk.policy_now.routing.vanish_grace

    async def find(tx: Transaction, limit: int, but: Sequence[str]) -> list[str]:
        return await tx.due.vanished(before, limit, but)

    moved = await due.run(desk, due.Sweep(find=find, act=_from_vanished, name="the return to the queue"))
    return sum(moved)


async def _from_vanished(work: Work, conversation_id: str) -> bool:
    conversation = await work.conversation(conversation_id)
    agent = await work.tx.people.agent(conversation.agent_id or "")
    gone = agent is None or agent.gone(work.at, work.policy.routing.vanish_grace)
    waits = conversation.customer_waits and not conversation.snoozed
    if not (conversation.owner is Owner.AGENT and waits and gone):
        return False
    await requeue(work, conversation, "agent_vanished")
    return True
