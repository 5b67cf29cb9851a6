"""The sweep of the SLA clocks: warns before a breach and at it, whatever process comes first.

Who still waits when a promise is about to break moves up by one step of priority, once for each promise.
"""

from collections.abc import Sequence

from handoff.desk import due
from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import Owner, raised
from handoff.domain.timing.sla import ClockName


async def look_at_clocks(desk: Desk, limit: int = 200) -> int:
    """Tell of every warning and breach whose moment has passed; returns in how many conversations."""
    at = desk.clock()

    async def find(tx: Transaction, limit: int, but: Sequence[str]) -> list[str]:
        return await tx.due.clocks(at, limit, but)

    found = await due.run(desk, due.Sweep(find=find, act=_look, name="the clocks", at_once=limit))
    return sum(found)


async def _look(work: Work, conversation_id: str) -> bool:
    conversation = await work.conversation(conversation_id)
    warned = _warned(conversation)
    moved = conversation.look_at_clocks(at=work.at)
    work.record(moved)
    if conversation.owner is Owner.QUEUE and _warned(conversation) - warned:
        sooner = raised(conversation.priority)
        work.record(conversation.prioritise(sooner, at=work.at, policy=work.policy))
    return bool(moved)


def _warned(conversation: Conversation) -> set[ClockName]:
    """Which promises have been warned of."""
    return {name for name, clock in conversation.sla if clock.warned_at is not None}
