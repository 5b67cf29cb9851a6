"""Keeps what the desk's past comes to for a moment: it changes slowly, and every forecast asks for it."""

from datetime import datetime, timedelta

from handoff.desk.ports import Transaction
from handoff.domain.queueing.pace import Pace

FRESH = timedelta(seconds=1)


class PaceWatch:
    """The pace of the last days and hour, up to `fresh` old; who waits and who serves is not kept here."""

    def __init__(self, fresh: timedelta = timedelta()) -> None:
        self._fresh = fresh
        self._pace: Pace | None = None

    async def pace(self, tx: Transaction, at: datetime) -> Pace:
        """How fast the desk has been."""
        known = self._pace
        if known is None or not timedelta() <= at - known.at < self._fresh:
            known = self._pace = Pace(await tx.queue.wait_facts(at), at=at)
        return known
