"""What a real receiver is told by webhooks: signed, in order, and only what was asked for."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from handoff.desk.conversation import feedback, messages
from handoff.desk.conversation.attachments import put_attachment
from handoff.desk.hooks import webhooks
from handoff.desk.hooks.webhooks import Wish
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.enums import MessageKind, Role
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.webhook import DeliveryState, HookEvent
from tests.support.databases import sql_stores
from tests.support.files import PDF
from tests.support.telling import Told, telling
from tests.support.waiting import eventually

pytestmark = sql_stores


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


async def test_of_a_file_its_name_is_told_and_nothing_in_it(told: Told) -> None:
    """Its type and size, too; who may read the conversation fetches it with their own token."""
    world = told.world
    visitor, id_ = await world.chat(None)
    file = await put_attachment(world.desk, actor=visitor, conversation_id=id_, name="bill.pdf", data=PDF)
    await messages.send_message(
        world.desk,
        actor=visitor,
        conversation_id=id_,
        client_message_id="bill",
        text="",
        attachments=[file.id],
    )
    await told.sender.round()
    [one] = [one for one in told.receiver.heard if one.type == "message.created"]
    assert one.body["data"]["message"]["attachments"] == [
        {"id": file.id, "name": "bill.pdf", "type": "application/pdf", "size": len(PDF)}
    ]


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
