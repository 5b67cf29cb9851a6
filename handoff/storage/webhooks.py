"""Webhooks in SQL; who has a delivery in hand is settled by row locks, or by SQLite's one write lock."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.errors import Conflict
from handoff.domain.webhook import Delivery, DeliveryState, HookEvent, OffReason, Webhook
from handoff.storage.engine.prepared import Prepared, Row
from handoff.storage.tables.webhook_tables import WAITING, deliveries, webhooks

WEBHOOK = tuple(field.name for field in fields(Webhook))
DELIVERY = tuple(field.name for field in fields(Delivery))
NUMBER = deliveries.c.number
TELL = deliveries.insert()
ALL = Prepared(sa.select(webhooks).order_by(webhooks.c.created_at, webhooks.c.id))
ENDED = deliveries.c.state != DeliveryState.WAITING
ACTIVE = sa.exists().where(webhooks.c.id == deliveries.c.webhook_id, webhooks.c.active)
# What somebody looks on at goes out even where nothing else does.
MAY_GO = sa.or_(ACTIVE, deliveries.c.by_hand)
ORPHANED = ~sa.exists().where(webhooks.c.id == deliveries.c.webhook_id)


class SqlWebhooks:
    """Who wants to hear what, and each telling as a row of work."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, webhook: Webhook) -> None:
        await self._db.execute(webhooks.insert().values(_values(webhook)))

    async def get(self, webhook_id: str) -> Webhook | None:
        found = await self._all(sa.select(webhooks).where(webhooks.c.id == webhook_id))
        return found[0] if found else None

    async def all(self) -> list[Webhook]:
        return [_webhook_of(row) for row in await ALL.rows(self._db, {})]

    async def save(self, webhook: Webhook) -> None:
        as_read = (webhooks.c.id == webhook.id, webhooks.c.version == webhook.version)
        values = _values(webhook) | {"version": webhook.version + 1}
        if not await self._changed(webhooks.update().where(*as_read).values(values)):
            raise Conflict

    async def drop(self, webhook_id: str) -> None:
        await self._db.execute(deliveries.delete().where(deliveries.c.webhook_id == webhook_id))
        await self._db.execute(webhooks.delete().where(webhooks.c.id == webhook_id))

    async def note(self, webhook_id: str, *, taken: bool, at: datetime) -> None:
        since = webhooks.c.failing_since
        different = since.is_not(None) if taken else since.is_(None)
        change = webhooks.update().where(webhooks.c.id == webhook_id, different)
        await self._db.execute(change.values(failing_since=None if taken else at))

    async def switch_off(self, webhook_id: str, because: OffReason, at: datetime) -> bool:
        on = webhooks.update().where(webhooks.c.id == webhook_id, webhooks.c.active)
        more = webhooks.c.version + 1
        return await self._changed(on.values(active=False, off_because=because, off_at=at, version=more))

    async def tell(self, told: Sequence[Delivery]) -> None:
        await self._db.execute(TELL, [_row(one) for one in told])

    async def due(self, at: datetime) -> list[str]:
        now = (WAITING, deliveries.c.due_at <= at, ~_earlier())
        mine = deliveries.c.webhook_id == webhooks.c.id
        some = sa.exists().where(mine, sa.or_(webhooks.c.active, deliveries.c.by_hand), *now)
        query = sa.select(webhooks.c.id).where(some).order_by(webhooks.c.id)
        return list(await self._db.scalars(query))

    async def claim(
        self, webhook_id: str, at: datetime, *, until: datetime, worker: str, limit: int
    ) -> list[Delivery]:
        query = (
            sa.select(deliveries)
            .where(deliveries.c.webhook_id == webhook_id, WAITING, deliveries.c.due_at <= at)
            .where(~_earlier(), MAY_GO)
            .order_by(NUMBER)
            .limit(limit)
            .with_for_update(of=deliveries, skip_locked=True)
        )
        found = await self._deliveries(query)
        if not found:
            return []
        taken = [
            replace(
                one,
                worker=worker,
                due_at=until,
                tries=one.tries + 1,
                first_tried_at=one.first_tried_at or at,
            )
            for one in found
        ]
        first = sa.func.coalesce(deliveries.c.first_tried_at, sa.literal(at, deliveries.c.due_at.type))
        await self._db.execute(
            deliveries.update()
            .where(NUMBER.in_([one.number for one in taken]))
            .values(worker=worker, due_at=until, tries=deliveries.c.tries + 1, first_tried_at=first)
        )
        return taken

    async def settle(self, delivery: Delivery, worker: str) -> bool:
        mine = (
            deliveries.c.number == delivery.number,
            WAITING,
            deliveries.c.worker == worker,
            deliveries.c.tries == delivery.tries,
        )
        kept = ("id", "worker", "body")
        values = {name: value for name, value in _row(delivery).items() if name not in kept}
        return await self._changed(deliveries.update().where(*mine).values(values))

    async def delivery(self, delivery_id: str) -> Delivery | None:
        found = await self._deliveries(sa.select(deliveries).where(deliveries.c.id == delivery_id))
        return found[0] if found else None

    async def log(self, webhook_id: str, *, before: int | None, limit: int) -> list[Delivery]:
        query = sa.select(deliveries).where(deliveries.c.webhook_id == webhook_id)
        if before is not None:
            query = query.where(deliveries.c.number < before)
        return await self._deliveries(query.order_by(NUMBER.desc()).limit(limit))

    async def again(self, delivery_id: str, at: datetime) -> bool:
        ended = deliveries.update().where(deliveries.c.id == delivery_id, ENDED)
        now = {"state": DeliveryState.WAITING, "by_hand": True, "due_at": at, "ended_at": None}
        return await self._changed(ended.values(now))

    async def waiting(self) -> tuple[int, datetime | None]:
        query = sa.select(sa.func.count(), sa.func.min(deliveries.c.created_at)).where(WAITING, ACTIVE)
        row = (await self._db.execute(query)).one()
        return row[0], row[1]

    async def forget(self, before: datetime, limit: int) -> int:
        old = sa.or_(deliveries.c.ended_at < before, sa.and_(ORPHANED, deliveries.c.created_at < before))
        some = list(await self._db.scalars(sa.select(NUMBER).where(old).limit(limit)))
        if some:
            await self._db.execute(deliveries.delete().where(NUMBER.in_(some)))
        return len(some)

    async def _changed(self, change: sa.Update) -> bool:
        return (await self._db.execute(change)).rowcount == 1

    async def _all(self, query: sa.Select[tuple[object, ...]]) -> list[Webhook]:
        return [_webhook_of(row) for row in (await self._db.execute(query)).mappings()]

    async def _deliveries(self, query: sa.Select[tuple[object, ...]]) -> list[Delivery]:
        return [_delivery_of(row) for row in (await self._db.execute(query)).mappings()]


def _earlier() -> sa.ColumnElement[bool]:
    """Something of the same conversation waits before it."""
    before = deliveries.alias("before")
    return sa.exists().where(
        before.c.webhook_id == deliveries.c.webhook_id,
        before.c.conversation_id == deliveries.c.conversation_id,
        sa.text("before.state = 'waiting'"),
        before.c.number < deliveries.c.number,
    )


def _webhook_of(row: Row) -> Webhook:
    values = {name: row[name] for name in WEBHOOK}
    known = {event.value for event in HookEvent}
    values["events"] = tuple(HookEvent(name) for name in row["events"] if name in known)
    values["off_because"] = OffReason(row["off_because"]) if row["off_because"] else None
    return Webhook(**values)


def _values(webhook: Webhook) -> dict[str, object]:
    values = {name: getattr(webhook, name) for name in WEBHOOK}
    return values | {"events": [event.value for event in webhook.events]}


def _delivery_of(row: sa.RowMapping) -> Delivery:
    return Delivery(**{name: row[name] for name in DELIVERY} | {"state": DeliveryState(row["state"])})


def _row(delivery: Delivery) -> dict[str, object]:
    return {name: getattr(delivery, name) for name in DELIVERY if name != "number"}
