"""The shelf, drafts and mentions in SQL."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.aids.jottings import AgentDraft, Mention
from handoff.domain.aids.shelf import ShelfItem, ShelfKind
from handoff.domain.enums import MessageKind
from handoff.storage.engine.prepared import Prepared
from handoff.storage.engine.upsert import insert_if_new, upsert
from handoff.storage.tables.shelf_tables import drafts, mentions, shelf

DRAFT_KEY = ("agent_id", "conversation_id", "kind")
TAKE_AWAY = Prepared(drafts.delete().where(*(drafts.c[name] == sa.bindparam(name) for name in DRAFT_KEY)))


class SqlShelf:
    """Canned replies, macros and saved views."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def of(self, agent_id: str, teams: Collection[str] | None) -> list[ShelfItem]:
        theirs = sa.true() if teams is None else shelf.c.team_id.in_(teams)
        common = sa.and_(shelf.c.owner_id.is_(None), sa.or_(shelf.c.team_id.is_(None), theirs))
        rows = (
            await self._db.execute(sa.select(shelf).where(sa.or_(common, shelf.c.owner_id == agent_id)))
        ).mappings()
        # Sorted here: what comes first must not depend on a database's own collation.
        return sorted((_item(row) for row in rows), key=lambda one: one.order)

    async def get(self, item_id: str) -> ShelfItem | None:
        query = sa.select(shelf).where(shelf.c.id == item_id)
        row = (await self._db.execute(query)).mappings().one_or_none()
        return _item(row) if row else None

    async def add(self, item: ShelfItem) -> None:
        await self._db.execute(shelf.insert(), _values(item))

    async def save(self, item: ShelfItem) -> bool:
        as_read = sa.and_(shelf.c.id == item.id, shelf.c.revision == item.revision - 1)
        return (await self._db.execute(shelf.update().where(as_read).values(_values(item)))).rowcount == 1

    async def put_at(self, item_id: str, place: int) -> None:
        await self._db.execute(shelf.update().where(shelf.c.id == item_id).values(place=place))

    async def give_to_all(self, team_id: str) -> None:
        await self._db.execute(shelf.update().where(shelf.c.team_id == team_id).values(team_id=None))

    async def drop(self, item_id: str) -> None:
        await self._db.execute(shelf.delete().where(shelf.c.id == item_id))


class SqlDrafts:
    """Unfinished words."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def put(self, draft: AgentDraft) -> None:
        if draft.text:
            await self._db.execute(upsert(self._db, drafts, asdict(draft), key=DRAFT_KEY))
            return
        await TAKE_AWAY.run(self._db, {name: getattr(draft, name) for name in DRAFT_KEY})

    async def of(self, agent_id: str, conversation_id: str) -> list[AgentDraft]:
        query = (
            sa.select(drafts)
            .where(drafts.c.agent_id == agent_id, drafts.c.conversation_id == conversation_id)
            .order_by(drafts.c.kind)
        )
        rows = (await self._db.execute(query)).mappings()
        return [AgentDraft(**(dict(row) | {"kind": MessageKind(row["kind"])})) for row in rows]


class SqlMentions:
    """Who was named in which note."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, mention: Mention) -> None:
        key = ("message_id", "agent_id")
        await self._db.execute(insert_if_new(self._db, mentions, asdict(mention), key=key))

    async def of(self, agent_id: str, limit: int) -> list[Mention]:
        query = (
            sa.select(mentions)
            .where(mentions.c.agent_id == agent_id)
            .order_by(mentions.c.seen_at.is_not(None), mentions.c.message_id.desc())
            .limit(limit)
        )
        return [Mention(**row) for row in (await self._db.execute(query)).mappings()]

    async def see(self, agent_id: str, conversation_id: str, at: datetime) -> int:
        new = sa.and_(
            mentions.c.agent_id == agent_id,
            mentions.c.conversation_id == conversation_id,
            mentions.c.seen_at.is_(None),
        )
        return (await self._db.execute(mentions.update().where(new).values(seen_at=at))).rowcount


def _item(row: sa.RowMapping) -> ShelfItem:
    return ShelfItem(**(dict(row) | {"kind": ShelfKind(row["kind"])}))


def _values(item: ShelfItem) -> dict[str, object]:
    return asdict(item) | {"content": dict(item.content)}
