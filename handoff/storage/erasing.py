"""Deleting for good in SQL: whatever table names a conversation is emptied of it."""

from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.enums import ConversationState
from handoff.domain.retention import Doomed, Erasure, ErasureKind, Known, faded
from handoff.storage.rows import message_of, visitor_of
from handoff.storage.search import TAGGED
from handoff.storage.tables.consent_tables import consents
from handoff.storage.tables.desk_tables import RESOLVED, conversations, messages, metadata, visitors
from handoff.storage.tables.erasing_tables import erasures
from handoff.storage.tables.event_tables import events
from handoff.storage.tables.mail_tables import incoming, mails, suppressions
from kb_index.store import article_votes

ERASURE = tuple(field.name for field in fields(Erasure))
ID = conversations.c.id
# The counts of the reports stay true: kept events name nobody and hold no words.
KEPT = frozenset({events.name, conversations.name})
NAMED = (visitors.c.name, visitors.c.email, visitors.c.phone, visitors.c.external_id, visitors.c.tier)
MESSAGES_OF = sa.select(messages.c.id).where(messages.c.conversation_id == sa.bindparam("of_id"))


class SqlErasing:
    """What is old, what is somebody's, and that it is gone."""

    def __init__(self, db: AsyncConnection, *, writing: bool) -> None:
        self._db = db
        self._writing = writing

    async def doomed(self, *, ended: datetime | None, anonymous: datetime | None, hold_tag: str) -> Doomed:
        old = sa.false() if ended is None else self._old(ended)
        held = self._held(hold_tag)
        counts = sa.select(sa.func.count(), sa.func.min(conversations.c.resolved_at)).where(old, ~held)
        count, oldest = (await self._db.execute(counts)).one()
        said = sa.select(sa.func.count()).select_from(messages).join(conversations).where(old, ~held)
        kept = sa.select(sa.func.count()).select_from(conversations).where(old, held)
        fading = 0
        if anonymous is not None:
            whom = sa.select(sa.func.count()).select_from(visitors).where(self._fading(anonymous, hold_tag))
            fading = await self._db.scalar(whom) or 0
        return Doomed(
            conversations=count,
            messages=await self._db.scalar(said) or 0,
            visitors=fading,
            held=await self._db.scalar(kept) or 0,
            oldest=oldest,
        )

    async def old(self, before: datetime, hold_tag: str, limit: int) -> list[str]:
        query = sa.select(ID).where(self._old(before), ~self._held(hold_tag))
        query = query.order_by(conversations.c.resolved_at).limit(limit)
        if self._writing:
            query = query.with_for_update(of=conversations, skip_locked=True)
        return list(await self._db.scalars(query))

    async def fading(self, before: datetime, hold_tag: str, limit: int) -> list[str]:
        query = sa.select(visitors.c.id).where(self._fading(before, hold_tag)).limit(limit)
        if self._writing:
            query = query.with_for_update(of=visitors, skip_locked=True)
        return list(await self._db.scalars(query))

    async def drop(self, conversation_id: str) -> int:
        of = {"of_id": conversation_id}
        count = await self._db.scalar(sa.select(sa.func.count()).select_from(MESSAGES_OF.subquery()), of)
        for table in reversed(metadata.sorted_tables):
            if "conversation_id" in table.c and table.name not in KEPT:
                mine = table.c.conversation_id == conversation_id
                await self._db.execute(table.delete().where(mine))
        left = conversations.update().where(conversations.c.merged_into == conversation_id)
        await self._db.execute(left.values(merged_into=None))
        await self._db.execute(conversations.delete().where(conversations.c.id == conversation_id))
        return count or 0

    async def drop_visitor(self, visitor_id: str) -> bool:
        address = await self._address(visitor_id)
        left = sa.exists().where(conversations.c.visitor_id == visitor_id)
        await self._db.execute(consents.delete().where(consents.c.visitor_id == visitor_id, ~left))
        dropped = await self._db.execute(visitors.delete().where(visitors.c.id == visitor_id, ~left))
        if dropped.rowcount != 1:
            return False
        await self._db.execute(article_votes.delete().where(article_votes.c.voter == visitor_id))
        await self._forget_address(address)
        return True

    async def anonymise(self, visitor_id: str) -> None:
        address = await self._address(visitor_id)
        nobody = {column.name: None for column in NAMED}
        await self._db.execute(visitors.update().where(visitors.c.id == visitor_id).values(nobody))
        mine = sa.select(ID).where(conversations.c.visitor_id == visitor_id)
        await self._fade(sa.select(messages).where(messages.c.conversation_id.in_(mine)))
        await self._db.execute(mails.update().where(mails.c.conversation_id.in_(mine)).values(address=None))
        came = incoming.update().where(incoming.c.conversation_id.in_(mine))
        await self._db.execute(came.values(sender=""))
        await self._forget_address(address)

    async def _address(self, visitor_id: str) -> str | None:
        address: str | None = await self._db.scalar(
            sa.select(sa.func.lower(visitors.c.email)).where(visitors.c.id == visitor_id)
        )
        return address

    async def _forget_address(self, address: str | None) -> None:
        """Why no mail goes there is forgotten with the last customer whose address it is."""
        if address is None:
            return
        others = sa.exists().where(sa.func.lower(visitors.c.email) == address)
        await self._db.execute(suppressions.delete().where(suppressions.c.address == address, ~others))

    async def _fade(self, said: sa.Select[Any]) -> None:
        for row in (await self._db.execute(said)).mappings().all():
            before = message_of(row)
            if (after := faded(before)) != before:
                new = {"author_name": after.author.name, "text": after.text, "payload": after.payload}
                await self._db.execute(messages.update().where(messages.c.id == after.id).values(new))

    async def of_visitor(self, visitor_id: str) -> list[str]:
        query = sa.select(ID).where(conversations.c.visitor_id == visitor_id)
        return list(await self._db.scalars(query.order_by(conversations.c.opened_at, ID)))

    async def find(self, words: str, limit: int) -> list[Known]:
        mine = conversations.c.visitor_id == visitors.c.id
        how_many = sa.select(sa.func.count()).where(mine).correlate(visitors).scalar_subquery()
        last = (
            sa.select(sa.func.max(conversations.c.updated_at))
            .where(mine)
            .correlate(visitors)
            .scalar_subquery()
        )
        fitting = [column.icontains(words, autoescape=True) for column in (*NAMED, visitors.c.id)]
        query = (
            sa.select(visitors, how_many.label("conversations"), last.label("last_at"))
            .where(sa.or_(*fitting))
            .order_by(visitors.c.created_at.desc(), visitors.c.id.desc())
            .limit(limit)
        )
        return [
            Known(visitor=visitor_of(row), conversations=row["conversations"], last_at=row["last_at"])
            for row in (await self._db.execute(query)).mappings()
        ]

    async def note(self, erasure: Erasure) -> None:
        await self._db.execute(erasures.insert().values({name: getattr(erasure, name) for name in ERASURE}))

    async def log(self, limit: int) -> list[Erasure]:
        query = sa.select(erasures).order_by(erasures.c.at.desc(), erasures.c.id.desc()).limit(limit)
        rows = (await self._db.execute(query)).mappings()
        return [
            Erasure(**{name: row[name] for name in ERASURE} | {"kind": ErasureKind(row["kind"])})
            for row in rows
        ]

    def _old(self, before: datetime) -> sa.ColumnElement[bool]:
        """What was merged into another is as old as that one: it is told there still."""
        whole = conversations.alias()
        young = sa.or_(
            whole.c.state != ConversationState.RESOLVED.value,
            whole.c.resolved_at >= before,
        )
        goes_on = sa.exists().where(whole.c.id == conversations.c.merged_into, young)
        return sa.and_(RESOLVED, conversations.c.resolved_at < before, ~goes_on)

    def _held(self, hold_tag: str) -> sa.ColumnElement[bool]:
        # A bare text cannot be negated.
        return sa.case((TAGGED[self._db.dialect.name].bindparams(tag=hold_tag), 1), else_=0) == 1

    def _fading(self, before: datetime, hold_tag: str) -> sa.ColumnElement[bool]:
        """Known by something, and nothing of theirs is open, young or held."""
        mine = conversations.c.visitor_id == visitors.c.id
        young = sa.or_(
            conversations.c.state != ConversationState.RESOLVED.value,
            conversations.c.resolved_at.is_(None),
            conversations.c.resolved_at >= before,
            self._held(hold_tag),
        )
        known = sa.or_(*(column.is_not(None) for column in NAMED))
        return sa.and_(known, visitors.c.created_at < before, ~sa.exists().where(mine, young))
