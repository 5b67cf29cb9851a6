"""Offers in SQL: a partial unique index keeps a conversation from being held out twice."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.queueing.offer import Offer, OfferOutcome
from handoff.storage.engine.prepared import Prepared
from handoff.storage.engine.upsert import adding
from handoff.storage.rows import OFFER, offer_of, offer_values
from handoff.storage.tables.desk_tables import PENDING, offers

ADD = adding(offers, sets=OFFER, key=("conversation_id",), where=PENDING)
NOW = sa.select(offers).where(PENDING).order_by(offers.c.made_at, offers.c.id)
OF_CONVERSATION = Prepared(NOW.where(offers.c.conversation_id == sa.bindparam("conversation_id")))
OF_AGENT = Prepared(NOW.where(offers.c.agent_id == sa.bindparam("agent_id")))
END = Prepared(
    offers.update().where(offers.c.id == sa.bindparam("of_id"), PENDING), sets=("outcome", "ended_at")
)


class SqlOffers:
    """Conversations held out to agents."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, offer: Offer) -> bool:
        """False when the conversation is offered to somebody already."""
        return await ADD.run(self._db, offer_values(offer)) == 1

    async def pending(self, conversation_id: str) -> Offer | None:
        row = await OF_CONVERSATION.one(self._db, {"conversation_id": conversation_id})
        return offer_of(row) if row else None

    async def pending_of(self, agent_id: str) -> list[Offer]:
        """What an agent is offered now, oldest first."""
        return [offer_of(row) for row in await OF_AGENT.rows(self._db, {"agent_id": agent_id})]

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
        return await END.run(self._db, {"of_id": offer_id, "outcome": outcome, "ended_at": at}) == 1
