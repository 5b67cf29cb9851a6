"""Every way in which telling a receiver fails: what is told later, under the same id, and what never."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from handoff.desk.hooks import hook_rounds, webhooks
from handoff.desk.hooks.webhooks import Wish
from handoff.desk.ports import Store
from handoff.domain.webhook import DeliveryState, HookEvent, OffReason
from handoff.health.metrics import Metrics
from handoff.webhooks.post import HookPost
from handoff.webhooks.sender import HookSender
from tests.support.databases import sql_stores
from tests.support.receiver import receiver
from tests.support.telling import Told, telling
from tests.support.waiting import eventually

pytestmark = sql_stores
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def told(store: Store) -> AsyncIterator[Told]:
    async with telling(store, seconds=2.0) as one:
        yield one


async def test_a_receiver_that_is_down_gets_it_when_it_is_back(told: Told) -> None:
    """Pauses grow; nothing is lost in a day, and a restart in between changes nothing."""
    await told.wants(HookEvent.CONVERSATION_OPENED)
    await told.receiver.down()
    await told.world.chat()
    pauses = []
    for _ in range(6):
        await told.sender.round()
        [one] = await told.log()
        pauses.append((one.due_at - told.world.clock()).total_seconds())
        told.world.clock.forward(seconds=pauses[-1] + 1)
    assert pauses == [5, 20, 80, 320, 1280, 5120]
    assert one.problem is not None
    assert one.status is None
    await told.receiver.up()
    await told.another("after a restart").round()
    assert told.receiver.types == ["conversation.opened"]
    [one] = await told.log()
    assert (one.state, one.status, one.tries, one.problem) == (DeliveryState.DELIVERED, 200, 7, None)
    assert (await told.known()).failing_since is None


async def test_after_a_day_it_is_given_up_and_shown(told: Told) -> None:
    """Dead; the next one of the conversation goes on, and somebody may tell the dead one again."""
    await told.wants(HookEvent.MESSAGE_CREATED)
    visitor, id_ = await told.world.chat("one")
    await told.world.says(visitor, id_, "two")
    told.receiver.status = 503
    for _ in range(20):
        await told.later(hours=4, seconds=1)
        [one, two] = await told.log()
        if one.state is DeliveryState.DEAD:
            break
    assert (one.state, one.status) == (DeliveryState.DEAD, 503)
    assert one.problem == "503 Service Unavailable: thank you"
    assert one.first_tried_at is not None
    assert timedelta(hours=19) < told.world.clock() - one.first_tried_at < timedelta(hours=25)
    told.receiver.status = 200
    await told.later(hours=5)
    assert (await told.log())[1].state is DeliveryState.DELIVERED
    again = await webhooks.tell_again(
        told.world.desk, actor=told.ada, webhook_id=told.webhook.id, delivery_id=one.id
    )
    assert again.state is DeliveryState.WAITING
    await told.sender.round()
    assert told.receiver.heard[-1].id == one.id
    assert (await told.log())[0].state is DeliveryState.DELIVERED
    assert two.id != one.id


async def test_a_kill_between_sending_and_keeping_it_gives_the_same_id(told: Told) -> None:
    """Whoever is killed has told; somebody else tells again after the lease, under the same id."""
    await told.wants(HookEvent.MESSAGE_CREATED)
    await told.world.chat("once or twice")
    batch = await hook_rounds.begin(told.world.desk, told.webhook.id, worker="killed", limit=10)
    assert batch is not None
    [delivery] = batch.deliveries
    answer = await told.post.send(batch.webhook, delivery, at=batch.at)
    assert answer.taken
    await told.sender.round()
    assert len(told.receiver.heard) == 1
    await told.later(seconds=61)
    first, second = told.receiver.heard
    assert (first.id, first.text) == (second.id, second.text)
    late = await hook_rounds.ended(told.world.desk, delivery, answer, chance=0.5)
    assert late.worker == "killed"
    [kept] = await told.log()
    assert (kept.state, kept.worker, kept.tries) == (DeliveryState.DELIVERED, "one", 2)


async def test_a_process_that_is_killed_while_it_tells_is_replaced(told: Told, database_url: str) -> None:
    """Another process, really killed: the receiver has heard it, nobody has kept that; the id stays."""
    await told.wants(HookEvent.MESSAGE_CREATED)
    told.receiver.hangs = asyncio.Event()
    await told.world.chat("once or twice")
    teller = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.teller", database_url, cwd=ROOT
    )
    try:
        await eventually(lambda: told.receiver.heard, timeout=60)
    finally:
        teller.kill()
        await teller.wait()
    told.receiver.hangs.set()
    told.receiver.hangs = None
    await told.sender.round()
    assert len(told.receiver.heard) == 1
    await told.later(seconds=120)
    first, second = told.receiver.heard
    assert (first.id, first.text) == (second.id, second.text)
    [kept] = await told.log()
    assert (kept.state, kept.tries) == (DeliveryState.DELIVERED, 2)


async def test_a_slow_receiver_holds_up_nobody_else(told: Told) -> None:
    """Another webhook is told meanwhile; the slow one's try ends by its time-out."""
    told.receiver.hangs = asyncio.Event()
    async with receiver() as quick:
        wish = Wish(url=quick.url, events=(HookEvent.CONVERSATION_OPENED,))
        await webhooks.add_webhook(told.world.desk, actor=told.ada, wish=wish)
        await told.wants(HookEvent.CONVERSATION_OPENED)
        await told.world.chat()
        round_ = asyncio.create_task(told.sender.round())
        await eventually(lambda: quick.heard)
        assert not round_.done()
        await round_
    [late] = await told.log()
    assert (late.state, late.problem) == (DeliveryState.WAITING, "no answer within 2 s")
    assert late.milliseconds is not None
    assert late.milliseconds >= 2000


async def test_a_dropped_connection_is_tried_again(told: Told) -> None:
    """Nobody knows whether it was taken, so it is told again under the same id."""
    await told.wants(HookEvent.CONVERSATION_OPENED)
    told.receiver.drops = 1
    await told.world.chat()
    await told.sender.round()
    await told.later(seconds=6)
    first, second = told.receiver.heard
    assert first.id == second.id
    assert (await told.log())[0].state is DeliveryState.DELIVERED


async def test_the_receivers_wish_to_wait_is_kept(told: Told) -> None:
    """429 with Retry-After."""
    await told.wants(HookEvent.CONVERSATION_OPENED)
    told.receiver.statuses, told.receiver.headers = [429], {"Retry-After": "600"}
    await told.world.chat()
    await told.sender.round()
    [one] = await told.log()
    assert one.due_at - told.world.clock() == timedelta(minutes=10)


async def test_a_redirect_is_not_followed(told: Told) -> None:
    """It would lead anywhere, the inside of the network too."""
    await told.wants(HookEvent.CONVERSATION_OPENED)
    async with receiver() as elsewhere:
        told.receiver.statuses, told.receiver.headers = [302], {"Location": elsewhere.url}
        await told.world.chat()
        await told.sender.round()
        assert elsewhere.heard == []
    [one] = await told.log()
    assert (one.state, one.status) == (DeliveryState.WAITING, 302)


async def test_who_says_gone_is_asked_no_more(told: Told) -> None:
    """410 switches the webhook off at once, and it says why."""
    told.receiver.status = 410
    await told.world.chat()
    await told.sender.round()
    known = await told.known()
    assert (known.active, known.off_because) == (False, OffReason.GONE)
    assert {one.state for one in await told.log()} >= {DeliveryState.DEAD}


async def test_a_receiver_that_fails_for_days_is_switched_off(told: Told) -> None:
    """And says so; switched on again it begins with a clean slate."""
    await told.wants(HookEvent.CONVERSATION_OPENED)
    told.receiver.status = 500
    for _ in range(6):
        await told.world.chat()
        await told.sender.round()
        told.world.clock.forward(days=1)
    known = await told.known()
    assert (known.active, known.off_because) == (False, OffReason.FAILING)
    heard = len(told.receiver.heard)
    await told.later(hours=1)
    assert len(told.receiver.heard) == heard
    back = await told.wants(HookEvent.CONVERSATION_OPENED)
    assert (back.active, back.off_because, back.failing_since) == (True, None, None)
    told.receiver.status = 200
    await told.sender.round()
    assert len(told.receiver.heard) > heard


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://127.0.0.1:1/", "reached without TLS"),
        ("https://127.0.0.1:1/", "no public address"),
        ("https://localhost:1/", "no public address"),
        ("https://[::ffff:10.0.0.1]/", "no public address"),
        ("https://169.254.169.254/latest/meta-data", "no public address"),
        ("http://example.com.localhost:1/", ""),
    ],
)
async def test_the_inside_of_the_network_is_out_of_reach(store: Store, url: str, problem: str) -> None:
    """Judged by the address that is connected to, not by the name."""
    async with AsyncExitStack() as stack:
        told = await stack.enter_async_context(telling(store, url=url))
        guarded = await stack.enter_async_context(HookPost((), seconds=5))
        sender = HookSender(
            told.world.desk, post=guarded, worker="guarded", metrics=Metrics(), chance=lambda: 0.5
        )
        await webhooks.send_test(told.world.desk, actor=told.ada, webhook_id=told.webhook.id)
        await sender.round()
        [one] = await told.log()
        assert (one.state, one.status) == (DeliveryState.DEAD, None)
        assert problem in (one.problem or "")
