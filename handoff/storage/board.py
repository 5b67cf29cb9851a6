"""The board's reading in SQL: four queries, whatever the desk has kept."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.enums import Owner
from handoff.domain.queueing.board import BoardLine, BoardLines, line_of
from handoff.storage.conversations import BEGUN, QUEUE_ORDER
from handoff.storage.rows import conversation_of
from handoff.storage.tables.desk_tables import WAITING, conversations, messages, visitors

NEWEST = (conversations.c.updated_at.desc(), conversations.c.id.desc())
LAST_WORDS = sa.and_(
    messages.c.conversation_id == conversations.c.id, messages.c.seq == conversations.c.last_visitor_seq
)
LINES = (
    sa.select(conversations, visitors.c.name.label("visitor_name"), messages.c.mood)
    .join(visitors, visitors.c.id == conversations.c.visitor_id)
    .join(messages, LAST_WORDS, isouter=True)
)
SERVED = conversations.c.owner == Owner.AGENT


class SqlBoard:
    """One look at every conversation that somebody deals with."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def lines(self, active_since: datetime, limit: int) -> BoardLines:
        """At most `limit` of each kind; with the bot those alone that moved since a moment."""
        with_bot = sa.and_(
            conversations.c.owner == Owner.BOT, BEGUN, conversations.c.updated_at >= active_since
        )
        kinds = ((Owner.QUEUE, sa.and_(WAITING)), (Owner.AGENT, SERVED), (Owner.BOT, with_bot))
        counts = [
            sa.select(sa.func.count()).select_from(conversations).where(condition).scalar_subquery()
            for _, condition in kinds
        ]
        row = (await self._db.execute(sa.select(*counts))).one()
        return BoardLines(
            waiting=await self._lines(LINES.where(WAITING).order_by(*QUEUE_ORDER).limit(limit)),
            serving=await self._lines(LINES.where(SERVED).order_by(*NEWEST).limit(limit)),
            bot=await self._lines(LINES.where(with_bot).order_by(*NEWEST).limit(limit)),
            counts={owner: int(count) for (owner, _), count in zip(kinds, row, strict=True)},
        )

    async def _lines(self, query: sa.Select[tuple[object, ...]]) -> tuple[BoardLine, ...]:
        rows = (await self._db.execute(query)).mappings()
        return tuple(line_of(conversation_of(row), row["visitor_name"], row["mood"]) for row in rows)
