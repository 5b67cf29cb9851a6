"""Forgets, a little every hour, what is old: events of the reports, told deliveries, files never sent."""

import asyncio
import contextlib
import logging
from datetime import timedelta

from handoff.desk.attachments import forget_unsent
from handoff.desk.context import Desk
from handoff.desk.figures import forget_events
from handoff.desk.hook_rounds import forget_deliveries

log = logging.getLogger(__name__)

SECONDS = 3600.0
DELIVERIES_KEPT = timedelta(days=14)


class Forgetting:
    """Any process may run one: a row that another has deleted is gone either way."""

    def __init__(self, desk: Desk, *, days: int, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._age = timedelta(days=days)
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run(), name="forgetting")

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _round(self) -> None:
        await forget_unsent(self._desk)
        await forget_deliveries(self._desk, older_than=DELIVERIES_KEPT)
        # No age at all: events are kept for ever.
        if self._age:
            await forget_events(self._desk, older_than=self._age)

    async def _run(self) -> None:
        while True:
            try:
                await self._round()
            except Exception:
                log.exception("what is old could not be forgotten; the next round follows")
            await asyncio.sleep(self._seconds)
