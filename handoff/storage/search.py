"""Finding conversations in SQL: FTS5 on SQLite, a GIN index over lexemes on PostgreSQL."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.conversation.attachment import in_words
from handoff.domain.conversation.message import Message
from handoff.domain.conversation.search import SEARCHED, Found, SearchQuery, words_of
from handoff.storage.conversations import BEGUN
from handoff.storage.engine.prepared import Prepared
from handoff.storage.rows import message_of
from handoff.storage.tables.desk_tables import agents, conversations, handoffs, messages
from handoff.storage.tables.search_tables import message_words

KEEP = Prepared(message_words.insert().inline(), sets=("message_id", "conversation_id", "words"))

# The words are folded and cut before they are stored: neither database's own parser is to cut them again.
FITTING = {
    "sqlite": sa.text("id IN (SELECT rowid FROM message_search WHERE message_search MATCH :wanted)"),
    "postgresql": sa.text(
        "array_to_tsvector(string_to_array(words, ' ')) @@ CAST(CAST(:wanted AS text) AS tsquery)"
    ),
}
TAGGED = {
    "sqlite": sa.text("EXISTS (SELECT 1 FROM json_each(conversations.tags) WHERE value = :tag)"),
    "postgresql": sa.text("conversations.tags @> jsonb_build_array(CAST(:tag AS text))"),
}


async def keep_words(db: AsyncConnection, message: Message) -> None:
    """Make a message findable, in the transaction that stores it."""
    words = words_of(in_words(message.text, message.payload)) if message.kind in SEARCHED else ""
    if words:
        row = {"message_id": message.id, "conversation_id": message.conversation_id, "words": words}
        await KEEP.run(db, row)


class SqlSearch:
    """One find a conversation, the newest first."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db
        self._dialect = db.dialect.name

    async def find(self, query: SearchQuery, *, offset: int, limit: int) -> list[Found]:
        if not query.tokens:
            return await self._by_filters(query, offset, limit)
        newest = sa.func.max(messages.c.id).label("newest")
        hits = (
            sa.select(newest, sa.func.max(messages.c.seq).label("seq"), sa.func.count().label("hits"))
            .select_from(message_words)
            .join(messages, messages.c.id == message_words.c.message_id)
            .join(conversations, conversations.c.id == message_words.c.conversation_id)
            .where(self._fitting(query.tokens), *self._filters(query))
            .add_columns(message_words.c.conversation_id.label("of_id"))
            .group_by(message_words.c.conversation_id)
            .order_by(newest.desc())
            .offset(offset)
            .limit(limit)
            .subquery()
        )
        said = sa.and_(messages.c.conversation_id == hits.c.of_id, messages.c.seq == hits.c.seq)
        rows = await self._db.execute(
            sa.select(messages, agents.c.picture.label("author_picture"), hits.c.hits)
            .join(hits, said)
            .outerjoin(agents, agents.c.id == messages.c.author_id)
            .order_by(hits.c.newest.desc())
        )
        return [
            Found(conversation_id=row["conversation_id"], message=message_of(row), count=row["hits"])
            for row in rows.mappings()
        ]

    async def _by_filters(self, query: SearchQuery, offset: int, limit: int) -> list[Found]:
        wanted = (
            sa.select(conversations.c.id)
            .where(*self._filters(query))
            .order_by(conversations.c.updated_at.desc(), conversations.c.id.desc())
            .offset(offset)
            .limit(limit)
        )
        return [Found(conversation_id=id_) for id_ in await self._db.scalars(wanted)]

    def _fitting(self, tokens: tuple[str, ...]) -> sa.ColumnElement[bool]:
        if self._dialect == "sqlite":
            wanted = " ".join(f'"{token}"*' for token in tokens)
        else:
            wanted = " & ".join(f"'{token}':*" for token in tokens)
        return message_words.c.id.in_(
            sa.select(message_words.c.id).where(FITTING[self._dialect].bindparams(wanted=wanted))
        )

    def _filters(self, query: SearchQuery) -> list[sa.ColumnElement[bool]]:
        table = conversations.c
        same = (
            (table.visitor_id, query.visitor_id),
            (table.owner, query.owner),
            (table.state, query.state),
            (table.priority, query.priority),
            (table.lang, query.lang),
        )
        found: list[sa.ColumnElement[bool]] = [BEGUN]
        found += [
            column == wanted.value if hasattr(wanted, "value") else column == wanted
            for column, wanted in same
            if wanted is not None
        ]
        if query.agent_id is not None:
            served = sa.select(handoffs.c.conversation_id).where(handoffs.c.claimed_by == query.agent_id)
            found.append(sa.or_(table.agent_id == query.agent_id, table.id.in_(served)))
        if query.tag is not None:
            found.append(sa.and_(TAGGED[self._dialect].bindparams(tag=query.tag)))
        if query.since is not None:
            found.append(table.updated_at >= query.since)
        if query.until is not None:
            found.append(table.updated_at < query.until)
        return found
