"""Promises in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handoff.desk.memory.state import State
from handoff.domain.errors import Conflict
from handoff.domain.promise.ledger import Promise


class MemoryPromises:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, promises: Sequence[Promise]) -> None:
        self._state.promises |= {one.id: one for one in promises}

    async def get(self, promise_id: str) -> Promise | None:
        return self._state.promises.get(promise_id)

    async def of(self, conversation_id: str) -> list[Promise]:
        mine = (one for one in self._state.promises.values() if one.conversation_id == conversation_id)
        return sorted(mine, key=lambda one: (one.made_at, one.id))

    async def save(self, promise: Promise) -> None:
        known = self._state.promises.get(promise.id)
        if known is None or known.version != promise.version:
            raise Conflict
        self._state.promises[promise.id] = replace(promise, version=promise.version + 1)

    async def follow(self, conversation_id: str, keeper_id: str | None) -> int:
        open_ones = [one for one in await self.of(conversation_id) if one.open]
        for one in open_ones:
            self._state.promises[one.id] = replace(one, keeper_id=keeper_id, version=one.version + 1)
        return len(open_ones)

    async def owed(self, keeper_id: str | None, limit: int) -> list[Promise]:
        mine = [one for one in self._open() if keeper_id is None or one.keeper_id == keeper_id]
        return sorted(mine, key=lambda one: (one.due_at, one.id))[:limit]

    def _open(self) -> Iterable[Promise]:
        return (one for one in self._state.promises.values() if one.open)
