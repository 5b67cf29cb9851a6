"""Forgets, a little every hour, what has been kept for the reports long enough."""

import asyncio
import contextlib
import logging
from datetime import timedelta

from handoff.desk.context import Desk
from handoff.desk.figures import forget_events

log = logging.getLogger(__name__)

SECONDS = 3600.0


class Forgetting:
    """Any process may run one: a row that another has deleted is gone either way."""

    def __init__(self, desk: Desk, *, days: int, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._age = timedelta(days=days)
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin, unless everything is to be kept."""
        if self._age:
            self._task = asyncio.create_task(self._run(), name="forgetting")

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            try:
                await forget_events(self._desk, older_than=self._age)
            except Exception:
                log.exception("old events could not be forgotten; the next round follows")
            await asyncio.sleep(self._seconds)
