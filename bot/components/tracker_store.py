"""Remembers the bot's recent sessions and forgets the oldest, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker, get_trackers_for_conversation_sessions


class RecentTrackers(TrackerStore):
    """Keeps trackers as they are: the desk keeps the conversations, Rasa only its place in them.

    Rasa's in-memory store has no limit, and writes and reads every event of the session as JSON at each turn:
    about half the time of a long session's turn.
    """

    def __init__(
        self, domain: Domain, event_broker: EventBroker | None = None, limit: int = 5000, **kwargs: Any
    ) -> None:
        super().__init__(domain, event_broker)
        self._limit = int(limit)
        self._recent: dict[str, DialogueStateTracker] = {}

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker as the latest one and drop the oldest above the limit."""
        self._recent.pop(tracker.sender_id, None)
        self._recent[tracker.sender_id] = tracker
        while len(self._recent) > self._limit:
            del self._recent[next(iter(self._recent))]

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the tracker of the latest session."""
        tracker = self._recent.get(sender_id)
        if tracker is None:
            return None
        if sum(isinstance(event, SessionStarted) for event in tracker.events) > 1:
            return get_trackers_for_conversation_sessions(tracker)[-1]
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return the tracker with all its sessions."""
        return self._recent.get(conversation_id)

    async def keys(self) -> Iterable[str]:
        """Return whose trackers are kept."""
        return self._recent.keys()
