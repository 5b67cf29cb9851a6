"""What followed the bot's answers, of many conversations at once, in SQL."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.bot.labels import Told
from handoff.domain.enums import EscalationReason
from handoff.storage.learning import verdict_of
from handoff.storage.rows import message_of
from handoff.storage.tables.desk_tables import feedback, handoffs, messages
from handoff.storage.tables.learning_tables import answer_verdicts

AT_ONCE = 400


class SqlEvidence:
    """What labels are made of."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def of(self, conversation_ids: Sequence[str]) -> list[Told]:
        told = []
        for start in range(0, len(conversation_ids), AT_ONCE):
            told += await self._some(conversation_ids[start : start + AT_ONCE])
        return told

    async def _some(self, ids: Sequence[str]) -> list[Told]:
        said = await self._by_conversation(sa.select(messages).order_by(messages.c.seq), messages, ids)
        pressed = await self._by_conversation(sa.select(feedback), feedback, ids)
        judged = await self._by_conversation(sa.select(answer_verdicts), answer_verdicts, ids)
        wished = sa.select(handoffs.c.conversation_id, handoffs.c.at_seq).where(
            handoffs.c.reason == EscalationReason.ASKED_FOR_HUMAN.value
        )
        asked = await self._by_conversation(wished.order_by(handoffs.c.at_seq), handoffs, ids)
        return [
            Told(
                conversation_id=id_,
                messages=tuple(message_of(row) for row in said[id_]),
                thumbs={row["message_id"]: row["helpful"] for row in pressed[id_]},
                verdicts={row["message_id"]: verdict_of(row) for row in judged[id_]},
                asked_at=tuple(row["at_seq"] for row in asked[id_]),
            )
            for id_ in ids
        ]

    async def _by_conversation(
        self, query: sa.Select[tuple[object, ...]], table: sa.Table, ids: Sequence[str]
    ) -> dict[str, list[RowMapping]]:
        found: dict[str, list[RowMapping]] = defaultdict(list)
        for row in (await self._db.execute(query.where(table.c.conversation_id.in_(ids)))).mappings():
            found[row["conversation_id"]].append(row)
        return found
