"""The bot's owed turns in SQL."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.tables import OWING, conversations


class SqlTurns:
    """Which answers the bot owes, and who is working on them."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def owed(self, at: datetime, limit: int) -> list[str]:
        free = sa.or_(conversations.c.turn_until.is_(None), conversations.c.turn_until <= at)
        query = (
            sa.select(conversations.c.id)
            .where(OWING, free)
            .order_by(conversations.c.deadline_at)
            .limit(limit)
        )
        return list(await self._db.scalars(query))

    async def lease(self, conversation_id: str, worker: str, at: datetime, until: datetime) -> bool:
        """A conditional update: False when another worker's lease is still good."""
        free = sa.or_(
            conversations.c.turn_until.is_(None),
            conversations.c.turn_until <= at,
            conversations.c.turn_worker == worker,
        )
        change = (
            conversations.update()
            .where(conversations.c.id == conversation_id, OWING, free)
            .values(turn_worker=worker, turn_until=until)
        )
        return (await self._db.execute(change)).rowcount == 1

    async def drop_lease(self, conversation_id: str) -> None:
        change = (
            conversations.update()
            .where(conversations.c.id == conversation_id)
            .values(turn_worker=None, turn_until=None)
        )
        await self._db.execute(change)
