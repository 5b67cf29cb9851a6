"""The queue and the owed turns in memory."""

from datetime import datetime, timedelta

from handoff.desk.memory.state import State
from handoff.domain.assignment import Need
from handoff.domain.enums import LEFT, EscalationReason
from handoff.domain.offer import OfferOutcome
from handoff.domain.queue_order import QueueKey
from handoff.domain.wait import WaitFacts

RECENT_HANDOFFS = 200
RECENT = timedelta(days=7)


class MemoryQueue:
    def __init__(self, state: State) -> None:
        self._state = state

    async def ahead_of(self, key: QueueKey) -> int:
        return sum(place < key for place in self._places())

    async def ids(self) -> list[str]:
        return [place.id for place in sorted(self._places())]

    async def wait_facts(self, at: datetime) -> WaitFacts:
        ended = [one for one in self._state.handoffs.values() if one.ended_at and one.ended_at > at - RECENT]
        recent = sorted(ended, key=lambda one: one.ended_at or at, reverse=True)[:RECENT_HANDOFFS]
        handled = [one.handling_seconds for one in recent if one.handling_seconds is not None]
        waited = sum(
            ((one.claimed_at or one.ended_at or at) - one.queued_at).total_seconds() for one in recent
        )
        left = sum(one.outcome in LEFT for one in recent)
        staff = (record.agent for record in self._state.agents.values())
        return WaitFacts(
            slots=sum(agent.capacity for agent in staff if agent.reachable(at)),
            samples=len(handled),
            mean_handling_seconds=sum(handled) / len(handled) if handled else 0.0,
            abandonment_per_second=left / waited if waited > 0 else 0.0,
        )

    async def needs(self, refused_since: datetime, limit: int) -> list[Need]:
        offers = self._state.offers.values()
        offered = {one.conversation_id for one in offers if one.outcome is None}
        places = [place for place in sorted(self._places()) if place.id not in offered]
        return [self._need(place.id, refused_since) for place in places[:limit]]

    def _need(self, conversation_id: str, refused_since: datetime) -> Need:
        known = self._state.conversations[conversation_id]
        refused = (
            one.agent_id
            for one in self._state.offers.values()
            if one.conversation_id == conversation_id
            and one.outcome in (OfferOutcome.DECLINED, OfferOutcome.EXPIRED)
            and one.ended_at is not None
            and one.ended_at > refused_since
        )
        return Need(
            conversation_id=known.id,
            lang=known.lang,
            waiting_since=known.waiting_since or known.opened_at,
            team_id=known.team_id,
            skill=known.skill,
            last_agent_id=self._state.visitors[known.visitor_id].last_agent_id,
            hard=known.reason is EscalationReason.FRUSTRATED,
            live=known.live,
            refused_by=frozenset(refused),
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
