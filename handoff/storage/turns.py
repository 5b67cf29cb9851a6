"""The bot's owed turns in SQL."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.tables.desk_tables import OWING, conversations

THIS = conversations.c.id == sa.bindparam("of_id")
FREE = sa.or_(
    conversations.c.turn_until.is_(None),
    conversations.c.turn_until <= sa.bindparam("at", type_=conversations.c.turn_until.type),
    conversations.c.turn_worker == sa.bindparam("worker", type_=conversations.c.turn_worker.type),
)
LEASE = (
    conversations.update()
    .where(THIS, OWING, FREE)
    .values(turn_worker=sa.bindparam("worker"), turn_until=sa.bindparam("until"))
)
HELD = conversations.c.turn_worker == sa.bindparam("by_worker", type_=conversations.c.turn_worker.type)
RENEW = conversations.update().where(THIS, OWING, HELD).values(turn_until=sa.bindparam("until"))
DROP_LEASE = conversations.update().where(THIS).values(turn_worker=None, turn_until=None)


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

    async def take_owed(self, worker: str, at: datetime, until: datetime, limit: int) -> list[str]:
        """What another worker is just taking is passed over."""
        free = sa.or_(conversations.c.turn_until.is_(None), conversations.c.turn_until <= at)
        # In a WITH, or PostgreSQL may look again for each row and take more than the limit.
        some = (
            sa.select(conversations.c.id)
            .where(OWING, free)
            .order_by(conversations.c.deadline_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("some")
        )
        change = (
            conversations.update()
            .where(conversations.c.id.in_(sa.select(some.c.id)))
            .values(turn_worker=worker, turn_until=until)
            .returning(conversations.c.id)
        )
        return list(await self._db.scalars(change))

    async def lease(self, conversation_id: str, worker: str, at: datetime, until: datetime) -> bool:
        """A conditional update: False when another worker's lease is still good."""
        values = {"of_id": conversation_id, "worker": worker, "at": at, "until": until}
        return (await self._db.execute(LEASE, values)).rowcount == 1

    async def renew_lease(self, conversation_id: str, worker: str, until: datetime) -> bool:
        """A conditional update: False where the lease is another's or nobody's."""
        values = {"of_id": conversation_id, "by_worker": worker, "until": until}
        return (await self._db.execute(RENEW, values)).rowcount == 1

    async def drop_lease(self, conversation_id: str) -> None:
        await self._db.execute(DROP_LEASE, {"of_id": conversation_id})
