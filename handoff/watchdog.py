"""Law 1 in motion: every few seconds the desk acts on what is overdue or without an owner, and says so."""

import asyncio
import contextlib
import logging

from handoff.desk import sweep
from handoff.desk.context import Desk
from handoff.metrics import Metrics

log = logging.getLogger(__name__)

SECONDS = 3.0


class Watchdog:
    """Any process may run one; each takes in hand what no other has, and all measure the same desk."""

    def __init__(self, desk: Desk, *, metrics: Metrics, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._metrics = metrics
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._run(), name="watchdog")

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _round(self) -> None:
        for missed in await sweep.overdue(self._desk):
            log.warning("conversation %s was neglected: %s", missed.conversation_id, missed)
        left = await sweep.neglected(self._desk)
        self._metrics.overdue.set(left.overdue)
        self._metrics.ownerless.set(left.ownerless)
        self._metrics.rounds.inc()

    async def _run(self) -> None:
        while True:
            try:
                await self._round()
            except Exception:
                log.exception("the watchdog's round failed; the next one follows")
            await asyncio.sleep(self._seconds)
