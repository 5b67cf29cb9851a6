"""The messages in SQL."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.conversation.message import Author, Marks, Message
from handoff.storage.engine.prepared import Prepared
from handoff.storage.engine.upsert import raising
from handoff.storage.rows import message_of, message_values
from handoff.storage.search import keep_words
from handoff.storage.tables.desk_tables import agents, messages, seen

ADD = Prepared(messages.insert())
# The picture is the one of today: those who took theirs back are not shown with it for ever.
WITH_PICTURE = sa.select(messages, agents.c.picture.label("author_picture")).outerjoin(
    agents, agents.c.id == messages.c.author_id
)
GET = Prepared(WITH_PICTURE.where(messages.c.id == sa.bindparam("id")))
BY_CLIENT_ID = Prepared(
    WITH_PICTURE.where(
        messages.c.conversation_id == sa.bindparam("conversation_id"),
        messages.c.author_id == sa.bindparam("author_id"),
        messages.c.client_message_id == sa.bindparam("client_message_id"),
    )
)
LATER = WITH_PICTURE.where(
    messages.c.conversation_id == sa.bindparam("conversation_id"), messages.c.seq > sa.bindparam("after")
).order_by(messages.c.seq.desc())
AFTER = Prepared(LATER)
NEWEST_AFTER = Prepared(LATER.limit(sa.bindparam("most", type_=sa.Integer)))
ASSESS = messages.update().where(messages.c.id == sa.bindparam("of_id"))
# What was seen has come, whoever forgot to say so.
CAME = sa.case((seen.c.delivered > seen.c.seq, seen.c.delivered), else_=seen.c.seq)
MARK_KEY = ("conversation_id", "reader_id")
OWN = sa.and_(*(seen.c[name] == sa.bindparam(name) for name in MARK_KEY))
RAISE_SEEN = raising(seen, "seq", key=MARK_KEY)
RAISE_DELIVERED = raising(seen, "delivered", key=MARK_KEY)
SEEN_BY = Prepared(sa.select(seen.c.seq).where(OWN))
CAME_TO = Prepared(sa.select(CAME.label("seq")).where(OWN))
MARKS = Prepared(
    sa.select(sa.func.max(CAME).label("delivered"), sa.func.max(seen.c.seq).label("seen")).where(
        seen.c.conversation_id == sa.bindparam("conversation_id"),
        seen.c.by_visitor == sa.bindparam("by_visitor"),
    )
)


class SqlMessages:
    """The lines of the conversations, and who has seen them."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, message: Message) -> None:
        await ADD.run(self._db, message_values(message))
        await keep_words(self._db, message)

    async def get(self, message_id: str) -> Message | None:
        return await self._one(GET, {"id": message_id})

    async def by_client_id(
        self, conversation_id: str, author: Author, client_message_id: str
    ) -> Message | None:
        values = {
            "conversation_id": conversation_id,
            "author_id": author.id,
            "client_message_id": client_message_id,
        }
        return await self._one(BY_CLIENT_ID, values)

    async def of(self, conversation_id: str, *, after: int = 0, limit: int | None = None) -> list[Message]:
        """Those with `seq > after` in order; with a limit, the newest of them."""
        values: dict[str, object] = {"conversation_id": conversation_id, "after": after}
        if limit is not None:
            values["most"] = limit
        query = AFTER if limit is None else NEWEST_AFTER
        rows = await query.rows(self._db, values)
        return [message_of(row) for row in reversed(rows)]

    async def assess(self, message_id: str, mood: float, lang: str) -> None:
        await self._db.execute(ASSESS, {"of_id": message_id, "mood": mood, "lang": lang})

    async def put_seen(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        """Raise the reader's mark to `seq` and return it; it never falls."""
        mark = {"conversation_id": conversation_id, "reader_id": reader_id, "by_visitor": by_visitor}
        await RAISE_SEEN.run(self._db, mark | {"seq": seq, "delivered": 0})
        return await self._mark(SEEN_BY, mark)

    async def put_delivered(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        """The same for what has come to the reader's page, seen or not; what was seen has come."""
        mark = {"conversation_id": conversation_id, "reader_id": reader_id, "by_visitor": by_visitor}
        await RAISE_DELIVERED.run(self._db, mark | {"seq": 0, "delivered": seq})
        return await self._mark(CAME_TO, mark)

    async def marks(self, conversation_id: str, *, visitors: bool) -> Marks:
        """How far any visitor (or any agent) has what was said, and has read it."""
        row = await MARKS.one(self._db, {"conversation_id": conversation_id, "by_visitor": visitors}) or {}
        return Marks(delivered=row["delivered"] or 0, seen=row["seen"] or 0)

    async def _mark(self, query: Prepared, mark: Mapping[str, object]) -> int:
        row = await query.one(self._db, mark)
        return int(row["seq"]) if row else 0

    async def _one(self, query: Prepared, values: Mapping[str, object]) -> Message | None:
        row = await query.one(self._db, values)
        return message_of(row) if row else None
