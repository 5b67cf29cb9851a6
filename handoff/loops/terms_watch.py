"""Keeps this process at what is set for the whole desk, and its eye on clocks and promises."""

import logging
from collections.abc import Mapping

from handoff.desk.context import Desk
from handoff.desk.hooks.webhooks import current_webhooks
from handoff.desk.languages import current_languages
from handoff.desk.look import current_look
from handoff.desk.queueing.capacity import current_weights
from handoff.desk.queueing.routing_settings import current_routing
from handoff.desk.timing.clocks import look_at_clocks
from handoff.desk.timing.promise_sweep import look_at_promises
from handoff.desk.timing.time_settings import current_terms
from handoff.loops.rounds import Rounds

log = logging.getLogger(__name__)

SECONDS = 1.0


class TermsWatch:
    """Any process may run one; who tells of a breach is settled in SQL."""

    def __init__(self, desk: Desk, *, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._rounds = Rounds(self._safely, name="terms", seconds=seconds)
        self._seen: Mapping[str, int] | None = None

    async def start(self) -> None:
        """Read what is set, and go on following it."""
        await self._safely()
        self._rounds.start(at_once=False)

    async def close(self) -> None:
        """Stop."""
        await self._rounds.close()

    async def refresh(self) -> None:
        """Take up the hours, targets, weights, routing, languages, look and webhooks that are set now."""
        self._desk.agreed.webhooks = await current_webhooks(self._desk)
        async with self._desk.store.reading() as tx:
            revisions = await tx.settings.revisions("")
        if revisions == self._seen:
            return
        self._desk.agreed.terms = await current_terms(self._desk)
        self._desk.agreed.weights = (await current_weights(self._desk)).value
        self._desk.agreed.routing = (await current_routing(self._desk)).value
        self._desk.agreed.languages = (await current_languages(self._desk)).value
        self._desk.agreed.look = (await current_look(self._desk)).value
        self._seen = revisions

    async def _safely(self) -> None:
        """What was in force stays so while the database cannot be asked."""
        try:
            await self.refresh()
            await look_at_clocks(self._desk)
            await look_at_promises(self._desk)
        except Exception:
            log.exception("hours, targets, clocks or promises could not be read; the next round follows")
