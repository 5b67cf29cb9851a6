"""Forgets, a little every hour, what is old: what the rule lets go, events, told deliveries, unsent files."""

from datetime import timedelta

from handoff.desk.context import Desk
from handoff.desk.conversation.attachments import forget_unsent
from handoff.desk.hooks.hook_rounds import forget_deliveries
from handoff.desk.privacy.retention import sweep_old
from handoff.desk.reporting.figures import forget_events
from handoff.loops.rounds import Rounds

SECONDS = 3600.0
DELIVERIES_KEPT = timedelta(days=14)


class Forgetting:
    """Any process may run one: a row that another has deleted is gone either way."""

    def __init__(self, desk: Desk, *, days: int, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._age = timedelta(days=days)
        self._rounds = Rounds(self._round, name="forgetting", seconds=seconds)

    async def start(self) -> None:
        """Begin."""
        self._rounds.start()

    async def close(self) -> None:
        """Stop."""
        await self._rounds.close()

    async def _round(self) -> None:
        await forget_unsent(self._desk)
        await sweep_old(self._desk)
        await forget_deliveries(self._desk, older_than=DELIVERIES_KEPT)
        # No age at all: events are kept for ever.
        if self._age:
            await forget_events(self._desk, older_than=self._age)
