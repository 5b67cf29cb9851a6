"""What every store knows of who waits, what is held out, and the desk's pace."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.desk.conversation import conversations, snooze
from handoff.desk.ids import uuid7
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import offers, queue, waiting
from handoff.desk.queueing.offers import InHand
from handoff.desk.queueing.waiting import leave_contact
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.enums import (
    Availability,
    EscalationReason,
    HandoffOutcome,
    ListView,
    Priority,
)
from handoff.domain.queueing.newcomers import Came
from handoff.domain.queueing.queue_order import due_at
from handoff.domain.queueing.wait_report import Waited
from tests.support.databases import every_store
from tests.support.desks import START, World
from tests.support.rows import POLICY, conversing, some_agent, some_conversation

pytestmark = every_store


async def test_the_queue_is_ordered_by_due_time(store: Store) -> None:
    """Urgent passes normal within ten minutes, and not after."""
    ids = {}
    async with store.transaction() as tx:
        for name, minutes, priority in (
            ("old", 0, Priority.NORMAL),
            ("urgent", 5, Priority.URGENT),
            ("late urgent", 11, Priority.URGENT),
            ("low", 1, Priority.LOW),
        ):
            conversation = await some_conversation(tx)
            at = START + timedelta(minutes=minutes)
            conversation.enqueue(reason=EscalationReason.COMPLEX, priority=priority, at=at, policy=POLICY)
            await tx.conversations.save(conversation)
            ids[name] = conversation
    order = [ids[name].id for name in ("urgent", "old", "late urgent", "low")]
    async with store.reading() as tx:
        assert [need.conversation_id for need in await tx.queue.standing()] == order
        upto = [len(await tx.queue.standing(ids[name].queue_key)) for name in ids]
        page = await tx.conversations.page(ListView.QUEUE, reader_id=uuid7())
    assert upto == [2, 1, 3, 4]
    assert [item.id for item in page.items] == order


async def test_handoffs_come_back_latest_first_and_give_the_wait_facts(store: Store) -> None:
    """Handling time and abandonment are those of ended handoffs."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        await tx.people.save_agent(replace(agent, availability=Availability.ONLINE, capacity=3), START)
        await tx.people.be_present([agent.id], "one", START, START + timedelta(hours=2))
        for epoch, (claimed, ended) in enumerate([(10, 110), (20, 320), (None, 30)], start=2):
            handoff = Handoff(
                id=uuid7(),
                conversation_id=conversation.id,
                epoch=epoch,
                at_seq=0,
                since_seq=0,
                reason=EscalationReason.COMPLEX,
                priority=Priority.NORMAL,
                signals={"anger": 0.5},
                evidence=("no",),
                queued_at=START,
            )
            await tx.handoffs.add(handoff)
            done = replace(
                handoff,
                claimed_at=START + timedelta(seconds=claimed) if claimed else None,
                claimed_by=agent.id if claimed else None,
                ended_at=START + timedelta(seconds=ended),
                outcome=HandoffOutcome.RESOLVED if claimed else HandoffOutcome.ABANDONED,
                handling_seconds=float(ended - claimed) if claimed else None,
            )
            await tx.handoffs.save(done)
        assert await tx.handoffs.latest(conversation.id) == done
        assert await tx.handoffs.latest(uuid7()) is None
        facts = await tx.queue.wait_facts(START + timedelta(hours=1))
    assert sorted((stay.agent_id, stay.seconds, stay.ended) for stay in facts.stays) == [
        (agent.id, 100.0, True),
        (agent.id, 300.0, True),
    ]
    assert facts.left_per_second == pytest.approx(1 / 60)


async def test_a_wish_for_a_call_and_its_number_come_back(store: Store) -> None:
    """On the conversation, on its visitor, and in the header."""
    world = World(store)
    visitor, chat = await world.waiting()
    await waiting.leave_contact(world.desk, visitor_id=visitor.id, conversation_id=chat, phone="+48221234567")
    async with store.reading() as tx:
        known, person = await tx.conversations.get(chat), await tx.people.visitor(visitor.id)
        view = await tx.conversations.view(chat)
    assert known is not None
    assert person is not None
    assert view is not None
    assert (known.call_back, person.phone) == (True, "+48221234567")
    assert (view.call_back, view.visitor_phone) == (True, "+48221234567")


async def test_promised_waits_come_back_with_what_came_of_them(store: Store) -> None:
    """Only of those who were queued, and only since the moment that is asked for."""
    world = World(store)
    agent = await world.agent()
    since = world.clock.now
    _, taken = await world.chat()
    await queue.claim(world.desk, agent=agent, conversation_id=taken)
    _, chat = await world.waiting()
    async with store.transaction() as tx:
        known = await tx.handoffs.latest(chat)
        assert known is not None
        await tx.handoffs.save(replace(known, told_low=0, told_high=90))
    world.clock.forward(seconds=30)
    await queue.claim(world.desk, agent=agent, conversation_id=chat)
    async with store.reading() as tx:
        assert await tx.handoffs.waits(since, world.clock.now) == [
            Waited(told=(0, 90), seconds=30.0, served=True)
        ]
        assert await tx.handoffs.waits(world.clock.now, world.clock.now) == []


async def test_the_pace_knows_who_came_lately_and_after_whom_agents_rest(store: Store) -> None:
    """Within the last hour, of what kind, also those who wait still; and who waits knows whom."""
    world = World(store)
    ana = await world.agent()
    await world.waiting()
    world.clock.forward(minutes=61)
    visitor, angry = await world.chat(lang="pl")
    await world.escalate(angry, EscalationReason.FRUSTRATED)
    since = world.clock.now
    await queue.claim(world.desk, agent=ana, conversation_id=angry)
    await handoff.resolve(world.desk, agent=ana, conversation_id=angry)
    world.clock.forward(minutes=1)
    again = await world.opened(visitor)
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=again)
    async with store.reading() as tx:
        facts = await tx.queue.wait_facts(world.clock.now)
        first, back = await tx.queue.standing()
    assert facts.hard == 1.0
    assert sorted(facts.came, key=lambda one: one.at) == [
        Came(at=since, priority=Priority.HIGH, lang="pl"),
        Came(at=world.clock.now, priority=Priority.NORMAL, lang="pl"),
    ]
    assert (first.last_agent_id, back.last_agent_id) == (None, ana.id)
    assert back.due_at == due_at(world.clock.now, Priority.NORMAL)


async def test_the_pace_knows_chats_that_go_on_and_how_long_offers_took(store: Store) -> None:
    """Work for later is not counted: it says nothing of how soon a chat ends."""
    world = World(store)
    ana = await world.agent()
    _, first = await world.waiting()
    world.clock.forward(seconds=7)
    assert await offers.make_offer(world.desk, conversation_id=first, agent_id=ana.id)
    async with store.reading() as tx:
        (held_out,) = await tx.queue.standing()
    world.clock.forward(seconds=5)
    await offers.accept(world.desk, agent=ana, conversation_id=first)
    visitor, later = await world.waiting()
    await leave_contact(world.desk, visitor_id=visitor.id, conversation_id=later, phone="+48221234567")
    async with store.reading() as tx:
        (waits,) = await tx.queue.standing()
    await queue.claim(world.desk, agent=ana, conversation_id=later)
    await world.served(ana)
    world.clock.forward(seconds=30)
    for chat in (first, later):
        await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    async with store.reading() as tx:
        facts, going = await tx.queue.wait_facts(world.clock.now), await tx.queue.going()
    assert going == [(ana.id, world.clock.now - timedelta(seconds=30))]
    assert ((held_out.offered, held_out.live), (waits.offered, waits.live)) == ((True, True), (False, False))
    assert [(stay.agent_id, stay.seconds, stay.ended) for stay in facts.stays] == [
        (ana.id, 30.0, True),
        (ana.id, 30.0, False),
    ]
    assert facts.taken == (5.0,)


async def test_one_who_gave_up_tells_how_long_people_wait(store: Store) -> None:
    """One left, forty seconds were waited."""
    world = World(store)
    visitor, chat = await world.waiting()
    world.clock.forward(seconds=40)
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    async with store.reading() as tx:
        facts = await tx.queue.wait_facts(world.clock.now)
    assert (facts.left_per_second, facts.stays, facts.taken) == (1 / 40, (), ())


async def test_what_is_held_out_is_known_by_agent(store: Store) -> None:
    """The oldest first, and nothing once it is over."""
    world = World(store)
    ana, reza, kasia = [await world.agent(name) for name in ("Ana", "Reza", "Kasia")]
    chats = [(await world.waiting())[1] for _ in range(3)]
    for chat, agent in zip(chats, (ana, reza, ana), strict=True):
        world.clock.forward(seconds=1)
        assert await offers.make_offer(world.desk, conversation_id=chat, agent_id=agent.id)
    asked = [ana.id, kasia.id]
    held = await offers.held_by(world.desk, agent_ids=asked)
    assert held == {
        ana.id: InHand(offered=[chats[0], chats[2]], served=[]),
        kasia.id: InHand(offered=[], served=[]),
    }
    await offers.accept(world.desk, agent=ana, conversation_id=chats[0])
    held = await offers.held_by(world.desk, agent_ids=asked)
    assert held[ana.id] == InHand(offered=[chats[2]], served=[chats[0]])
    await snooze.snooze(world.desk, agent=ana, conversation_id=chats[0], until=None)
    assert (await offers.held_by(world.desk, agent_ids=asked))[ana.id].served == []


async def test_the_first_of_the_queue_stand_in_its_order(store: Store) -> None:
    """Who is more urgent passes; who is served waits no more."""
    world = World(store)
    ana = await world.agent()
    chats = []
    for _ in range(3):
        chats.append((await world.waiting())[1])
        world.clock.forward(seconds=1)
    await queue.prioritise(world.desk, agent=ana, conversation_id=chats[2], priority=Priority.URGENT)
    assert await queue.first_waiting(world.desk) == [chats[2], chats[0], chats[1]]
    await queue.claim(world.desk, agent=ana, conversation_id=chats[0])
    async with store.reading() as tx:
        assert await tx.conversations.waiting(1) == [chats[2]]
    assert await queue.first_waiting(world.desk) == [chats[2], chats[1]]
