"""Tells what is due, every second, in any process; who has a delivery in hand is settled in SQL."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from handoff.desk.context import Desk
from handoff.desk.hooks import hook_rounds
from handoff.domain.webhook import Answer, Delivery, DeliveryState, Webhook
from handoff.health.metrics import Metrics
from handoff.loops.rounds import Rounds

log = logging.getLogger(__name__)

SECONDS = 1.0
AT_ONCE = 10


class Post(Protocol):
    """What takes a delivery to its receiver."""

    async def send(self, webhook: Webhook, delivery: Delivery, *, at: datetime) -> Answer: ...


class HookSender:
    """One task for each receiver that has something to hear: a slow one holds up nobody but itself."""

    def __init__(
        self,
        desk: Desk,
        *,
        post: Post,
        worker: str,
        metrics: Metrics,
        chance: Callable[[], float],
        seconds: float = SECONDS,
    ) -> None:
        self._desk = desk
        self._post = post
        self._worker = worker
        self._metrics = metrics
        self._chance = chance
        self._rounds = Rounds(self._look, name="webhooks", seconds=seconds)
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Begin to tell."""
        self._rounds.start()

    async def close(self) -> None:
        """Stop; what is on its way is told again, under the same id, by whoever finds it."""
        await self._rounds.close()
        serving = list(self._busy.values())
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    async def round(self) -> None:
        """Tell everything that is due now, and wait for it."""
        await self._look()
        await asyncio.gather(*self._busy.values())

    async def _look(self) -> None:
        """Begin with every receiver that nobody here is busy with."""
        for webhook_id in await hook_rounds.due(self._desk):
            if webhook_id not in self._busy:
                task = asyncio.create_task(self._serve(webhook_id), name=f"webhook {webhook_id}")
                self._busy[webhook_id] = task
        count, oldest = await hook_rounds.waiting(self._desk)
        self._metrics.hooks_waiting.set(count)
        self._metrics.hook_waits.set(oldest.total_seconds())

    async def _serve(self, webhook_id: str) -> None:
        """One batch after the other, as long as there is something to tell."""
        try:
            while batch := await hook_rounds.begin(
                self._desk, webhook_id, worker=self._worker, limit=AT_ONCE
            ):
                await asyncio.gather(*(self._tell(batch.webhook, one) for one in batch.deliveries))
        except Exception:
            log.exception("webhook %s could not be served; the next round follows", webhook_id)
        finally:
            del self._busy[webhook_id]

    async def _tell(self, webhook: Webhook, delivery: Delivery) -> None:
        answer = await self._post.send(webhook, delivery, at=self._desk.clock())
        after = await hook_rounds.ended(self._desk, delivery, answer, chance=self._chance())
        outcome = "put_off" if after.state is DeliveryState.WAITING else after.state.value
        self._metrics.hooks.labels(outcome).inc()
        self._metrics.hook_seconds.observe(answer.milliseconds / 1000)
        if not answer.taken:
            log.warning(
                "delivery %s to webhook %s was not taken: %s", delivery.id, webhook.id, answer.problem
            )
