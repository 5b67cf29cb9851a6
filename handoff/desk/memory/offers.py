"""Offers in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.queueing.offer import Offer, OfferOutcome


class MemoryOffers:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, offer: Offer) -> bool:
        if await self.pending(offer.conversation_id) is not None:
            return False
        self._state.offers[offer.id] = offer
        return True

    async def pending(self, conversation_id: str) -> Offer | None:
        return next((one for one in self._pending() if one.conversation_id == conversation_id), None)

    async def pending_of(self, agent_id: str) -> list[Offer]:
        return [one for one in self._pending() if one.agent_id == agent_id]

    async def held(self, agent_ids: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for offer in self._pending():
            if offer.agent_id in agent_ids:
                found.setdefault(offer.agent_id, []).append(offer.conversation_id)
        return found

    async def end(self, offer_id: str, outcome: OfferOutcome, at: datetime) -> bool:
        known = self._state.offers.get(offer_id)
        if known is None or known.outcome is not None:
            return False
        self._state.offers[offer_id] = replace(known, outcome=outcome, ended_at=at)
        return True

    def _pending(self) -> list[Offer]:
        open_ = (one for one in self._state.offers.values() if one.outcome is None)
        return sorted(open_, key=lambda one: (one.made_at, one.id))
