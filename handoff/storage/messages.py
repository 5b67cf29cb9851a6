"""The messages in SQL."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.message import Author, Message
from handoff.storage.prepared import Prepared
from handoff.storage.rows import message_of, message_values
from handoff.storage.search import keep_words
from handoff.storage.tables import messages, seen
from handoff.storage.upsert import upsert

ADD = Prepared(messages.insert())
GET = Prepared(sa.select(messages).where(messages.c.id == sa.bindparam("id")))
BY_CLIENT_ID = Prepared(
    sa.select(messages).where(
        messages.c.conversation_id == sa.bindparam("conversation_id"),
        messages.c.author_id == sa.bindparam("author_id"),
        messages.c.client_message_id == sa.bindparam("client_message_id"),
    )
)
AFTER = (
    sa.select(messages)
    .where(
        messages.c.conversation_id == sa.bindparam("conversation_id"), messages.c.seq > sa.bindparam("after")
    )
    .order_by(messages.c.seq.desc())
)
NEWEST_AFTER = AFTER.limit(sa.bindparam("most", type_=sa.Integer))
ASSESS = messages.update().where(messages.c.id == sa.bindparam("of_id"))


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
        rows = (await self._db.execute(query, values)).mappings().all()
        return [message_of(row) for row in reversed(rows)]

    async def assess(self, message_id: str, mood: float, lang: str) -> None:
        await self._db.execute(ASSESS, {"of_id": message_id, "mood": mood, "lang": lang})

    async def put_seen(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        """Raise the reader's mark to `seq` and return it; it never falls."""
        values: dict[str, object] = {
            "conversation_id": conversation_id,
            "reader_id": reader_id,
            "by_visitor": by_visitor,
            "seq": seq,
        }
        key = ("conversation_id", "reader_id")
        await self._db.execute(
            upsert(self._db, seen, values, key=key, unless=lambda new: seen.c.seq >= new.seq)
        )
        query = sa.select(seen.c.seq).where(
            seen.c.conversation_id == conversation_id, seen.c.reader_id == reader_id
        )
        return int(await self._db.scalar(query) or 0)

    async def seen_by(self, conversation_id: str, *, visitors: bool) -> int:
        """The highest seq any visitor (or any agent) has seen."""
        query = sa.select(sa.func.max(seen.c.seq)).where(
            seen.c.conversation_id == conversation_id, seen.c.by_visitor == visitors
        )
        return int(await self._db.scalar(query) or 0)

    async def _one(self, query: Prepared, values: Mapping[str, object]) -> Message | None:
        row = await query.one(self._db, values)
        return message_of(row) if row else None
