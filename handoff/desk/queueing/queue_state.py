"""Keeps an eye on the queue for the bot's decisions, which may not cost four queries each."""

from datetime import timedelta

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.domain.queueing.queue_state import QueueFacts, QueueState

FRESH_SECONDS = 1.0


class QueueWatch:
    """The state of the queue as it was within the last second."""

    def __init__(self, desk: Desk, *, fresh_seconds: float = FRESH_SECONDS) -> None:
        self._desk = desk
        self._fresh = timedelta(seconds=fresh_seconds)
        self._facts: QueueFacts | None = None

    async def state(self, lang: str) -> QueueState:
        """How the queue stands for a customer who writes this language."""
        now = self._desk.clock()
        if self._facts is None or not timedelta() <= now - self._facts.at < self._fresh:
            self._facts = await self._read()
        return self._facts.state(lang)

    async def _read(self) -> QueueFacts:
        async with self._desk.store.reading() as tx:
            return await queue_facts(tx, self._desk)


async def queue_facts(tx: Transaction, desk: Desk) -> QueueFacts:
    """The agents, the queue and the desk's own pace."""
    at = desk.clock()
    pace = await desk.past.pace(tx, at)
    return QueueFacts(
        agents=await tx.people.agents(),
        queue=await tx.queue.standing(),
        pace=pace,
        going=await tx.queue.going() if pace.known else (),
        at=at,
        routing=desk.policy_now.routing,
        weights=desk.policy_now.weights,
    )
