"""Webhooks and their deliveries, as the desk needs them kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.webhook import Delivery, OffReason, Webhook


class Webhooks(Protocol):
    """Who wants to hear what, and each telling as a row of work."""

    async def add(self, webhook: Webhook) -> None: ...

    async def get(self, webhook_id: str) -> Webhook | None: ...

    async def all(self) -> list[Webhook]:
        """In the order in which they were made."""
        ...

    async def save(self, webhook: Webhook) -> None:
        """A conditional update on the version that was read; Conflict when it changes no row."""
        ...

    async def drop(self, webhook_id: str) -> None:
        """It goes with everything it was to hear."""
        ...

    async def note(self, webhook_id: str, *, taken: bool, at: datetime) -> None:
        """The receiver took something, or failed; the first of several failures is remembered."""
        ...

    async def switch_off(self, webhook_id: str, because: OffReason, at: datetime) -> bool:
        """False where it is off already."""
        ...

    async def tell(self, deliveries: Sequence[Delivery]) -> None:
        """Keep what is to be told, in this order."""
        ...

    async def due(self, at: datetime) -> list[str]:
        """The active webhooks that have something to be told now."""
        ...

    async def claim(
        self, webhook_id: str, at: datetime, *, until: datetime, worker: str, limit: int
    ) -> list[Delivery]:
        """Take what is due in hand until a moment: of a conversation only the earliest that waits."""
        ...

    async def settle(self, delivery: Delivery, worker: str) -> bool:
        """Keep how a try ended; False when it is another worker's by now."""
        ...

    async def delivery(self, delivery_id: str) -> Delivery | None: ...

    async def log(self, webhook_id: str, *, before: int | None, limit: int) -> list[Delivery]:
        """The newest first, of those with a smaller number than `before`."""
        ...

    async def again(self, delivery_id: str, at: datetime) -> bool:
        """What has ended is to be told once more, by hand; False where it waits already."""
        ...

    async def waiting(self) -> tuple[int, datetime | None]:
        """How many wait for active receivers, and since when the oldest does."""
        ...

    async def forget(self, before: datetime, limit: int) -> int:
        """Drop some that ended before a moment, or wait for nobody since; returns how many."""
        ...
