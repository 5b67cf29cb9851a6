"""Keeps the queue moving: when a place may have become free, and every second for what time frees."""

import logging
from collections.abc import Awaitable, Callable

from handoff.desk.context import Desk
from handoff.desk.queueing import offers, routing
from handoff.loops.rounds import Rounds

log = logging.getLogger(__name__)

SECONDS = 1.0


class Assigner:
    """Any process may run one; races are settled in SQL."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._rounds = Rounds(self._round, name="assigner", seconds=seconds)

    def wake(self) -> None:
        """Somebody came, left or freed a place: look now."""
        self._rounds.wake()

    async def start(self) -> None:
        """Begin to look after the queue."""
        self._rounds.start()

    async def close(self) -> None:
        """Stop."""
        await self._rounds.close()

    async def _round(self) -> None:
        for step in (offers.end_offers, routing.requeue_vanished, routing.drain):
            await self._safely(step)

    async def _safely(self, step: Callable[[Desk], Awaitable[int]]) -> None:
        try:
            await step(self._desk)
        except Exception:
            log.exception("the queue could not be looked after; the next round follows")
