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
from handoff.domain.queueing.pace import Going, Past, WaitFacts, facts_of
from handoff.domain.queueing.queue_order import QueueKey
from handoff.storage.engine.prepared import Prepared
from handoff.storage.tables.desk_tables import (
    PENDING,
    WAITING,
    UtcTime,
    conversations,
    handoffs,
    offers,
    visitors,
)

RECENT_HANDOFFS = 200
RECENT_DAYS = 7

ORDER = (conversations.c.queue_due_at, conversations.c.waiting_since, conversations.c.id)
C = conversations.c
LIVE = ~conversations.c.call_back & ~conversations.c.email_left & conversations.c.ticket.is_(None)
KIND = (C.lang, C.team_id, C.skill, LIVE.label("live"))
ASKED = (C.id, C.waiting_since, C.queue_due_at, C.reason, *KIND, visitors.c.last_agent_id)
ASKING = conversations.join(visitors, visitors.c.id == conversations.c.visitor_id)
OFFERED = sa.exists().where(offers.c.conversation_id == conversations.c.id, PENDING)
NOT_MERGED = handoffs.c.outcome.is_distinct_from(HandoffOutcome.MERGED.value)
FIRST_OFFER = (
    sa.select(sa.func.min(offers.c.made_at))
    .where(offers.c.conversation_id == handoffs.c.conversation_id, offers.c.epoch == handoffs.c.epoch)
    .scalar_subquery()
)
SINCE = sa.bindparam("since", type_=UtcTime)
OF_HANDOFFS = handoffs.join(conversations, conversations.c.id == handoffs.c.conversation_id)

NEEDS = Prepared(
    sa.select(*ASKED, sa.false().label("offered"))
    .select_from(ASKING)
    .where(WAITING, ~OFFERED)
    .order_by(*ORDER)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
REFUSED = Prepared(
    sa.select(offers.c.conversation_id, offers.c.agent_id)
    .join(conversations, conversations.c.id == offers.c.conversation_id)
    .where(
        WAITING,
        offers.c.ended_at > SINCE,
        sa.or_(*(offers.c.outcome == one.value for one in (OfferOutcome.DECLINED, OfferOutcome.EXPIRED))),
    )
)
ALL_STANDING = sa.select(*ASKED, OFFERED.label("offered")).select_from(ASKING).where(WAITING).order_by(*ORDER)
PLACE = sa.tuple_(
    sa.bindparam("due_at", type_=UtcTime),
    sa.bindparam("waiting_since", type_=UtcTime),
    sa.bindparam("id", type_=C.id.type),
)
STANDING = Prepared(ALL_STANDING)
STANDING_UP_TO = Prepared(ALL_STANDING.where(sa.tuple_(*ORDER) <= PLACE))
PAST = Prepared(
    sa.select(
        handoffs.c.queued_at,
        handoffs.c.claimed_at,
        handoffs.c.ended_at,
        FIRST_OFFER.label("offered_at"),
        sa.func.coalesce(handoffs.c.closed_by, handoffs.c.claimed_by).label("agent_id"),
        handoffs.c.outcome,
        handoffs.c.reason,
    )
    .select_from(OF_HANDOFFS)
    .where(handoffs.c.ended_at > SINCE, LIVE, NOT_MERGED)
    .order_by(handoffs.c.ended_at.desc())
    .limit(RECENT_HANDOFFS)
)
CAME = Prepared(
    sa.select(handoffs.c.queued_at, handoffs.c.priority, *KIND)
    .select_from(OF_HANDOFFS)
    .where(handoffs.c.queued_at > SINCE, handoffs.c.reason.is_not(None), NOT_MERGED)
    .order_by(handoffs.c.queued_at.desc())
    .limit(MOST_CAME)
)
GOING = Prepared(
    sa.select(conversations.c.agent_id, handoffs.c.claimed_at)
    .select_from(OF_HANDOFFS)
    .where(
        conversations.c.owner == Owner.AGENT.value,
        conversations.c.state != ConversationState.SNOOZED.value,
        LIVE,
        handoffs.c.ended_at.is_(None),
        handoffs.c.claimed_at.is_not(None),
    )
)


class SqlQueue:
    """Who waits, and how fast the queue has been moving."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def needs(self, refused_since: datetime, limit: int) -> list[Need]:
        """Those in the queue's order who are offered to nobody now; refusals since a moment count."""
        found = [_need(row) for row in await NEEDS.tuples(self._db, {"most": limit})]
        refused = await self._refused(refused_since) if found else {}
        return [replace(need, refused_by=frozenset(refused.get(need.conversation_id, ()))) for need in found]

    async def standing(self, upto: QueueKey | None = None) -> list[Need]:
        """Everybody who waits, in the queue's order, up to a place."""
        if upto is None:
            rows = await STANDING.tuples(self._db, {})
        else:
            place = {"due_at": upto.due_at, "waiting_since": upto.waiting_since, "id": upto.id}
            rows = await STANDING_UP_TO.tuples(self._db, place)
        return [_need(row) for row in rows]

    async def _refused(self, since: datetime) -> dict[str, set[str]]:
        """Who let pass what waits now."""
        found: dict[str, set[str]] = {}
        for conversation_id, agent_id in await REFUSED.tuples(self._db, {"since": since}):
            found.setdefault(conversation_id, set()).add(agent_id)
        return found

    async def wait_facts(self, at: datetime) -> WaitFacts:
        """How the chats of the last days went, those that go on included, and who came lately."""
        ended = await PAST.tuples(self._db, {"since": at - timedelta(days=RECENT_DAYS)})
        came = [_came(row) for row in await CAME.tuples(self._db, {"since": at - WINDOW})]
        past = [_past(row) for row in ended]
        return facts_of(past, await self.going(), came, at=at, most=RECENT_HANDOFFS)

    async def going(self) -> list[Going]:
        """With whom live chats go on now, and since when."""
        return [(agent_id, since) for agent_id, since in await GOING.tuples(self._db, {})]


def _past(row: Sequence[Any]) -> Past:
    queued_at, claimed_at, ended_at, offered_at, agent_id, outcome, reason = row
    return Past(
        queued_at=queued_at,
        claimed_at=claimed_at,
        ended_at=ended_at,
        offered_at=offered_at,
        agent_id=agent_id,
        left=outcome in LEFT,
        hard=reason == EscalationReason.FRUSTRATED,
    )


def _came(row: Sequence[Any]) -> Came:
    at, priority, lang, team_id, skill, live = row
    return Came(at=at, priority=Priority(priority), lang=lang, team_id=team_id, skill=skill, live=live)


def _need(row: Sequence[Any]) -> Need:
    id_, waiting_since, due_at, reason, lang, team_id, skill, live, last_agent_id, offered = row
    return Need(
        conversation_id=id_,
        lang=lang,
        waiting_since=waiting_since,
        team_id=team_id,
        skill=skill,
        hard=reason == EscalationReason.FRUSTRATED,
        live=live,
        last_agent_id=last_agent_id,
        due_at=due_at,
        offered=offered,
    )
