"""The log of decisions in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.bot.decision import Decided, Decision, DecisionKind
from handoff.domain.enums import EscalationReason, Priority
from handoff.storage.tables.learning_tables import decisions

DECIDED = tuple(field.name for field in fields(Decided))
DECISION = tuple(field.name for field in fields(Decision) if field.name != "decided")
ADD = decisions.insert()
LISTS = frozenset({"hits", "evidence"})
ENUMS = {"kind": DecisionKind, "reason": EscalationReason, "priority": Priority}


class SqlDecisions:
    """What the bot decided, and why."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, added: Sequence[Decision]) -> None:
        if added:
            await self._db.execute(ADD, [_values(one) for one in added])

    async def of(self, conversation_id: str) -> list[Decision]:
        query = sa.select(decisions).where(decisions.c.conversation_id == conversation_id)
        return await self._read(query)

    async def page(self, *, since: datetime | None, after: str | None, limit: int) -> list[Decision]:
        query = sa.select(decisions).limit(limit)
        if since is not None:
            query = query.where(decisions.c.created_at >= since)
        if after is not None:
            query = query.where(decisions.c.id > after)
        return await self._read(query)

    async def _read(self, query: sa.Select[tuple[object, ...]]) -> list[Decision]:
        rows = await self._db.execute(query.order_by(decisions.c.id))
        return [_decision(row) for row in rows.mappings()]


def _values(decision: Decision) -> dict[str, object]:
    values = {name: getattr(decision, name) for name in DECISION}
    for name in DECIDED:
        value = getattr(decision.decided, name)
        values[name] = [dict(item) for item in value] if name in LISTS else _plain(value)
    return values


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _decision(row: RowMapping) -> Decision:
    decided = {name: _read_value(name, row[name]) for name in DECIDED}
    values = {name: row[name] for name in DECISION}
    return Decision(**values, decided=Decided(**decided))  # type: ignore[arg-type]


def _read_value(name: str, value: object) -> object:
    if name in LISTS and isinstance(value, list):
        return tuple(value)
    return ENUMS[name](str(value)) if name in ENUMS and value is not None else value
