"""The queue in SQL: an order by index."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.assignment import Need
from handoff.domain.enums import LEFT, Availability, EscalationReason
from handoff.domain.offer import OfferOutcome
from handoff.domain.people import CONVERSING_ROLES
from handoff.domain.queue_order import QueueKey
from handoff.domain.wait import WaitFacts
from handoff.storage.tables import WAITING, agents, conversations, handoffs, offers, visitors

RECENT_HANDOFFS = 200
RECENT_DAYS = 7


class SqlQueue:
    """Who waits, and how fast the queue has been moving."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def ahead_of(self, key: QueueKey) -> int:
        """How many are to be served before this place."""
        mine = sa.tuple_(
            sa.literal(key.due_at, conversations.c.queue_due_at.type),
            sa.literal(key.waiting_since, conversations.c.waiting_since.type),
            sa.literal(key.id),
        )
        order = sa.tuple_(conversations.c.queue_due_at, conversations.c.waiting_since, conversations.c.id)
        query = sa.select(sa.func.count()).select_from(conversations).where(WAITING, order < mine)
        return int(await self._db.scalar(query) or 0)

    async def ids(self) -> list[str]:
        query = (
            sa.select(conversations.c.id)
            .where(WAITING)
            .order_by(conversations.c.queue_due_at, conversations.c.waiting_since, conversations.c.id)
        )
        return list(await self._db.scalars(query))

    async def needs(self, refused_since: datetime, limit: int) -> list[Need]:
        """Those in the queue's order who are offered to nobody now; refusals since a moment count."""
        offered = sa.exists().where(
            offers.c.conversation_id == conversations.c.id, offers.c.outcome.is_(None)
        )
        query = (
            sa.select(conversations, visitors.c.last_agent_id)
            .join(visitors, visitors.c.id == conversations.c.visitor_id)
            .where(WAITING, ~offered)
            .order_by(conversations.c.queue_due_at, conversations.c.waiting_since, conversations.c.id)
            .limit(limit)
        )
        rows = (await self._db.execute(query)).all()
        refused = await self._refused([row.id for row in rows], refused_since)
        return [
            Need(
                conversation_id=row.id,
                lang=row.lang,
                waiting_since=row.waiting_since,
                team_id=row.team_id,
                skill=row.skill,
                last_agent_id=row.last_agent_id,
                hard=row.reason == EscalationReason.FRUSTRATED,
                live=not (row.call_back or row.email_left or row.ticket is not None),
                refused_by=frozenset(refused.get(row.id, ())),
            )
            for row in rows
        ]

    async def _refused(self, ids: Sequence[str], since: datetime) -> dict[str, set[str]]:
        query = sa.select(offers.c.conversation_id, offers.c.agent_id).where(
            offers.c.conversation_id.in_(ids),
            offers.c.ended_at > since,
            offers.c.outcome.in_([OfferOutcome.DECLINED.value, OfferOutcome.EXPIRED.value]),
        )
        found: dict[str, set[str]] = {}
        for row in await self._db.execute(query):
            found.setdefault(row.conversation_id, set()).add(row.agent_id)
        return found

    async def wait_facts(self, at: datetime) -> WaitFacts:
        recent = (
            sa.select(
                handoffs.c.queued_at,
                handoffs.c.claimed_at,
                handoffs.c.ended_at,
                handoffs.c.outcome,
                handoffs.c.handling_seconds,
            )
            .where(handoffs.c.ended_at > at - timedelta(days=RECENT_DAYS))
            .order_by(handoffs.c.ended_at.desc())
            .limit(RECENT_HANDOFFS)
        )
        rows = (await self._db.execute(recent)).all()
        slots = sa.select(sa.func.coalesce(sa.func.sum(agents.c.capacity), 0)).where(
            agents.c.active,
            agents.c.availability == Availability.ONLINE,
            agents.c.role.in_([role.value for role in CONVERSING_ROLES]),
            agents.c.present_until > at,
        )
        handled = [row.handling_seconds for row in rows if row.handling_seconds is not None]
        waited = sum(((row.claimed_at or row.ended_at) - row.queued_at).total_seconds() for row in rows)
        left = sum(row.outcome in LEFT for row in rows)
        return WaitFacts(
            slots=int(await self._db.scalar(slots) or 0),
            samples=len(handled),
            mean_handling_seconds=sum(handled) / len(handled) if handled else 0.0,
            abandonment_per_second=left / waited if waited > 0 else 0.0,
        )
