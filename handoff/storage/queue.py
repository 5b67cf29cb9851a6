"""The queue in SQL: an order by index."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.enums import (
    LEFT,
    ConversationState,
    EscalationReason,
    HandoffOutcome,
    Owner,
    Priority,
)
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.newcomers import MOST_CAME, WINDOW, Came
from handoff.domain.queueing.offer import OfferOutcome
from handoff.domain.queueing.pace import Past, WaitFacts, facts_of
from handoff.domain.queueing.queue_order import QueueKey
from handoff.storage.tables.desk_tables import PENDING, WAITING, conversations, handoffs, offers, visitors

RECENT_HANDOFFS = 200
RECENT_DAYS = 7

ORDER = (conversations.c.queue_due_at, conversations.c.waiting_since, conversations.c.id)
C = conversations.c
KIND = (C.lang, C.team_id, C.skill, C.call_back, C.email_left, C.ticket)
ASKED = (C.id, C.waiting_since, C.queue_due_at, C.reason, *KIND, visitors.c.last_agent_id)
ASKING = conversations.join(visitors, visitors.c.id == conversations.c.visitor_id)
OFFERED = sa.exists().where(offers.c.conversation_id == conversations.c.id, PENDING)
LIVE = ~conversations.c.call_back & ~conversations.c.email_left & conversations.c.ticket.is_(None)
NOT_MERGED = handoffs.c.outcome.is_distinct_from(HandoffOutcome.MERGED.value)
FIRST_OFFER = (
    sa.select(sa.func.min(offers.c.made_at))
    .where(offers.c.conversation_id == handoffs.c.conversation_id, offers.c.epoch == handoffs.c.epoch)
    .scalar_subquery()
)


class SqlQueue:
    """Who waits, and how fast the queue has been moving."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def needs(self, refused_since: datetime, limit: int) -> list[Need]:
        """Those in the queue's order who are offered to nobody now; refusals since a moment count."""
        query = sa.select(*ASKED).select_from(ASKING).where(WAITING, ~OFFERED).order_by(*ORDER).limit(limit)
        rows = (await self._db.execute(query)).all()
        refused = await self._refused([row.id for row in rows], refused_since)
        return [replace(_need(row), refused_by=frozenset(refused.get(row.id, ()))) for row in rows]

    async def standing(self, upto: QueueKey | None = None) -> list[Need]:
        """Everybody who waits, in the queue's order, up to a place."""
        asked = sa.select(*ASKED, OFFERED.label("offered")).select_from(ASKING)
        query = asked.where(WAITING).order_by(*ORDER)
        if upto is not None:
            place = sa.tuple_(
                sa.literal(upto.due_at, conversations.c.queue_due_at.type),
                sa.literal(upto.waiting_since, conversations.c.waiting_since.type),
                sa.literal(upto.id),
            )
            query = query.where(sa.tuple_(*ORDER) <= place)
        rows = (await self._db.execute(query)).all()
        return [replace(_need(row), offered=bool(row.offered)) for row in rows]

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
        """How the chats of the last days went, and since when those of now go on."""
        query = (
            sa.select(handoffs, FIRST_OFFER.label("offered_at"))
            .join(conversations, conversations.c.id == handoffs.c.conversation_id)
            .where(handoffs.c.ended_at > at - timedelta(days=RECENT_DAYS), LIVE, NOT_MERGED)
            .order_by(handoffs.c.ended_at.desc())
            .limit(RECENT_HANDOFFS)
        )
        rows = (await self._db.execute(query)).all()
        past, going, came = [_past(row) for row in rows], await self._going(), await self._came(at)
        return facts_of(past, going, came, at=at, most=RECENT_HANDOFFS)

    async def _came(self, at: datetime) -> list[Came]:
        query = (
            sa.select(handoffs.c.queued_at, handoffs.c.priority, *KIND)
            .join(conversations, conversations.c.id == handoffs.c.conversation_id)
            .where(handoffs.c.queued_at > at - WINDOW, handoffs.c.reason.is_not(None), NOT_MERGED)
            .order_by(handoffs.c.queued_at.desc())
            .limit(MOST_CAME)
        )
        return [
            Came(
                at=row.queued_at,
                priority=Priority(row.priority),
                lang=row.lang,
                team_id=row.team_id,
                skill=row.skill,
                live=_live(row),
            )
            for row in await self._db.execute(query)
        ]

    async def _going(self) -> list[tuple[str, datetime]]:
        query = (
            sa.select(conversations.c.agent_id, handoffs.c.claimed_at)
            .join(handoffs, handoffs.c.conversation_id == conversations.c.id)
            .where(
                conversations.c.owner == Owner.AGENT,
                conversations.c.state != ConversationState.SNOOZED,
                LIVE,
                handoffs.c.ended_at.is_(None),
                handoffs.c.claimed_at.is_not(None),
            )
        )
        return [(row.agent_id, row.claimed_at) for row in await self._db.execute(query)]


def _past(row: sa.Row[Any]) -> Past:
    return Past(
        queued_at=row.queued_at,
        claimed_at=row.claimed_at,
        ended_at=row.ended_at,
        offered_at=row.offered_at,
        agent_id=row.closed_by or row.claimed_by,
        left=row.outcome in LEFT,
        hard=row.reason == EscalationReason.FRUSTRATED,
    )


def _need(row: sa.Row[Any]) -> Need:
    return Need(
        conversation_id=row.id,
        lang=row.lang,
        waiting_since=row.waiting_since,
        team_id=row.team_id,
        skill=row.skill,
        hard=row.reason == EscalationReason.FRUSTRATED,
        live=_live(row),
        last_agent_id=row.last_agent_id,
        due_at=row.queue_due_at,
    )


def _live(row: sa.Row[Any]) -> bool:
    return not (row.call_back or row.email_left or row.ticket is not None)
