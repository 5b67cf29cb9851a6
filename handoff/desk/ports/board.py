"""The board's reading of the store."""

from datetime import datetime
from typing import Protocol

from handoff.domain.queueing.board import BoardLines


class BoardReading(Protocol):
    """One look at every conversation that somebody deals with."""

    async def lines(self, active_since: datetime, limit: int) -> BoardLines:
        """At most `limit` of each kind; with the bot those alone that moved since a moment."""
        ...
