"""The sweep of the SLA clocks: warns before a breach and at it, whatever process comes first."""

import logging

from handoff.desk.context import Desk
from handoff.desk.work import working

log = logging.getLogger(__name__)


async def look_at_clocks(desk: Desk, limit: int = 200) -> int:
    """Tell of every warning and breach whose moment has passed; returns in how many conversations."""
    async with desk.store.reading() as tx:
        ids = await tx.conversations.clocks_due(desk.clock(), limit)
    told = 0
    for conversation_id in ids:
        told += await _safely(desk, conversation_id)
    return told


async def _safely(desk: Desk, conversation_id: str) -> bool:
    """One bad conversation never stops the rest."""
    try:
        async with working(desk) as work:
            conversation = await work.conversation(conversation_id)
            found = conversation.look_at_clocks(at=work.at)
            work.record(found)
        return bool(found)
    except Exception:
        log.exception("the clocks of conversation %s could not be looked at", conversation_id)
        return False
