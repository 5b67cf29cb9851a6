"""Files in SQL: a row of what is known and a row of bytes."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.conversation.attachment import Attachment
from handoff.storage.tables.attachment_tables import UNSENT, attachment_data, attachments


class SqlAttachments:
    """Files and their bytes."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, attachment: Attachment, data: bytes) -> None:
        await self._db.execute(attachments.insert(), asdict(attachment))
        await self._db.execute(attachment_data.insert(), {"attachment_id": attachment.id, "data": data})

    async def get(self, attachment_id: str) -> Attachment | None:
        found = await self._all(attachments.c.id == attachment_id)
        return found[0] if found else None

    async def data(self, attachment_id: str) -> bytes | None:
        query = sa.select(attachment_data.c.data).where(attachment_data.c.attachment_id == attachment_id)
        data = (await self._db.execute(query)).scalar_one_or_none()
        return None if data is None else bytes(data)

    async def of(self, conversation_id: str) -> list[Attachment]:
        return await self._all(attachments.c.conversation_id == conversation_id)

    async def claim(
        self,
        ids: Sequence[str],
        *,
        message_id: str,
        conversation_id: str,
        agent_id: str | None,
        merged: Sequence[str] = (),
    ) -> bool:
        theirs = attachments.c.agent_id.is_(None) if agent_id is None else attachments.c.agent_id == agent_id
        claimed = await self._db.execute(
            attachments.update()
            .where(attachments.c.id.in_(ids), attachments.c.conversation_id.in_([conversation_id, *merged]))
            .where(theirs, UNSENT)
            .values(message_id=message_id, conversation_id=conversation_id)
        )
        return claimed.rowcount == len(ids)

    async def drop(self, attachment_id: str) -> bool:
        return await self._drop(attachments.c.id == attachment_id, UNSENT) == 1

    async def drop_unsent(self, before: datetime) -> int:
        return await self._drop(attachments.c.created_at < before, UNSENT)

    async def drop_of(self, conversation_id: str) -> int:
        return await self._drop(attachments.c.conversation_id == conversation_id)

    async def _drop(self, *which: sa.ColumnElement[bool] | sa.TextClause) -> int:
        """Their bytes go with them, by the foreign key."""
        return (await self._db.execute(attachments.delete().where(*which))).rowcount

    async def _all(self, which: sa.ColumnElement[bool]) -> list[Attachment]:
        query = sa.select(attachments).where(which).order_by(attachments.c.created_at, attachments.c.id)
        return [Attachment(**row) for row in (await self._db.execute(query)).mappings()]
