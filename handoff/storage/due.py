"""What has come due in SQL: in hand by row locks on PostgreSQL, by the one write lock on SQLite."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.desk.ports import MOST_COUNTED
from handoff.domain.conversation.view import Neglected
from handoff.domain.enums import Availability, ConversationState, Owner
from handoff.domain.identity.people import CONVERSING_ROLES
from handoff.storage.engine.prepared import Prepared
from handoff.storage.tables.desk_tables import CLOCKED, OPEN, PENDING, agents, conversations, offers
from handoff.storage.tables.promises_table import OWED, promises

ID = conversations.c.id
SERVES = agents.c.role.in_([role.value for role in CONVERSING_ROLES])
HERE = sa.exists().where(agents.c.id == conversations.c.agent_id, agents.c.active, SERVES)
THIS = sa.select(ID).where(sa.bindparam("id") == ID)
TAKEN = Prepared(THIS)
TAKEN_TO_CHANGE = Prepared(THIS.with_for_update(of=conversations, skip_locked=True))
# Through a function, or SQLite would go by the owner's index, in which every resolved conversation stands.
OWNER = sa.func.coalesce(conversations.c.owner, Owner.NOBODY.value)
UNOWNED = OWNER.in_([Owner.NOBODY.value]) | (OWNER.in_([Owner.AGENT.value]) & ~HERE)


class SqlDue:
    """Finds due conversations, and in a writing transaction has them in hand."""

    def __init__(self, db: AsyncConnection, *, writing: bool) -> None:
        self._db = db
        self._writing = writing

    async def overdue(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        query = sa.select(ID).where(OPEN, _late(at)).order_by(conversations.c.deadline_at.asc().nulls_first())
        return await self._found(query, limit, but)

    async def ownerless(self, limit: int, but: Sequence[str] = ()) -> list[str]:
        # In the order of the open ones' index, or the planner may walk through all that are resolved.
        query = sa.select(ID).where(OPEN, UNOWNED).order_by(conversations.c.deadline_at)
        return await self._found(query, limit, but)

    async def clocks(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        due = conversations.c.sla_due_at
        return await self._found(sa.select(ID).where(CLOCKED, due < at).order_by(due), limit, but)

    async def vanished(self, before: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        away = sa.or_(agents.c.present_until.is_(None), agents.c.present_until <= before)
        awake = conversations.c.state != ConversationState.SNOOZED
        live = conversations.c.ticket.is_(None)
        query = (
            sa.select(ID)
            .join(agents, agents.c.id == conversations.c.agent_id)
            .where(conversations.c.owner == Owner.AGENT, conversations.c.customer_waits, awake, live, away)
            .order_by(conversations.c.deadline_at)
        )
        return await self._found(query, limit, but)

    async def offers(
        self, at: datetime, gone_before: datetime, limit: int, but: Sequence[str] = ()
    ) -> list[str]:
        here = sa.and_(
            agents.c.active,
            SERVES,
            agents.c.availability == Availability.ONLINE,
            sa.func.coalesce(agents.c.present_until > gone_before, sa.false()),
        )
        query = (
            sa.select(ID)
            .join(offers, offers.c.conversation_id == ID)
            .join(agents, agents.c.id == offers.c.agent_id)
            .where(PENDING, sa.or_(offers.c.expires_at <= at, ~here))
            .order_by(offers.c.made_at, offers.c.id)
        )
        return await self._found(query, limit, but)

    async def promises(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        query = (
            sa.select(ID)
            .join(promises, promises.c.conversation_id == ID)
            .where(OWED, promises.c.next_at <= at)
            .order_by(promises.c.next_at, promises.c.id)
        )
        # One with several comes several times: no grouping, which would lock nothing.
        return list(dict.fromkeys(await self._found(query, limit, but)))

    async def take(self, conversation_id: str) -> bool:
        query = TAKEN_TO_CHANGE if self._writing else TAKEN
        return bool(await query.tuples(self._db, {"id": conversation_id}))

    async def neglected(self, at: datetime) -> Neglected:
        return Neglected(overdue=await self._count(_late(at)), ownerless=await self._count(UNOWNED))

    async def _count(self, condition: sa.ColumnElement[bool]) -> int:
        query = sa.select(ID).where(OPEN, condition).order_by(conversations.c.deadline_at).limit(MOST_COUNTED)
        return int(await self._db.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0)

    async def _found(self, query: sa.Select[tuple[str]], limit: int, but: Sequence[str]) -> list[str]:
        query = query.limit(limit)
        if but:
            query = query.where(ID.not_in(but))
        if self._writing:
            query = query.with_for_update(of=conversations, skip_locked=True)
        return list(await self._db.scalars(query))


def _late(at: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(conversations.c.deadline_at.is_(None), conversations.c.deadline_at <= at)
