"""Deleting for good, as the desk needs it."""

from datetime import datetime
from typing import Protocol

from handoff.domain.retention import Doomed, Erasure, Known


class Erasing(Protocol):
    """What is old, what is somebody's, and that it is gone."""

    async def doomed(self, *, ended: datetime | None, anonymous: datetime | None, hold_tag: str) -> Doomed:
        """How much the rules would delete that end before these moments."""
        ...

    async def old(self, before: datetime, hold_tag: str, limit: int) -> list[str]:
        """Conversations that ended before and are not held, the oldest first; in hand while writing."""
        ...

    async def fading(self, before: datetime, hold_tag: str, limit: int) -> list[str]:
        """Visitors known by anything, nothing of whom is open, held or younger; in hand while writing."""
        ...

    async def drop(self, conversation_id: str) -> int:
        """Delete a conversation with everything that hangs on it; returns how many messages it had."""
        ...

    async def drop_visitor(self, visitor_id: str) -> bool:
        """Delete a visitor of whom nothing is left; False where something is."""
        ...

    async def anonymise(self, visitor_id: str) -> None:
        """Make a visitor nobody: name, addresses and identity go, the words stay."""
        ...

    async def of_visitor(self, visitor_id: str) -> list[str]:
        """All conversations of a visitor, oldest first."""
        ...

    async def find(self, words: str, limit: int) -> list[Known]:
        """Visitors whose name, address or identity holds these words, the latest first."""
        ...

    async def note(self, erasure: Erasure) -> None: ...

    async def log(self, limit: int) -> list[Erasure]:
        """The newest first."""
        ...
