"""Law 1 in motion: every few seconds the desk acts on what is overdue or without an owner, and says so."""

import asyncio
import contextlib
import logging

from handoff.desk import sweep
from handoff.desk.context import Desk

log = logging.getLogger(__name__)

SECONDS = 3.0


class Watchdog:
    """Any process may run one; the sweep itself settles races in SQL."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        self._desk = desk
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

    async def _run(self) -> None:
        while True:
            try:
                for missed in await sweep.overdue(self._desk):
                    log.warning("conversation %s was overdue: %s", missed.conversation_id, missed)
            except Exception:
                log.exception("the watchdog's round failed; the next one follows")
            await asyncio.sleep(self._seconds)
