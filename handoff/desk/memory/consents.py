"""What customers agreed to, in memory."""

from dataclasses import replace

from handoff.desk.memory.state import State
from handoff.domain.identity.consent import GivenConsent


class MemoryConsents:
    def __init__(self, state: State) -> None:
        self._consents = state.consents

    async def add(self, given: GivenConsent) -> None:
        self._consents.setdefault((given.visitor_id, given.version), given)

    async def of(self, visitor_id: str) -> list[GivenConsent]:
        mine = (one for one in self._consents.values() if one.visitor_id == visitor_id)
        return sorted(mine, key=lambda one: (one.at, one.version))

    async def bring(self, visitor_id: str, to_id: str) -> None:
        for one in await self.of(visitor_id):
            await self.add(replace(one, visitor_id=to_id))
            del self._consents[one.visitor_id, one.version]
