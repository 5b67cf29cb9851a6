"""The log of decisions in memory."""

from collections.abc import Sequence
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.bot.decision import Decision


class MemoryDecisions:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, decisions: Sequence[Decision]) -> None:
        self._state.decisions |= {decision.id: decision for decision in decisions}

    async def of(self, conversation_id: str) -> list[Decision]:
        return [one for one in self._in_order() if one.conversation_id == conversation_id]

    async def page(self, *, since: datetime | None, after: str | None, limit: int) -> list[Decision]:
        wanted = (
            one
            for one in self._in_order()
            if (since is None or one.created_at >= since) and (after is None or one.id > after)
        )
        return list(wanted)[:limit]

    def _in_order(self) -> list[Decision]:
        return [decision for _, decision in sorted(self._state.decisions.items())]
