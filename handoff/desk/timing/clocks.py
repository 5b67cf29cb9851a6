"""The sweep of the SLA clocks: warns before a breach and at it, whatever process comes first."""

from collections.abc import Sequence

from handoff.desk import due
from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.desk.work import Work


async def look_at_clocks(desk: Desk, limit: int = 200) -> int:
    """Tell of every warning and breach whose moment has passed; returns in how many conversations."""
    at = desk.clock()

    async def find(tx: Transaction, limit: int, but: Sequence[str]) -> list[str]:
        return await tx.due.clocks(at, limit, but)

    found = await due.run(desk, due.Sweep(find=find, act=_look, name="the clocks", at_once=limit))
    return sum(found)


async def _look(work: Work, conversation_id: str) -> bool:
    conversation = await work.conversation(conversation_id)
    moved = conversation.look_at_clocks(at=work.at)
    work.record(moved)
    return bool(moved)
