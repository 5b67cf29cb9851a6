"""Addresses that get no mail, in memory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.suppression import Suppression


class MemorySuppressions:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, suppression: Suppression) -> bool:
        if await self.of(suppression.address) is not None:
            return False
        self._state.suppressions[suppression.id] = suppression
        return True

    async def of(self, address: str) -> Suppression | None:
        known = self._state.suppressions.values()
        return next((one for one in known if one.address == address and one.lifted_at is None), None)

    async def among(self, addresses: Iterable[str]) -> set[str]:
        return {address for address in addresses if await self.of(address)}

    async def get(self, suppression_id: str) -> Suppression | None:
        return self._state.suppressions.get(suppression_id)

    async def find(self, words: str, limit: int, *, lifted: bool) -> list[Suppression]:
        found = [
            (one.lifted_at or one.at, one.id, one)
            for one in self._state.suppressions.values()
            if (one.lifted_at is not None) is lifted and words.lower() in one.address
        ]
        return [one for _, _, one in sorted(found, key=lambda entry: entry[:2], reverse=True)[:limit]]

    async def count(self) -> int:
        return sum(one.lifted_at is None for one in self._state.suppressions.values())

    async def lift(self, suppression_id: str, at: datetime, by_id: str | None, by_name: str | None) -> bool:
        known = self._state.suppressions.get(suppression_id)
        if known is None or known.lifted_at is not None:
            return False
        lifted = replace(known, lifted_at=at, lifted_by_id=by_id, lifted_by_name=by_name)
        self._state.suppressions[suppression_id] = lifted
        return True
