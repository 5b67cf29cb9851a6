"""Telling what is due: taken in hand by one process, told, and told again until it is taken or given up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handoff.desk.context import Desk
from handoff.domain.webhook import Answer, Delivery, DeliveryState, OffReason, Webhook

LEASE = timedelta(seconds=60)
DROPPED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What this process tells a receiver now; each is of another conversation."""

    webhook: Webhook
    deliveries: Sequence[Delivery]
    at: datetime


async def due(desk: Desk) -> list[str]:
    """The webhooks that have something to be told now."""
    async with desk.store.reading() as tx:
        return await tx.webhooks.due(desk.clock())


async def begin(desk: Desk, webhook_id: str, *, worker: str, limit: int) -> Batch | None:
    """Take some in hand; a crash after this lets go of them when the lease ends, under the same ids."""
    at = desk.clock()
    async with desk.store.transaction() as tx:
        webhook = await tx.webhooks.get(webhook_id)
        if webhook is None:
            return None
        taken = await tx.webhooks.claim(webhook_id, at, until=at + LEASE, worker=worker, limit=limit)
    return Batch(webhook=webhook, deliveries=taken, at=at) if taken else None


async def ended(desk: Desk, delivery: Delivery, answer: Answer, *, chance: float) -> Delivery:
    """Keep how a try went: taken, to be tried again, or given up."""
    at = desk.clock()
    tried = replace(delivery, status=answer.status, milliseconds=answer.milliseconds, problem=answer.problem)
    async with desk.store.transaction() as tx:
        if answer.taken:
            after = replace(tried, state=DeliveryState.DELIVERED, ended_at=at)
        elif answer.gone or (next_at := tried.next_try(at, chance, answer.wished)) is None:
            after = replace(tried, state=DeliveryState.DEAD, ended_at=at)
        else:
            after = replace(tried, due_at=next_at)
        if not await tx.webhooks.settle(after, delivery.worker or ""):
            return after
        await tx.webhooks.note(delivery.webhook_id, taken=answer.taken, at=at)
        webhook = await tx.webhooks.get(delivery.webhook_id)
        if answer.gone:
            await tx.webhooks.switch_off(delivery.webhook_id, OffReason.GONE, at)
        elif webhook is not None and webhook.failed_long(at):
            await tx.webhooks.switch_off(delivery.webhook_id, OffReason.FAILING, at)
    return after


async def waiting(desk: Desk) -> tuple[int, timedelta]:
    """How many wait, and for how long the oldest does."""
    async with desk.store.reading() as tx:
        count, oldest = await tx.webhooks.waiting()
    return count, max(timedelta(), desk.clock() - oldest) if oldest else timedelta()


async def forget_deliveries(desk: Desk, *, older_than: timedelta) -> int:
    """Drop what was told long ago, in steps that hold nobody up; returns how many."""
    before, dropped = desk.clock() - older_than, 0
    while True:
        async with desk.store.transaction() as tx:
            some = await tx.webhooks.forget(before, DROPPED_AT_ONCE)
        dropped += some
        if some < DROPPED_AT_ONCE:
            return dropped
