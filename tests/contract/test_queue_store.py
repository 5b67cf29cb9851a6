"""What every store knows of the desk's pace and of who waits."""

from handoff.desk import conversations, handoff, offers, queue
from handoff.desk.ports import Store
from handoff.desk.waiting import leave_contact
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store


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
        facts = await tx.queue.wait_facts(world.clock.now)
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
