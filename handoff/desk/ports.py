"""What the desk needs from outside, stated by the desk."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from handoff.domain.events import Event


class Publisher(Protocol):
    """Tells the world what was committed; a lost event is healed by the next head heartbeat."""

    async def publish(self, events: Sequence[Event]) -> None: ...


class Transaction(Protocol):
    """All reads and writes of one use case."""


class Store(Protocol):
    """Where the desk's truth is kept."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Read and write; commits at the end, rolls back on an exception."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """Only read, from one consistent state, without holding up writers."""
        ...
