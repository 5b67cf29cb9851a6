"""Remembers the bot's recent sessions in SQL, so that any of several Rasa servers can go on with them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker, get_trackers_for_conversation_sessions

from bot.components.tracker_store import shortened

DRIVERS = {"postgres": "postgresql", "postgresql+asyncpg": "postgresql", "sqlite+aiosqlite": "sqlite"}
TIDY_SECONDS = 3600.0

MAKE = sa.text(
    "CREATE TABLE IF NOT EXISTS rasa_trackers"
    " (sender_id VARCHAR(255) PRIMARY KEY, tracker TEXT NOT NULL, saved_at VARCHAR(32) NOT NULL)"
)
SAVE = sa.text(
    "INSERT INTO rasa_trackers (sender_id, tracker, saved_at) VALUES (:sender_id, :tracker, :saved_at)"
    " ON CONFLICT (sender_id) DO UPDATE SET tracker = excluded.tracker, saved_at = excluded.saved_at"
)
FIND = sa.text("SELECT tracker FROM rasa_trackers WHERE sender_id = :sender_id")
KEYS = sa.text("SELECT sender_id FROM rasa_trackers ORDER BY saved_at")
TIDY = sa.text("DELETE FROM rasa_trackers WHERE saved_at < :before")


class SqlTrackers(SerializedTrackerAsText, TrackerStore):
    """Keeps one row a conversation, with its latest turns, for some days.

    Rasa's own SQL store keeps every event for ever, in rows of their own, and reads all of a session at each
    turn, on the event loop. The desk keeps what was said; here stands only the bot's place in it.
    """

    def __init__(
        self,
        domain: Domain,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        keep_days: int = 3,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._keep = timedelta(days=int(keep_days))
        self._engine = _engine(_url(host or ""))
        self._tidied = time.monotonic()
        self._make()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker as the latest one."""
        text = self.serialise_tracker(shortened(tracker, self.domain))
        await asyncio.to_thread(self._write, tracker.sender_id, text)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the tracker of the latest session as the last turn left it, whichever server ran that."""
        tracker = await self.retrieve_full_tracker(sender_id)
        if tracker is not None and sum(isinstance(event, SessionStarted) for event in tracker.events) > 1:
            return get_trackers_for_conversation_sessions(tracker)[-1]
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return the tracker with all its sessions."""
        text = await asyncio.to_thread(self._read, conversation_id)
        return self.deserialise_tracker(conversation_id, text) if text is not None else None

    async def keys(self) -> Iterable[str]:
        """Return whose trackers are kept."""
        return await asyncio.to_thread(self._keys)

    def _make(self) -> None:
        """Make the table; of two servers that start at once one may be refused, and then finds it."""
        try:
            with self._engine.begin() as db:
                db.execute(MAKE)
        except (sa.exc.IntegrityError, sa.exc.ProgrammingError):
            with self._engine.begin() as db:
                db.execute(MAKE)

    def _write(self, sender_id: str, tracker: str) -> None:
        now = datetime.now(timezone.utc)
        with self._engine.begin() as db:
            db.execute(SAVE, {"sender_id": sender_id, "tracker": tracker, "saved_at": _moment(now)})
            if time.monotonic() - self._tidied > TIDY_SECONDS:
                self._tidied = time.monotonic()
                db.execute(TIDY, {"before": _moment(now - self._keep)})

    def _read(self, sender_id: str) -> str | None:
        with self._engine.connect() as db:
            found: str | None = db.execute(FIND, {"sender_id": sender_id}).scalar()
            return found

    def _keys(self) -> list[str]:
        with self._engine.connect() as db:
            return list(db.execute(KEYS).scalars())


def _engine(url: str) -> sa.engine.Engine:
    """Without waiting for the disk: a crash of the database may cost a form's last answer."""
    lazily = {"options": "-c synchronous_commit=off"} if url.startswith("postgresql") else {}
    return sa.create_engine(url, pool_pre_ping=True, connect_args=lazily)


def _url(given: str) -> str:
    """The address with a driver that this environment has; the app's own is written for another."""
    scheme, colon, rest = given.partition(":")
    return f"{DRIVERS.get(scheme, scheme)}{colon}{rest}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
