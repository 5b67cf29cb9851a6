"""Keeps the queue moving: when a place may have become free, and every second for what time frees."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from handoff.desk import offers, routing
from handoff.desk.context import Desk
from handoff.meanwhile import Over

log = logging.getLogger(__name__)

SECONDS = 1.0


class Assigner:
    """Any process may run one; races are settled in SQL."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None
        self._woken = Over()

    def wake(self) -> None:
        """Somebody came, left or freed a place: look now."""
        self._woken.set()

    async def start(self) -> None:
        """Begin to look after the queue."""
        self._task = asyncio.create_task(self._run(), name="assigner")

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            for step in (offers.expire_offers, routing.requeue_vanished, routing.drain):
                await self._safely(step)
            await self._woken.within(self._seconds)

    async def _safely(self, step: Callable[[Desk], Awaitable[int]]) -> None:
        try:
            await step(self._desk)
        except Exception:
            log.exception("the queue could not be looked after; the next round follows")
