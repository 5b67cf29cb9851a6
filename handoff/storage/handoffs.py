"""Handoffs and customers' verdicts in SQL."""

from dataclasses import fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.conversation.closing_form import Rating
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.conversation.message import Message
from handoff.domain.enums import HandoffOutcome
from handoff.domain.queueing.wait_report import Waited
from handoff.storage.engine.prepared import Prepared
from handoff.storage.engine.upsert import upsert
from handoff.storage.rows import HANDOFF, handoff_of, handoff_values
from handoff.storage.tables.desk_tables import feedback, handoffs, ratings

RATING = tuple(field.name for field in fields(Rating))
CHANGED = tuple(name for name in HANDOFF if name != "id")
ADD = Prepared(handoffs.insert(), sets=HANDOFF)
SAVE = Prepared(handoffs.update().where(handoffs.c.id == sa.bindparam("of_id")), sets=CHANGED)
LATEST = Prepared(
    sa.select(handoffs)
    .where(handoffs.c.conversation_id == sa.bindparam("conversation_id"))
    .order_by(handoffs.c.epoch.desc())
    .limit(1)
)


class SqlHandoffs:
    """The stays with people, and what customers thought."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, handoff: Handoff) -> None:
        await ADD.run(self._db, handoff_values(handoff))

    async def latest(self, conversation_id: str) -> Handoff | None:
        row = await LATEST.one(self._db, {"conversation_id": conversation_id})
        return handoff_of(row) if row else None

    async def waits(self, since: datetime, at: datetime) -> list[Waited]:
        """Those who were queued since a moment; none that an agent took from the bot or that was merged."""
        merged = handoffs.c.outcome.is_not_distinct_from(HandoffOutcome.MERGED.value)
        query = sa.select(handoffs).where(
            handoffs.c.queued_at >= since, handoffs.c.reason.is_not(None), ~merged
        )
        return [handoff_of(row).waited(at) for row in (await self._db.execute(query)).mappings()]

    async def save(self, handoff: Handoff) -> None:
        values = handoff_values(handoff)
        await SAVE.run(self._db, {name: values[name] for name in CHANGED} | {"of_id": handoff.id})

    async def put_feedback(self, message: Message, visitor_id: str, helpful: bool, at: datetime) -> None:
        values: dict[str, object] = {
            "message_id": message.id,
            "conversation_id": message.conversation_id,
            "visitor_id": visitor_id,
            "helpful": helpful,
            "created_at": at,
        }
        await self._db.execute(upsert(self._db, feedback, values, key=("message_id",)))

    async def put_rating(self, rating: Rating) -> None:
        values = {name: getattr(rating, name) for name in RATING} | {"answers": dict(rating.answers)}
        await self._db.execute(upsert(self._db, ratings, values, key=("conversation_id", "epoch")))

    async def ratings(self, conversation_id: str) -> list[Rating]:
        query = sa.select(ratings).where(ratings.c.conversation_id == conversation_id)
        rows = await self._db.execute(query.order_by(ratings.c.epoch))
        return [Rating(**row) for row in rows.mappings()]
