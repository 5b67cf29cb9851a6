"""Law 1 in motion: every few seconds the desk acts on what is overdue or without an owner, and says so."""

import logging

from handoff.desk.context import Desk
from handoff.desk.ownership import sweep
from handoff.health.metrics import Metrics
from handoff.loops.rounds import Rounds

log = logging.getLogger(__name__)

SECONDS = 3.0


class Watchdog:
    """Any process may run one; each takes in hand what no other has, and all measure the same desk."""

    def __init__(self, desk: Desk, *, metrics: Metrics, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._metrics = metrics
        self._rounds = Rounds(self._round, name="watchdog", seconds=seconds)

    async def start(self) -> None:
        """Begin to watch."""
        self._rounds.start()

    async def close(self) -> None:
        """Stop."""
        await self._rounds.close()

    async def _round(self) -> None:
        for missed in await sweep.overdue(self._desk):
            log.warning("conversation %s was neglected: %s", missed.conversation_id, missed)
        left = await sweep.neglected(self._desk)
        self._metrics.overdue.set(left.overdue)
        self._metrics.ownerless.set(left.ownerless)
        self._metrics.rounds.inc()
