"""Webhooks in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.errors import Conflict
from handoff.domain.webhook import Delivery, DeliveryState, OffReason, Webhook

COUNTER = "webhook_deliveries"


class MemoryWebhooks:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, webhook: Webhook) -> None:
        self._state.webhooks[webhook.id] = webhook

    async def get(self, webhook_id: str) -> Webhook | None:
        return self._state.webhooks.get(webhook_id)

    async def all(self) -> list[Webhook]:
        return sorted(self._state.webhooks.values(), key=lambda one: (one.created_at, one.id))

    async def save(self, webhook: Webhook) -> None:
        known = self._state.webhooks.get(webhook.id)
        if known is None or known.version != webhook.version:
            raise Conflict
        self._state.webhooks[webhook.id] = replace(webhook, version=webhook.version + 1)

    async def drop(self, webhook_id: str) -> None:
        self._state.webhooks.pop(webhook_id, None)
        for one in [one for one in self._state.deliveries.values() if one.webhook_id == webhook_id]:
            del self._state.deliveries[one.id]

    async def note(self, webhook_id: str, *, taken: bool, at: datetime) -> None:
        known = self._state.webhooks.get(webhook_id)
        if known is not None and taken is (known.failing_since is not None):
            self._state.webhooks[webhook_id] = replace(known, failing_since=None if taken else at)

    async def switch_off(self, webhook_id: str, because: OffReason, at: datetime) -> bool:
        known = self._state.webhooks.get(webhook_id)
        if known is None or not known.active:
            return False
        self._state.webhooks[webhook_id] = replace(
            known, active=False, off_because=because, off_at=at, version=known.version + 1
        )
        return True

    async def tell(self, deliveries: Sequence[Delivery]) -> None:
        for one in deliveries:
            number = self._state.counters.get(COUNTER, 0) + 1
            self._state.counters[COUNTER] = number
            self._state.deliveries[one.id] = replace(one, number=number)

    async def due(self, at: datetime) -> list[str]:
        return sorted({one.webhook_id for one in self._due(at)})

    async def claim(
        self, webhook_id: str, at: datetime, *, until: datetime, worker: str, limit: int
    ) -> list[Delivery]:
        taken = [
            replace(
                one,
                worker=worker,
                due_at=until,
                tries=one.tries + 1,
                first_tried_at=one.first_tried_at or at,
            )
            for one in self._due(at)
            if one.webhook_id == webhook_id
        ][:limit]
        self._state.deliveries.update({one.id: one for one in taken})
        return taken

    async def settle(self, delivery: Delivery, worker: str) -> bool:
        known = self._state.deliveries.get(delivery.id)
        if known is None or known.state is not DeliveryState.WAITING:
            return False
        if (known.worker, known.tries) != (worker, delivery.tries):
            return False
        self._state.deliveries[delivery.id] = replace(delivery, worker=known.worker, body=known.body)
        return True

    async def delivery(self, delivery_id: str) -> Delivery | None:
        return self._state.deliveries.get(delivery_id)

    async def log(self, webhook_id: str, *, before: int | None, limit: int) -> list[Delivery]:
        mine = [one for one in self._state.deliveries.values() if one.webhook_id == webhook_id]
        older = [one for one in mine if before is None or one.number < before]
        return sorted(older, key=lambda one: -one.number)[:limit]

    async def again(self, delivery_id: str, at: datetime) -> bool:
        known = self._state.deliveries.get(delivery_id)
        if known is None or known.state is DeliveryState.WAITING:
            return False
        self._state.deliveries[delivery_id] = replace(
            known, state=DeliveryState.WAITING, by_hand=True, due_at=at, ended_at=None
        )
        return True

    async def waiting(self) -> tuple[int, datetime | None]:
        found = [one for one in self._waiting() if self._active(one)]
        return len(found), min((one.created_at for one in found), default=None)

    async def forget(self, before: datetime, limit: int) -> int:
        old = [one.id for one in self._state.deliveries.values() if self._is_old(one, before)][:limit]
        for id_ in old:
            del self._state.deliveries[id_]
        return len(old)

    def _is_old(self, one: Delivery, before: datetime) -> bool:
        orphaned = one.webhook_id not in self._state.webhooks and one.created_at < before
        return orphaned or (one.ended_at is not None and one.ended_at < before)

    def _due(self, at: datetime) -> list[Delivery]:
        first: dict[tuple[str, str], int] = {}
        for one in self._waiting():
            first.setdefault((one.webhook_id, one.conversation_id or one.id), one.number)
        firsts = set(first.values())
        ready = (one for one in self._waiting() if one.number in firsts and one.due_at <= at)
        return [one for one in ready if self._active(one) or (one.by_hand and self._known(one))]

    def _waiting(self) -> list[Delivery]:
        waiting = (one for one in self._state.deliveries.values() if one.state is DeliveryState.WAITING)
        return sorted(waiting, key=lambda one: one.number)

    def _known(self, delivery: Delivery) -> bool:
        return delivery.webhook_id in self._state.webhooks

    def _active(self, delivery: Delivery) -> bool:
        webhook = self._state.webhooks.get(delivery.webhook_id)
        return webhook is not None and webhook.active
