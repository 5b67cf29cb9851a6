"""Addresses that get no mail, in SQL."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.suppression import Suppression, SuppressionReason
from handoff.storage.engine.upsert import insert_if_new
from handoff.storage.tables.mail_tables import IN_FORCE, suppressions

SUPPRESSION = tuple(field.name for field in fields(Suppression))


class SqlSuppressions:
    """Which addresses the desk must not write to."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, suppression: Suppression) -> bool:
        values = {name: getattr(suppression, name) for name in SUPPRESSION}
        added = insert_if_new(self._db, suppressions, values, key=("address",), where=IN_FORCE)
        return (await self._db.execute(added)).rowcount == 1

    async def of(self, address: str) -> Suppression | None:
        found = await self._all(sa.select(suppressions).where(suppressions.c.address == address, IN_FORCE))
        return found[0] if found else None

    async def among(self, addresses: Iterable[str]) -> set[str]:
        which = suppressions.c.address.in_(list(addresses))
        return set(await self._db.scalars(sa.select(suppressions.c.address).where(which, IN_FORCE)))

    async def get(self, suppression_id: str) -> Suppression | None:
        found = await self._all(sa.select(suppressions).where(suppressions.c.id == suppression_id))
        return found[0] if found else None

    async def find(self, words: str, limit: int, *, lifted: bool) -> list[Suppression]:
        state = suppressions.c.lifted_at.is_not(None) if lifted else IN_FORCE
        latest = suppressions.c.lifted_at if lifted else suppressions.c.at
        query = sa.select(suppressions).where(state)
        if words:
            query = query.where(suppressions.c.address.contains(words.lower(), autoescape=True))
        return await self._all(query.order_by(latest.desc(), suppressions.c.id.desc()).limit(limit))

    async def count(self) -> int:
        query = sa.select(sa.func.count()).select_from(suppressions).where(IN_FORCE)
        return await self._db.scalar(query) or 0

    async def lift(self, suppression_id: str, at: datetime, by_id: str | None, by_name: str | None) -> bool:
        lifted = suppressions.update().where(suppressions.c.id == suppression_id, IN_FORCE)
        by = {"lifted_at": at, "lifted_by_id": by_id, "lifted_by_name": by_name}
        return (await self._db.execute(lifted.values(by))).rowcount == 1

    async def _all(self, query: sa.Select[tuple[object, ...]]) -> list[Suppression]:
        rows = (await self._db.execute(query)).mappings()
        return [
            Suppression(
                **{name: row[name] for name in SUPPRESSION} | {"reason": SuppressionReason(row["reason"])}
            )
            for row in rows
        ]
