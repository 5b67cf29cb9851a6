"""The watchdog: every deadline leads to something."""

from datetime import timedelta

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import people
from handoff.desk.ownership import sweep
from handoff.desk.ownership.sweep import overdue
from handoff.domain.conversation.view import Neglected
from handoff.domain.enums import EscalationReason, ListView, Owner
from handoff.domain.history.events import DeadlineMissed
from handoff.domain.policy import Policy
from tests.support.desks import World, add_former_agent


async def actions(world: World) -> list[str]:
    return [missed.action for missed in await overdue(world.desk)]


async def test_nothing_is_overdue_in_time() -> None:
    """Waiting is fine until the deadline."""
    world = World()
    await world.waiting()
    await world.chat()
    assert await actions(world) == []


async def test_a_bot_that_never_answers_is_replaced_by_a_person() -> None:
    """Whatever became of the turn."""
    world = World()
    _, chat = await world.chat()
    world.clock.forward(seconds=76)
    assert await actions(world) == ["handed_over"]
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.BOT_UNAVAILABLE)
    assert await actions(world) == []


async def test_a_long_wait_is_admitted_once_and_alarmed_each_time() -> None:
    """The customer is not spammed, the staff is."""
    world = World()
    _, chat = await world.waiting()
    for _ in range(3):
        world.clock.forward(minutes=10)
        assert await actions(world) == ["still_waiting"]
    assert (await world.activities(chat)).count("still_waiting") == 1


async def test_an_agent_who_is_gone_loses_the_conversation() -> None:
    """One who is here is reminded; the customer stands in front again."""
    world = World(policy=Policy(presence_ttl=timedelta(minutes=6)))
    ana = await world.agent()
    _, chat = await world.served(ana)
    world.clock.forward(minutes=5)
    assert await actions(world) == ["agent_reminded"]
    world.clock.forward(minutes=5)
    assert await actions(world) == ["requeued"]
    view = await world.view(chat)
    assert (view.owner, view.queue.position if view.queue else None) == (Owner.QUEUE, 1)
    assert (await world.activities(chat))[-1] == "agent_silent"
    (me,) = await people.list_agents(world.desk, actor=ana)
    assert me.load == 0


async def test_an_agent_who_only_looks_on_loses_the_conversation() -> None:
    """An open console is no answer: after the third missed deadline the customer is in the queue again."""
    world = World(policy=Policy(presence_ttl=timedelta(hours=1)))
    ana = await world.agent()
    _, chat = await world.served(ana)
    seen = []
    for _ in range(3):
        world.clock.forward(minutes=5)
        seen += await actions(world)
    assert seen == ["agent_reminded", "agent_reminded", "requeued"]
    assert (await world.view(chat)).owner is Owner.QUEUE
    assert (await world.activities(chat))[-1] == "agent_silent"


async def test_silence_ends_a_conversation_after_a_day() -> None:
    """With the bot or with an agent who has answered; an empty one is in no list."""
    world = World()
    ana = await world.agent()
    _, served = await world.served(ana)
    await world.says(ana, served, "Done!")
    _, answered = await world.chat()
    await world.bot_says(answered, "Here you are")
    _, empty = await world.chat(text=None)
    world.clock.forward(hours=25)
    assert await actions(world) == ["closed"] * 3
    assert [(await world.view(chat)).owner for chat in (served, answered, empty)] == [Owner.NOBODY] * 3
    assert await world.activities(answered) == await world.activities(empty) == ["resolved_idle"]
    page = await conversations.list_conversations(world.desk, actor=ana, view=ListView.RESOLVED)
    assert {one.id for one in page.items} == {served, answered}


async def test_a_conversation_without_a_deadline_gets_one() -> None:
    """It cannot happen, so it is looked for."""
    world = World()
    _, chat = await world.chat()
    async with world.desk.store.transaction() as tx:
        conversation = await tx.conversations.get(chat)
        assert conversation is not None
        conversation.deadline_at = None
        await tx.conversations.save(conversation)
    world.recorder.take()
    (missed,) = await overdue(world.desk)
    assert (missed.action, missed.deadline_at) == ("deadline_set", None)
    assert (await world.view(chat)).deadline_at is not None
    assert any(isinstance(event, DeadlineMissed) for event in world.recorder.take())


async def test_an_open_conversation_that_nobody_has_goes_to_people() -> None:
    """It cannot happen, so it is looked for; the alarm says whose it was."""
    world = World()
    _, lost = await world.chat()
    _, fine = await world.chat()
    async with world.desk.store.transaction() as tx:
        conversation = await tx.conversations.get(lost)
        assert conversation is not None
        conversation.owner = Owner.NOBODY
        await tx.conversations.save(conversation)
    assert await sweep.neglected(world.desk) == Neglected(overdue=0, ownerless=1)
    (missed,) = await overdue(world.desk)
    assert (missed.conversation_id, missed.owner, missed.action) == (lost, Owner.NOBODY, "owner_found")
    assert [(await world.view(chat)).owner for chat in (lost, fine)] == [Owner.QUEUE, Owner.BOT]
    assert await sweep.neglected(world.desk) == Neglected(overdue=0, ownerless=0)


async def test_the_customer_of_an_agent_who_left_the_staff_goes_to_colleagues() -> None:
    """At once, and not only at the deadline."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    async with world.desk.store.transaction() as tx:
        conversation = await tx.conversations.get(chat)
        gone = await add_former_agent(tx)
        assert conversation is not None
        conversation.agent_id, conversation.agent_name = gone.id, gone.name
        await tx.conversations.save(conversation)
    (missed,) = await overdue(world.desk)
    assert (missed.owner, missed.action) == (Owner.AGENT, "owner_found")
    assert (await world.view(chat)).owner is Owner.QUEUE
    assert (await world.activities(chat))[-1] == "agent_left"


async def test_one_bad_conversation_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged by id; the rest are served."""
    world = World()
    _, bad = await world.chat()
    _, good = await world.chat()
    async with world.desk.store.transaction() as tx:
        conversation = await tx.conversations.get(bad)
        assert conversation is not None
        conversation.last_visitor_seq = 0
        conversation.owner = Owner.AGENT
        conversation.agent_id = "nobody"
        await tx.conversations.save(conversation)
    world.clock.forward(minutes=5)
    assert len(await overdue(world.desk)) == 1
    assert (await world.view(good)).owner is Owner.QUEUE
    assert bad in caplog.text
