"""Webhooks against a real receiver: signed, in order, at least once, and every way it fails."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handoff.desk import feedback, handoff, hook_rounds, queue, tickets, webhooks
from handoff.desk.ports import Store
from handoff.desk.webhooks import Wish, current_webhooks
from handoff.domain.enums import MessageKind, Role
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.people import Actor
from handoff.domain.webhook import Delivery, DeliveryState, HookEvent, OffReason, Webhook
from handoff.metrics import Metrics
from handoff.webhooks.post import HookPost
from handoff.webhooks.sender import HookSender
from tests.support.databases import sql_stores
from tests.support.desks import World
from tests.support.receiver import Receiver, receiver
from tests.support.waiting import eventually

pytestmark = sql_stores
ROOT = Path(__file__).parents[2]
LOOPBACK = ("127.0.0.0/8",)


@dataclass(kw_only=True)
class Told:
    """A desk with a webhook, and the process that tells."""

    world: World
    receiver: Receiver
    ada: Actor
    webhook: Webhook
    sender: HookSender
    post: HookPost
    metrics: Metrics

    def another(self, worker: str = "another") -> HookSender:
        """Another process over the same database."""
        return HookSender(
            self.world.desk, post=self.post, worker=worker, metrics=Metrics(), chance=lambda: 0.5
        )

    async def wants(self, *events: HookEvent, **given: object) -> Webhook:
        """The webhook wants to hear other things."""
        wish = Wish(**{"url": self.receiver.url, "events": events} | given)  # type: ignore[arg-type]
        self.webhook = await webhooks.change_webhook(
            self.world.desk, actor=self.ada, webhook_id=self.webhook.id, wish=wish
        )
        await self.refresh()
        return self.webhook

    async def refresh(self) -> None:
        self.world.desk.agreed.webhooks = await current_webhooks(self.world.desk)

    async def known(self) -> Webhook:
        [known] = await webhooks.list_webhooks(self.world.desk, actor=self.ada)
        return known

    async def log(self) -> list[Delivery]:
        """Oldest first."""
        found = await webhooks.read_log(self.world.desk, actor=self.ada, webhook_id=self.webhook.id)
        return list(reversed(found))

    async def later(self, **forward: float) -> None:
        self.world.clock.forward(**forward)
        await self.sender.round()


@asynccontextmanager
async def telling(store: Store, url: str | None = None, seconds: float = 10.0) -> AsyncIterator[Told]:
    world = World(store)
    # A receiver takes only what was signed within the last minutes of its own clock.
    world.clock.forward(seconds=(datetime.now(UTC) - world.clock()).total_seconds())
    async with receiver() as heard, HookPost(LOOPBACK, seconds=seconds) as post:
        ada = await world.agent("Ada", role=Role.ADMIN, online=False)
        wish = Wish(url=url or heard.url, events=tuple(HookEvent))
        webhook = await webhooks.add_webhook(world.desk, actor=ada, wish=wish)
        metrics = Metrics()
        sender = HookSender(world.desk, post=post, worker="one", metrics=metrics, chance=lambda: 0.5)
        told = Told(
            world=world,
            receiver=heard,
            ada=ada,
            webhook=webhook,
            sender=sender,
            post=post,
            metrics=metrics,
        )
        await told.refresh()
        yield told


@pytest.fixture
async def told(store: Store) -> AsyncIterator[Told]:
    async with telling(store, seconds=2.0) as one:
        yield one


async def test_a_whole_conversation_is_told_in_order(told: Told) -> None:
    """Each thing once, as it happened, signed, with what a receiver needs to know."""
    world = told.world
    ana = await world.agent("Ana")
    visitor, id_ = await world.chat("Where is my parcel?")
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=id_)
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    await world.says(ana, id_, "He is angry.", MessageKind.NOTE)
    await world.says(ana, id_, "I will write to you tomorrow.")
    await tickets.open_ticket(world.desk, visitor_id=visitor.id, conversation_id=id_)
    await handoff.resolve(world.desk, agent=ana, conversation_id=id_)
    await feedback.give_csat(world.desk, visitor_id=visitor.id, conversation_id=id_, score=5)
    await told.sender.round()
    named = [one for one in told.receiver.types if one != "message.created"]
    assert named == [
        "conversation.opened",
        "conversation.owner_changed",
        "conversation.handoff",
        "conversation.owner_changed",
        "conversation.assigned",
        "note.created",
        "promise.made",
        "ticket.created",
        "conversation.owner_changed",
        "conversation.resolved",
        "conversation.rated",
    ]
    assert all(one.is_signed_by(told.webhook.secret) for one in told.receiver.heard)
    first, second = told.receiver.heard[:2]
    assert (first.type, second.type) == ("conversation.opened", "message.created")
    assert second.body["data"]["message"]["text"] == "Where is my parcel?"
    assert second.body["data"]["conversation"]["id"] == id_
    assert second.body["data"]["visitor"]["id"] == visitor.id
    [passed_on] = [one for one in told.receiver.heard if one.type == "conversation.handoff"]
    assert passed_on.body["data"]["reason"] == "asked_for_human"
    [promise] = [one for one in told.receiver.heard if one.type == "promise.made"]
    assert promise.body["data"]["promise"]["text"] == "I will write to you tomorrow."
    assert len({one.id for one in told.receiver.heard}) == len(told.receiver.heard)
    assert {one.state for one in await told.log()} == {DeliveryState.DELIVERED}


async def test_only_what_was_asked_for_is_told(told: Told) -> None:
    """Notes between agents leave the desk for nobody who did not ask."""
    world = told.world
    await told.wants(HookEvent.MESSAGE_CREATED)
    ana = await world.agent("Ana")
    _, id_ = await world.served(ana)
    await world.says(ana, id_, "He is angry.", MessageKind.NOTE)
    await told.sender.round()
    assert set(told.receiver.types) == {"message.created"}
    assert all("angry" not in one.text for one in told.receiver.heard)


async def test_what_is_rolled_back_is_not_told(told: Told) -> None:
    """The rows stand in the transaction of what they tell of."""
    visitor, id_ = await told.world.chat()
    before = len(await told.log())
    with pytest.raises(NotFound):
        await told.world.says(await told.world.visitor(), id_, "I am somebody else.")
    assert len(await told.log()) == before
    await told.world.says(visitor, id_, "Hello?")
    assert len(await told.log()) == before + 1


async def test_a_later_one_waits_until_the_earlier_was_taken(told: Told) -> None:
    """In one conversation order holds through failures; another conversation is not held up."""
    await told.wants(HookEvent.MESSAGE_CREATED)
    visitor, id_ = await told.world.chat("one")
    await told.world.says(visitor, id_, "two")
    told.receiver.statuses = [500]
    await told.sender.round()
    _, other = await told.world.chat("elsewhere")
    await told.sender.round()
    said = [one.body["data"]["message"]["text"] for one in told.receiver.heard]
    assert said == ["one", "elsewhere"]
    await told.later(seconds=6)
    said = [one.body["data"]["message"]["text"] for one in told.receiver.heard]
    assert said == ["one", "elsewhere", "one", "two"]
    assert told.receiver.heard[0].id == told.receiver.heard[2].id
    assert told.receiver.heard[0].text == told.receiver.heard[2].text
    assert other != id_


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


async def test_two_processes_tell_everything_once_and_in_order(told: Told) -> None:
    """Both look at the same time; each conversation is heard in its order."""
    await told.wants(HookEvent.MESSAGE_CREATED)
    chats = [await told.world.chat("0") for _ in range(5)]
    for number in range(1, 6):
        for visitor, id_ in chats:
            await told.world.says(visitor, id_, str(number))
    other = told.another()

    async def all_heard() -> bool:
        await asyncio.gather(told.sender.round(), other.round())
        return len(told.receiver.heard) >= 30

    await eventually(all_heard)
    for _, id_ in chats:
        mine = [one for one in told.receiver.heard if one.body["data"]["conversation"]["id"] == id_]
        assert [one.body["data"]["message"]["text"] for one in mine] == [str(n) for n in range(6)]
    assert len({one.id for one in told.receiver.heard}) == 30


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


async def test_after_a_rotation_both_secrets_sign_for_a_day(told: Told) -> None:
    """So that a receiver may change over without losing anything."""
    await told.wants(HookEvent.CONVERSATION_OPENED)
    old = told.webhook.secret
    rotated = await webhooks.rotate_secret(told.world.desk, actor=told.ada, webhook_id=told.webhook.id)
    assert rotated.secret != old
    await told.world.chat()
    await told.sender.round()
    [both] = told.receiver.heard
    assert both.is_signed_by(old)
    assert both.is_signed_by(rotated.secret)
    assert len(both.headers["webhook-signature"].split()) == 2
    told.world.clock.forward(days=1, seconds=1)
    await told.world.chat()
    await told.sender.round()
    assert len(told.receiver.heard[-1].headers["webhook-signature"].split()) == 1


async def test_the_test_event_goes_once_and_also_where_it_is_off(told: Told) -> None:
    """Somebody looks on: no second try, and nothing else is told."""
    await told.wants(HookEvent.CONVERSATION_OPENED, active=False)
    await told.world.chat()
    told.receiver.status = 500
    await webhooks.send_test(told.world.desk, actor=told.ada, webhook_id=told.webhook.id)
    await told.sender.round()
    await told.later(hours=1)
    assert told.receiver.types == ["webhook.test"]
    [one] = await told.log()
    assert (one.state, one.status, one.tries) == (DeliveryState.DEAD, 500, 1)


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


async def test_only_admins_decide_what_leaves_the_desk(told: Told) -> None:
    """And only addresses that can be one are taken."""
    sam = await told.world.agent("Sam", role=Role.SUPERVISOR)
    wish = Wish(url=told.receiver.url, events=(HookEvent.CONVERSATION_OPENED,))
    with pytest.raises(Forbidden):
        await webhooks.add_webhook(told.world.desk, actor=sam, wish=wish)
    for url in ("ftp://x.example", "https://", "https://a b.example", "https://me:pw@x.example", "x"):
        with pytest.raises(Invalid):
            await told.wants(HookEvent.CONVERSATION_OPENED, url=url)
    with pytest.raises(Invalid):
        await told.wants()
    await webhooks.drop_webhook(told.world.desk, actor=told.ada, webhook_id=told.webhook.id)
    with pytest.raises(NotFound):
        await told.log()


async def test_what_is_told_is_counted(told: Told) -> None:
    """For the alarm: how many wait, and since when."""
    await told.wants(HookEvent.CONVERSATION_OPENED)
    told.receiver.statuses = [500]
    await told.world.chat()
    await told.sender.round()
    told.world.clock.forward(seconds=3)
    await told.sender.round()
    sample = told.metrics.registry.get_sample_value
    assert sample("baton_webhook_deliveries_total", {"outcome": "put_off"}) == 1
    assert sample("baton_webhook_deliveries_waiting") == 1
    assert sample("baton_webhook_waits_seconds") == 3
    await told.later(seconds=10)
    assert sample("baton_webhook_deliveries_total", {"outcome": "delivered"}) == 1
