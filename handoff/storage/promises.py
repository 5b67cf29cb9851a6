"""Promises in SQL: only the open ones are in the indexes that are read every second."""

from collections.abc import Sequence
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.enums import AuthorType
from handoff.domain.errors import Conflict
from handoff.domain.promise.ledger import Promise
from handoff.storage.engine.prepared import Prepared, Row
from handoff.storage.tables.promises_table import OWED, promises

NAMES = tuple(field.name for field in fields(Promise))
OF = Prepared(
    sa.select(promises)
    .where(promises.c.conversation_id == sa.bindparam("conversation_id"))
    .order_by(promises.c.made_at, promises.c.id)
)

FOLLOW = Prepared(
    promises.update()
    .where(promises.c.conversation_id == sa.bindparam("of_id"), OWED)
    .values(keeper_id=sa.bindparam("keeper"), version=promises.c.version + 1)
)


class SqlPromises:
    """What customers were told would happen."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, new: Sequence[Promise]) -> None:
        if new:
            await self._db.execute(promises.insert(), [_values(one) for one in new])

    async def get(self, promise_id: str) -> Promise | None:
        found = await self._all(sa.select(promises).where(promises.c.id == promise_id))
        return found[0] if found else None

    async def of(self, conversation_id: str) -> list[Promise]:
        """All of a conversation, in the order they were made."""
        return [_promise(row) for row in await OF.rows(self._db, {"conversation_id": conversation_id})]

    async def save(self, promise: Promise) -> None:
        """A conditional update on the version that was read; Conflict when it changes no row."""
        change = (
            promises.update()
            .where(promises.c.id == promise.id, promises.c.version == promise.version)
            .values(_values(promise) | {"version": promise.version + 1})
        )
        if (await self._db.execute(change)).rowcount != 1:
            raise Conflict

    async def follow(self, conversation_id: str, keeper_id: str | None) -> int:
        """Who has the conversation now has its open promises, too; how many."""
        return await FOLLOW.run(self._db, {"of_id": conversation_id, "keeper": keeper_id})

    async def owed(self, keeper_id: str | None, limit: int) -> list[Promise]:
        """The open ones of an agent, or of everybody, the most urgent first."""
        query = sa.select(promises).where(OWED)
        if keeper_id is not None:
            query = query.where(promises.c.keeper_id == keeper_id)
        return await self._all(query.order_by(promises.c.due_at, promises.c.id).limit(limit))

    async def _all(self, query: sa.Select[tuple[object, ...]]) -> list[Promise]:
        rows = (await self._db.execute(query)).mappings()
        return [_promise(row) for row in rows]


def _promise(row: Row) -> Promise:
    return Promise(**{**row, "author": AuthorType(row["author"])})


def _values(promise: Promise) -> dict[str, object]:
    return {name: getattr(promise, name) for name in NAMES}
