"""Offers in SQL: a partial unique index keeps a conversation from being held out twice."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.queueing.offer import Offer, OfferOutcome
from handoff.storage.rows import offer_of, offer_values
from handoff.storage.tables.desk_tables import PENDING, offers


class SqlOffers:
    """Conversations held out to agents."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, offer: Offer) -> bool:
        """False when the conversation is offered to somebody already."""
        try:
            async with self._db.begin_nested():
                await self._db.execute(offers.insert().values(offer_values(offer)))
        except IntegrityError:
            return False
        return True

    async def pending(self, conversation_id: str) -> Offer | None:
        found = await self._all(offers.c.conversation_id == conversation_id)
        return found[0] if found else None

    async def pending_of(self, agent_id: str) -> list[Offer]:
        """What an agent is offered now, oldest first."""
        return await self._all(offers.c.agent_id == agent_id)

    async def held(self, agent_ids: Sequence[str]) -> dict[str, list[str]]:
        """The conversations that each of these agents is offered now, where there are any, oldest first."""
        query = (
            sa.select(offers.c.agent_id, offers.c.conversation_id)
            .where(PENDING, offers.c.agent_id.in_(agent_ids))
            .order_by(offers.c.made_at, offers.c.id)
        )
        found: dict[str, list[str]] = {}
        for row in await self._db.execute(query):
            found.setdefault(row.agent_id, []).append(row.conversation_id)
        return found

    async def end(self, offer_id: str, outcome: OfferOutcome, at: datetime) -> bool:
        """A conditional update: False when the offer has ended already."""
        change = offers.update().where(offers.c.id == offer_id, PENDING).values(outcome=outcome, ended_at=at)
        return (await self._db.execute(change)).rowcount == 1

    async def _all(self, condition: sa.ColumnElement[bool]) -> list[Offer]:
        query = sa.select(offers).where(PENDING, condition).order_by(offers.c.made_at, offers.c.id)
        return [offer_of(row) for row in (await self._db.execute(query)).mappings()]
