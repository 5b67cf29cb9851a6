"""The ledger of promises, as the desk needs it kept."""

from collections.abc import Sequence
from typing import Protocol

from handoff.domain.promise.ledger import Promise


class PromiseLedger(Protocol):
    """What customers were told would happen, until it has."""

    async def add(self, promises: Sequence[Promise]) -> None: ...

    async def get(self, promise_id: str) -> Promise | None: ...

    async def of(self, conversation_id: str) -> list[Promise]:
        """All of a conversation, those that have ended too, in the order they were made."""
        ...

    async def save(self, promise: Promise) -> None:
        """A conditional update on the version that was read; Conflict when it changes no row."""
        ...

    async def follow(self, conversation_id: str, keeper_id: str | None) -> int:
        """Who has the conversation now has its open promises, too (None: whoever takes it); how many."""
        ...

    async def owed(self, keeper_id: str | None, limit: int) -> list[Promise]:
        """The open ones of an agent (None: of everybody), the most urgent first."""
        ...
