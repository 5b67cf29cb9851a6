"""Remembers the bot's recent sessions and forgets the oldest, so that memory stays bounded."""

from __future__ import annotations

from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class RecentTrackers(InMemoryTrackerStore):
    """Rasa's in-memory store with an upper limit: the desk keeps the conversations, not Rasa."""

    def __init__(
        self, domain: Domain, event_broker: EventBroker | None = None, limit: int = 5000, **kwargs: Any
    ) -> None:
        super().__init__(domain, event_broker)
        self._limit = int(limit)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the session as the latest one and drop the oldest above the limit."""
        self.store.pop(tracker.sender_id, None)
        await super().save(tracker)
        while len(self.store) > self._limit:
            del self.store[next(iter(self.store))]
