"""Remembers the bot's recent sessions, and of each its latest turns, so that memory and time stay bounded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, get_trackers_for_conversation_sessions

MOST_EVENTS = 60
KEPT_TURNS = 3


class RecentTrackers(TrackerStore):
    """Keeps trackers as they are: the desk keeps the conversations, Rasa only its place in them.

    Rasa's in-memory store has no limit, and writes and reads every event of the session as JSON at each turn:
    about half the time of a long session's turn. Policies and actions then look at all of them again.
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
        self._recent[tracker.sender_id] = shortened(tracker, self.domain)
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


def shortened(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    """Return the tracker with its slots, its form and its latest turns, once it has grown long.

    No rule of ours looks further back, and a form's place is in its slots and its loop.
    """
    events = list(tracker.events)
    heard = [number for number, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(events) <= MOST_EVENTS or len(heard) <= KEPT_TURNS:
        return tracker
    cut = heard[-KEPT_TURNS]
    head = _as_at(tracker, events[:cut])
    for event in head:
        event.timestamp = events[cut].timestamp
    return DialogueStateTracker.from_events(
        tracker.sender_id,
        [*head, *events[cut:]],
        slots=domain.slots,
        sender_source=tracker.sender_source,
        domain=domain,
    )


def _as_at(tracker: DialogueStateTracker, before: list[Event]) -> list[Event]:
    """Say in few events where the bot stood when it began to listen for the first turn that is kept."""
    values = tracker.current_slot_values()
    slots = [SlotSet(name, value) for name, value in values.items() if value is not None]
    loops = [event for event in before if isinstance(event, ActiveLoop)]
    return [SessionStarted(), *slots, *loops[-1:], ActionExecuted(ACTION_LISTEN_NAME)]
