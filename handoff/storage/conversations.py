"""The conversations in SQL."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.desk.ports import MOST_COUNTED
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import ConversationView, Page
from handoff.domain.enums import AuthorType, ConversationState, ListView, MessageKind, Owner
from handoff.domain.errors import Conflict, Invalid
from handoff.storage.engine.prepared import Prepared, Row
from handoff.storage.rows import CONVERSATION_COLUMNS, conversation_of, conversation_values, view_of
from handoff.storage.tables.desk_tables import (
    OPEN,
    OPEN_TICKET,
    WAITING,
    agents,
    conversations,
    messages,
    seen,
    visitors,
)

HEARD_BY_AGENTS = (AuthorType.VISITOR.value,)
HEARD_BY_VISITORS = (AuthorType.AGENT.value, AuthorType.BOT.value)

ADD = Prepared(conversations.insert(), sets=CONVERSATION_COLUMNS)
BY_ID = sa.select(conversations).where(conversations.c.id == sa.bindparam("id"))
GET, GET_TO_WRITE = Prepared(BY_ID), Prepared(BY_ID.with_for_update())
AS_READ = conversations.update().where(
    conversations.c.id == sa.bindparam("id_read"),
    conversations.c.version == sa.bindparam("version_read"),
)


@cache
def _save_of(changed: tuple[str, ...]) -> Prepared:
    """What changes is named: an index or a foreign key that is not touched costs nothing."""
    return Prepared(AS_READ, sets=changed)


def _lines(reader: sa.ColumnElement[str]) -> sa.Select[tuple[object, ...]]:
    """Conversations with their visitor and what the reader has not seen."""
    mark = (
        sa.select(seen.c.seq)
        .where(seen.c.conversation_id == conversations.c.id, seen.c.reader_id == reader)
        # Named, because from two selects away it is not seen, and the mark would be that of any conversation.
        .correlate(conversations)
        .scalar_subquery()
    )
    heard = sa.case(
        (conversations.c.visitor_id == reader, _written_by(HEARD_BY_VISITORS)),
        else_=_written_by(HEARD_BY_AGENTS),
    )
    unread = (
        sa.select(sa.func.count())
        .select_from(messages)
        .where(
            messages.c.conversation_id == conversations.c.id,
            messages.c.seq > sa.func.coalesce(mark, 0),
            messages.c.kind != MessageKind.NOTE.value,
            heard,
        )
        .correlate(conversations)
        .scalar_subquery()
    )
    query = sa.select(
        conversations,
        agents.c.picture.label("agent_picture"),
        visitors.c.name.label("visitor_name"),
        visitors.c.email.label("visitor_email"),
        visitors.c.phone.label("visitor_phone"),
        visitors.c.external_id.is_not(None).label("visitor_known"),
        visitors.c.tier.label("visitor_tier"),
        visitors.c.blocked_at.is_not(None).label("visitor_blocked"),
        unread.label("unread"),
    ).join(visitors, visitors.c.id == conversations.c.visitor_id)
    return query.outerjoin(agents, agents.c.id == conversations.c.agent_id)


def _written_by(authors: Sequence[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(messages.c.author_type == author for author in authors))


LINES = _lines(sa.bindparam("reader_id", type_=sa.String))
VIEW = Prepared(LINES.where(conversations.c.id == sa.bindparam("id")))
# For nobody, everything would be counted each time, however long a conversation has become.
FOR_ITS_AGENT = _lines(sa.func.coalesce(conversations.c.agent_id, ""))
VIEWS = FOR_ITS_AGENT.where(conversations.c.id.in_(sa.bindparam("ids", expanding=True)))


class SqlConversations:
    """Conversations and the lists that show them."""

    def __init__(self, db: AsyncConnection, *, writing: bool) -> None:
        self._db = db
        self._writing = writing
        self._read: dict[str, Row] = {}

    async def add(self, conversation: Conversation) -> None:
        await ADD.run(self._db, conversation_values(conversation))

    async def get(self, conversation_id: str) -> Conversation | None:
        """In a writing transaction nobody else can change it until the end."""
        query = GET_TO_WRITE if self._writing else GET
        row = await query.one(self._db, {"id": conversation_id})
        if row is None:
            return None
        self._read[conversation_id] = row
        return conversation_of(row)

    async def save(self, conversation: Conversation) -> None:
        """A conditional update on the version that was read; Conflict when it changes no row."""
        values = conversation_values(conversation) | {"version": conversation.version + 1}
        known = self._read.get(conversation.id, {})
        changed = {name: value for name, value in values.items() if name not in known or known[name] != value}
        as_read = {"id_read": conversation.id, "version_read": conversation.version}
        if await _save_of(tuple(changed)).run(self._db, changed | as_read) != 1:
            raise Conflict
        conversation.version += 1
        self._read[conversation.id] = values

    async def open_of(self, visitor_id: str) -> str | None:
        """The visitor's newest open conversation; the visitor's row is the lock that makes it at most one."""
        if self._writing:
            lock = sa.select(visitors.c.id).where(visitors.c.id == visitor_id).with_for_update()
            await self._db.execute(lock)
        query = (
            sa.select(conversations.c.id)
            .where(conversations.c.visitor_id == visitor_id, OPEN)
            .order_by(conversations.c.opened_at.desc(), conversations.c.id.desc())
            .limit(1)
        )
        found: str | None = await self._db.scalar(query)
        return found

    async def sorted_for(self, *, team_id: str | None = None, skill: str | None = None) -> list[str]:
        """The open ones that are for a team, or for a skill."""
        column, value = (
            (conversations.c.skill, skill) if team_id is None else (conversations.c.team_id, team_id)
        )
        query = sa.select(conversations.c.id).where(OPEN, column == value).order_by(conversations.c.id)
        return list(await self._db.scalars(query))

    async def sortings(self) -> list[tuple[str | None, str | None, int]]:
        """How many open ones are for each team and skill."""
        kinds = (conversations.c.team_id, conversations.c.skill)
        query = sa.select(*kinds, sa.func.count()).where(OPEN).group_by(*kinds)
        return [(row[0], row[1], row[2]) for row in await self._db.execute(query)]

    async def of_visitor(self, visitor_id: str, limit: int) -> list[ConversationView]:
        """All that this visitor has, as they see them, the latest first."""
        return await self._latest(conversations.c.visitor_id == visitor_id, visitor_id, limit)

    async def of_address(self, email: str, limit: int) -> list[ConversationView]:
        """Those whose visitor has this address, as it is given or in small letters, the latest first."""
        return await self._latest(visitors.c.email.in_([email, email.lower()]), "", limit)

    async def _latest(
        self, mine: sa.ColumnElement[bool], reader_id: str, limit: int
    ) -> list[ConversationView]:
        newest = (conversations.c.updated_at.desc(), conversations.c.id.desc())
        query = LINES.where(mine).order_by(*newest).limit(limit)
        rows = (await self._db.execute(query, {"reader_id": reader_id})).mappings().all()
        return [view_of(row) for row in rows]

    async def merged_into(self, conversation_id: str) -> list[str]:
        """Those that were merged into this one, in the order of their ids."""
        query = sa.select(conversations.c.id).where(conversations.c.merged_into == conversation_id)
        return list(await self._db.scalars(query.order_by(conversations.c.id)))

    async def heads(self, conversation_ids: Sequence[str]) -> dict[str, int]:
        query = sa.select(conversations.c.id, conversations.c.head_seq).where(
            conversations.c.id.in_(conversation_ids)
        )
        return {row.id: row.head_seq for row in await self._db.execute(query)}

    async def waiting(self, limit: int) -> list[str]:
        """The first of the queue, in its order."""
        order = (conversations.c.queue_due_at, conversations.c.waiting_since, conversations.c.id)
        query = sa.select(conversations.c.id).where(WAITING).order_by(*order).limit(limit)
        return list(await self._db.scalars(query))

    async def served_by(self, agent_ids: Sequence[str]) -> dict[str, list[str]]:
        """What each of these agents has and has not put aside, where there is any, by id."""
        query = (
            sa.select(conversations.c.agent_id, conversations.c.id)
            .where(
                conversations.c.agent_id.in_(agent_ids),
                conversations.c.owner == Owner.AGENT,
                conversations.c.state != ConversationState.SNOOZED,
            )
            .order_by(conversations.c.id)
        )
        found: dict[str, list[str]] = {}
        for row in await self._db.execute(query):
            found.setdefault(row.agent_id, []).append(row.id)
        return found

    async def view(self, conversation_id: str, reader_id: str | None = None) -> ConversationView | None:
        """The header, with `unread` counted for this reader, without the place in the queue."""
        values = {"id": conversation_id, "reader_id": reader_id or ""}
        row = await VIEW.one(self._db, values)
        return view_of(row) if row else None

    async def views(self, conversation_ids: Sequence[str]) -> list[ConversationView]:
        """The headers of several, in no order, each counted for the agent who has it."""
        values = {"ids": list(conversation_ids)}
        return [view_of(row) for row in (await self._db.execute(VIEWS, values)).mappings()]

    async def page(
        self, view: ListView, *, reader_id: str, cursor: str | None = None, limit: int = 50
    ) -> Page:
        """A list for an agent; the queue in its own order, the others newest first."""
        query = LINES.where(_belongs(view, reader_id)).limit(limit + 1)
        reader = {"reader_id": reader_id}
        if view is ListView.QUEUE:
            offset = _offset(cursor)
            query = query.order_by(*QUEUE_ORDER).offset(offset)
            rows = (await self._db.execute(query, reader)).mappings().all()
            next_cursor = str(offset + limit)
        else:
            if cursor:
                query = query.where(_older_than(cursor))
            query = query.order_by(conversations.c.updated_at.desc(), conversations.c.id.desc())
            rows = (await self._db.execute(query, reader)).mappings().all()
            next_cursor = (
                f"{rows[limit - 1]['updated_at'].isoformat()}|{rows[limit - 1]['id']}" if rows[limit:] else ""
            )
        items = tuple(view_of(row) for row in rows[:limit])
        return Page(items=items, cursor=next_cursor if rows[limit:] else None)

    async def counts(self, reader_id: str) -> dict[ListView, int]:
        """How long each list is, counted up to MOST_COUNTED."""
        found: dict[ListView, int] = {}
        for view in (view for view in ListView if view is not ListView.ALL):
            some = sa.select(conversations.c.id).where(_belongs(view, reader_id)).limit(MOST_COUNTED)
            found[view] = await self._db.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0
        return found


AWAKE = conversations.c.state != ConversationState.SNOOZED
BEGUN = sa.or_(conversations.c.last_visitor_seq > 0, conversations.c.reason.is_not(None))
QUEUE_ORDER = (conversations.c.queue_due_at, conversations.c.waiting_since, conversations.c.id)


def _belongs(view: ListView, reader_id: str) -> sa.ColumnElement[bool]:
    # All that an agent ever served stays theirs: without the owner, a list grows with the past.
    served = sa.and_(conversations.c.agent_id == reader_id, conversations.c.owner == Owner.AGENT)
    if view is ListView.MINE:
        return sa.and_(served, AWAKE)
    if view is ListView.SNOOZED:
        return sa.and_(served, ~AWAKE)
    if view is ListView.QUEUE:
        return sa.and_(WAITING)
    if view is ListView.BOT:
        return sa.and_(conversations.c.owner == Owner.BOT, BEGUN)
    if view is ListView.TICKETS:
        return sa.and_(OPEN_TICKET)
    if view is ListView.RESOLVED:
        return sa.and_(conversations.c.owner == Owner.NOBODY, BEGUN)
    return BEGUN


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise Invalid("This cursor is not one of ours.")
    return int(cursor)


def _older_than(cursor: str) -> sa.ColumnElement[bool]:
    moment, _, last_id = cursor.partition("|")
    try:
        updated_at = datetime.fromisoformat(moment)
    except ValueError:
        raise Invalid("This cursor is not one of ours.") from None
    if updated_at.tzinfo is None:
        raise Invalid("This cursor is not one of ours.")
    return sa.or_(
        conversations.c.updated_at < updated_at,
        sa.and_(conversations.c.updated_at == updated_at, conversations.c.id < last_id),
    )
