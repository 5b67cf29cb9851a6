"""The queue and the owed turns in memory."""

from dataclasses import replace
from datetime import datetime, timedelta

from handoff.desk.memory.state import State
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.enums import LEFT, EscalationReason, Owner
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.newcomers import MOST_CAME, WINDOW, Came
from handoff.domain.queueing.offer import OfferOutcome
from handoff.domain.queueing.pace import Going, Past, WaitFacts, facts_of
from handoff.domain.queueing.queue_order import QueueKey

RECENT_HANDOFFS = 200
RECENT = timedelta(days=7)


class MemoryQueue:
    def __init__(self, state: State) -> None:
        self._state = state

    async def standing(self, upto: QueueKey | None = None) -> list[Need]:
        offered = {one.conversation_id for one in self._state.offers.values() if one.outcome is None}
        places = [place for place in sorted(self._places()) if upto is None or place <= upto]
        return [replace(self._need(place.id), offered=place.id in offered) for place in places]

    async def wait_facts(self, at: datetime) -> WaitFacts:
        recent = [one for one in self._live() if one.ended_at and one.ended_at > at - RECENT]
        ended = [one for one in recent if not one.merged]
        ended.sort(key=lambda one: one.ended_at or at, reverse=True)
        past = [self._past(one) for one in ended[:RECENT_HANDOFFS]]
        return facts_of(past, await self.going(), self._came(at), at=at, most=RECENT_HANDOFFS)

    async def going(self) -> list[Going]:
        return [
            (agent_id, one.claimed_at)
            for one in self._live()
            if one.ended_at is None and one.claimed_at and (agent_id := self._serves(one.conversation_id))
        ]

    def _live(self) -> list[Handoff]:
        known = self._state.conversations
        return [one for one in self._state.handoffs.values() if known[one.conversation_id].live]

    def _came(self, at: datetime) -> list[Came]:
        known = (one for one in self._state.handoffs.values() if one.reason and not one.merged)
        asked = (one for one in known if one.queued_at > at - WINDOW)
        latest = sorted(asked, key=lambda one: one.queued_at, reverse=True)[:MOST_CAME]
        return [self._kind(one) for one in latest]

    def _kind(self, one: Handoff) -> Came:
        known = self._state.conversations[one.conversation_id]
        return Came(
            at=one.queued_at,
            priority=one.priority,
            lang=known.lang,
            team_id=known.team_id,
            skill=known.skill,
            live=known.live,
        )

    def _past(self, one: Handoff) -> Past:
        made = [
            offer.made_at
            for offer in self._state.offers.values()
            if (offer.conversation_id, offer.epoch) == (one.conversation_id, one.epoch)
        ]
        assert one.ended_at is not None
        return Past(
            queued_at=one.queued_at,
            claimed_at=one.claimed_at,
            ended_at=one.ended_at,
            offered_at=min(made, default=None),
            agent_id=one.closed_by or one.claimed_by,
            left=one.outcome in LEFT,
            hard=one.reason is EscalationReason.FRUSTRATED,
        )

    def _serves(self, conversation_id: str) -> str | None:
        known = self._state.conversations[conversation_id]
        return known.agent_id if known.owner is Owner.AGENT and not known.snoozed else None

    async def needs(self, refused_since: datetime, limit: int) -> list[Need]:
        offers = self._state.offers.values()
        offered = {one.conversation_id for one in offers if one.outcome is None}
        places = [place for place in sorted(self._places()) if place.id not in offered]
        return [self._asked(place.id, refused_since) for place in places[:limit]]

    def _asked(self, conversation_id: str, refused_since: datetime) -> Need:
        refused = (
            one.agent_id
            for one in self._state.offers.values()
            if one.conversation_id == conversation_id
            and one.outcome in (OfferOutcome.DECLINED, OfferOutcome.EXPIRED)
            and one.ended_at is not None
            and one.ended_at > refused_since
        )
        return replace(self._need(conversation_id), refused_by=frozenset(refused))

    def _need(self, conversation_id: str) -> Need:
        known = self._state.conversations[conversation_id]
        return Need(
            conversation_id=known.id,
            lang=known.lang,
            waiting_since=known.waiting_since or known.opened_at,
            team_id=known.team_id,
            skill=known.skill,
            hard=known.reason is EscalationReason.FRUSTRATED,
            live=known.live,
            last_agent_id=self._state.visitors[known.visitor_id].last_agent_id,
            due_at=known.queue_key.due_at if known.queue_key else None,
        )

    def _places(self) -> list[QueueKey]:
        keys = (one.queue_key for one in self._state.conversations.values())
        return [key for key in keys if key is not None]


class MemoryTurns:
    def __init__(self, state: State) -> None:
        self._state = state

    async def owed(self, at: datetime, limit: int) -> list[str]:
        owing = [
            (one.deadline_at or at, one.id)
            for one in self._state.conversations.values()
            if one.owes_turn and (one.id not in self._state.leases or self._state.leases[one.id][1] <= at)
        ]
        return [id_ for _, id_ in sorted(owing)[:limit]]

    async def take_owed(self, worker: str, at: datetime, until: datetime, limit: int) -> list[str]:
        taken = await self.owed(at, limit)
        self._state.leases |= dict.fromkeys(taken, (worker, until))
        return taken

    async def lease(self, conversation_id: str, worker: str, at: datetime, until: datetime) -> bool:
        known = self._state.conversations.get(conversation_id)
        if known is None or not known.owes_turn:
            return False
        holder = self._state.leases.get(conversation_id)
        if holder is not None and holder[0] != worker and holder[1] > at:
            return False
        self._state.leases[conversation_id] = (worker, until)
        return True

    async def renew_lease(self, conversation_id: str, worker: str, until: datetime) -> bool:
        known, holder = (
            self._state.conversations.get(conversation_id),
            self._state.leases.get(conversation_id),
        )
        if known is None or not known.owes_turn or holder is None or holder[0] != worker:
            return False
        self._state.leases[conversation_id] = (worker, until)
        return True

    async def drop_lease(self, conversation_id: str) -> None:
        self._state.leases.pop(conversation_id, None)
