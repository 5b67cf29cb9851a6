"""Kept events in SQL."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.history.kept_event import EventKind, KeptEvent, slot_of
from handoff.storage import figure_days
from handoff.storage.engine.prepared import Prepared
from handoff.storage.tables.event_tables import events

FIELDS = tuple(field.name for field in fields(KeptEvent))
KINDS = tuple(kind.value for kind in EventKind)
ADD = Prepared(events.insert())


class SqlEvents:
    """What happened, added to and never changed."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, added: Sequence[KeptEvent]) -> None:
        for event in added:
            await ADD.run(self._db, _values(event))

    async def of(self, conversation_id: str) -> list[KeptEvent]:
        query = sa.select(events).where(events.c.conversation_id == conversation_id)
        rows = await self._db.execute(query.order_by(events.c.at, events.c.id))
        return [_event(row) for row in rows.mappings()]

    async def drop(self, before: datetime, limit: int) -> int:
        """By kind, because the index of time begins with it."""
        query = sa.select(events.c.id, events.c.conversation_id).where(
            events.c.kind.in_(KINDS), events.c.slot < slot_of(before)
        )
        old = (await self._db.execute(query.limit(limit))).all()
        if not old:
            return 0
        await self.disturb(sorted({row.conversation_id for row in old}))
        await self._db.execute(events.delete().where(events.c.id.in_([row.id for row in old])))
        return len(old)

    async def disturb(self, conversation_ids: Sequence[str]) -> None:
        await figure_days.disturb(self._db, conversation_ids)


def _values(event: KeptEvent) -> dict[str, object]:
    values = {name: getattr(event, name) for name in FIELDS}
    return values | {"slot": event.slot, "payload": dict(event.payload)}


def _event(row: RowMapping) -> KeptEvent:
    return KeptEvent(**{name: row[name] for name in FIELDS if name != "kind"}, kind=EventKind(row["kind"]))
