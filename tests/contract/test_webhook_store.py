"""Every store keeps webhooks and deliveries as the desk needs them: memory, SQLite and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.errors import Conflict
from handoff.domain.webhook import Delivery, DeliveryState, HookEvent, OffReason, Webhook
from tests.support.databases import every_store
from tests.support.desks import START

pytestmark = every_store

MINUTE = timedelta(minutes=1)


def a_webhook(**given: object) -> Webhook:
    values = {
        "id": uuid7(),
        "url": "https://receiver.example/hook",
        "events": (HookEvent.MESSAGE_CREATED,),
        "secret": "whsec_c2VjcmV0",
        "created_at": START,
        "created_by": "Ada",
    }
    return Webhook(**values | given)  # type: ignore[arg-type]


def a_delivery(webhook: Webhook, conversation_id: str | None = None, **given: object) -> Delivery:
    values = {
        "id": uuid7(),
        "webhook_id": webhook.id,
        "conversation_id": conversation_id,
        "event": "message.created",
        "body": "{}",
        "due_at": START,
        "created_at": START,
    }
    return Delivery(**values | given)  # type: ignore[arg-type]


async def kept(store: Store, *told: Delivery, webhook: Webhook) -> list[Delivery]:
    """The deliveries with their numbers, in order."""
    async with store.transaction() as tx:
        await tx.webhooks.tell(told)
        return list(reversed(await tx.webhooks.log(webhook.id, before=None, limit=100)))


async def claimed(store: Store, webhook: Webhook, *, worker: str = "a", minutes: int = 0) -> list[Delivery]:
    at = START + minutes * MINUTE
    async with store.transaction() as tx:
        return await tx.webhooks.claim(webhook.id, at, until=at + MINUTE, worker=worker, limit=10)


async def with_webhook(store: Store, **given: object) -> Webhook:
    webhook = a_webhook(**given)
    async with store.transaction() as tx:
        await tx.webhooks.add(webhook)
    return webhook


async def test_a_webhook_comes_back_as_it_was(store: Store) -> None:
    """With its secrets, and changed only by whoever read it last."""
    webhook = await with_webhook(
        store, old_secret="whsec_b2xk", old_secret_until=START, failing_since=START, name="CRM"
    )
    async with store.transaction() as tx:
        assert await tx.webhooks.get(webhook.id) == webhook
        await tx.webhooks.save(replace(webhook, url="https://other.example"))
        with pytest.raises(Conflict):
            await tx.webhooks.save(replace(webhook, url="https://third.example"))
    async with store.reading() as tx:
        [found] = await tx.webhooks.all()
    assert found == replace(webhook, url="https://other.example", version=1)


async def test_deliveries_come_back_in_their_order(store: Store) -> None:
    """Numbered as they happened, the log newest first and page by page."""
    webhook = await with_webhook(store)
    told = await kept(store, *(a_delivery(webhook, "c") for _ in range(3)), webhook=webhook)
    assert sorted(one.number for one in told) == [one.number for one in told]
    async with store.reading() as tx:
        page = await tx.webhooks.log(webhook.id, before=told[2].number, limit=1)
        assert await tx.webhooks.delivery(told[0].id) == told[0]
    assert [one.id for one in page] == [told[1].id]


async def test_a_later_one_of_a_conversation_waits_for_the_earlier(store: Store) -> None:
    """Others do not wait; what was taken lets the next one go, what is put off holds it up."""
    webhook = await with_webhook(store)
    first, second, other = await kept(
        store, a_delivery(webhook, "c"), a_delivery(webhook, "c"), a_delivery(webhook, "d"), webhook=webhook
    )
    taken = await claimed(store, webhook)
    assert [one.id for one in taken] == [first.id, other.id]
    assert (taken[0].tries, taken[0].first_tried_at, taken[0].due_at) == (1, START, START + MINUTE)
    assert await claimed(store, webhook, worker="b") == []
    async with store.transaction() as tx:
        put_off = replace(taken[0], due_at=START + 5 * MINUTE, status=500, problem="500: no")
        assert await tx.webhooks.settle(put_off, "a")
        assert await tx.webhooks.due(START + 2 * MINUTE) == [webhook.id]  # the other one's lease has ended
    again = await claimed(store, webhook, minutes=2)
    assert [one.id for one in again] == [other.id]
    [tried] = [one for one in await claimed(store, webhook, minutes=6) if one.id == first.id]
    assert (tried.tries, tried.status, tried.first_tried_at) == (2, 500, START)
    async with store.transaction() as tx:
        assert await tx.webhooks.settle(
            replace(tried, state=DeliveryState.DEAD, ended_at=START + 6 * MINUTE), "a"
        )
    assert second.id in [one.id for one in await claimed(store, webhook, minutes=6)]


async def test_two_processes_never_have_the_same_one_in_hand(store: Store) -> None:
    """However many claim at the same time."""
    webhook = await with_webhook(store)
    await kept(store, *(a_delivery(webhook, f"c{n}") for n in range(30)), webhook=webhook)
    batches = await asyncio.gather(*(claimed(store, webhook, worker=f"w{n}") for n in range(6)))
    ids = [one.id for batch in batches for one in batch]
    assert len(ids) == len(set(ids))
    rest = [one.id for _ in range(3) for one in await claimed(store, webhook, worker="late")]
    assert len(set(ids + rest)) == 30


async def test_a_lease_that_has_ended_is_anybodys(store: Store) -> None:
    """Whoever was slow does not overwrite what the other has found."""
    webhook = await with_webhook(store)
    await kept(store, a_delivery(webhook, "c"), webhook=webhook)
    [slow] = await claimed(store, webhook, worker="slow")
    [quick] = await claimed(store, webhook, worker="quick", minutes=2)
    assert quick.id == slow.id
    async with store.transaction() as tx:
        done = {"state": DeliveryState.DELIVERED, "ended_at": START}
        assert not await tx.webhooks.settle(replace(slow, **done), "slow")
        assert await tx.webhooks.settle(replace(quick, **done), "quick")
        assert not await tx.webhooks.settle(replace(quick, **done), "quick")
        assert await tx.webhooks.waiting() == (0, None)


async def test_what_is_off_is_told_nothing_but_by_hand(store: Store) -> None:
    """It keeps what waits; switched off twice is switched off once."""
    webhook = await with_webhook(store)
    await kept(store, a_delivery(webhook, "c"), webhook=webhook)
    async with store.transaction() as tx:
        assert await tx.webhooks.waiting() == (1, START)
        assert await tx.webhooks.switch_off(webhook.id, OffReason.FAILING, START)
        assert not await tx.webhooks.switch_off(webhook.id, OffReason.GONE, START)
        known = await tx.webhooks.get(webhook.id)
        assert known is not None
        assert (known.active, known.off_because, known.off_at) == (False, OffReason.FAILING, START)
        assert await tx.webhooks.waiting() == (0, None)
        assert await tx.webhooks.due(START) == []
    assert await claimed(store, webhook) == []
    await kept(store, a_delivery(webhook, by_hand=True), webhook=webhook)
    async with store.reading() as tx:
        assert await tx.webhooks.due(START) == [webhook.id]
    assert [one.by_hand for one in await claimed(store, webhook)] == [True]


async def test_the_first_of_several_failures_is_remembered(store: Store) -> None:
    """Until something is taken."""
    webhook = await with_webhook(store)
    async with store.transaction() as tx:
        for minutes in (0, 1):
            await tx.webhooks.note(webhook.id, taken=False, at=START + minutes * MINUTE)
        known = await tx.webhooks.get(webhook.id)
        assert known is not None
        assert known.failing_since == START
        await tx.webhooks.note(webhook.id, taken=True, at=START)
        known = await tx.webhooks.get(webhook.id)
        assert known is not None
        assert known.failing_since is None


async def test_what_has_ended_may_be_told_again(store: Store) -> None:
    """Under the same id, by hand; what waits is not doubled."""
    webhook = await with_webhook(store)
    [told] = await kept(store, a_delivery(webhook, "c"), webhook=webhook)
    [taken] = await claimed(store, webhook)
    async with store.transaction() as tx:
        assert not await tx.webhooks.again(told.id, START)
        await tx.webhooks.settle(replace(taken, state=DeliveryState.DEAD, ended_at=START), "a")
        assert await tx.webhooks.again(told.id, START + MINUTE)
    [again] = await claimed(store, webhook, minutes=1)
    assert (again.id, again.body, again.by_hand, again.tries) == (told.id, told.body, True, 2)


async def test_old_deliveries_are_forgotten(store: Store) -> None:
    """Those that ended; what waits stays, unless its webhook is gone."""
    webhook, gone = await with_webhook(store), await with_webhook(store)
    await kept(store, a_delivery(webhook, "c"), a_delivery(webhook, "c"), webhook=webhook)
    [first] = await claimed(store, webhook)
    async with store.transaction() as tx:
        await tx.webhooks.settle(replace(first, state=DeliveryState.DELIVERED, ended_at=START), "a")
        await tx.webhooks.drop(gone.id)
        await tx.webhooks.tell([a_delivery(gone, "c")])
        assert await tx.webhooks.forget(START, 10) == 0
        assert await tx.webhooks.forget(START + MINUTE, 1) == 1
        assert await tx.webhooks.forget(START + MINUTE, 10) == 1
        assert len(await tx.webhooks.log(webhook.id, before=None, limit=10)) == 1
        await tx.webhooks.drop(webhook.id)
        assert await tx.webhooks.log(webhook.id, before=None, limit=10) == []
        assert await tx.webhooks.all() == []
