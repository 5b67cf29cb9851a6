"""The messages in SQL."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.message import Author, Message
from handoff.storage.rows import message_of, message_values
from handoff.storage.tables import messages, seen
from handoff.storage.upsert import upsert


class SqlMessages:
    """The lines of the conversations, and who has seen them."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, message: Message) -> None:
        await self._db.execute(messages.insert(), message_values(message))

    async def get(self, message_id: str) -> Message | None:
        return await self._one(messages.c.id == message_id)

    async def by_client_id(
        self, conversation_id: str, author: Author, client_message_id: str
    ) -> Message | None:
        return await self._one(
            sa.and_(
                messages.c.conversation_id == conversation_id,
                messages.c.author_id == author.id,
                messages.c.client_message_id == client_message_id,
            )
        )

    async def of(self, conversation_id: str, *, after: int = 0, limit: int | None = None) -> list[Message]:
        """Those with `seq > after` in order; with a limit, the newest of them."""
        query = (
            sa.select(messages)
            .where(messages.c.conversation_id == conversation_id, messages.c.seq > after)
            .order_by(messages.c.seq.desc())
            .limit(limit)
        )
        rows = (await self._db.execute(query)).mappings().all()
        return [message_of(row) for row in reversed(rows)]

    async def assess(self, message_id: str, mood: float, lang: str) -> None:
        change = messages.update().where(messages.c.id == message_id).values(mood=mood, lang=lang)
        await self._db.execute(change)

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

    async def _one(self, condition: sa.ColumnElement[bool]) -> Message | None:
        row = (await self._db.execute(sa.select(messages).where(condition))).mappings().one_or_none()
        return message_of(row) if row else None
