"""What every store knows of who waits, what is held out, and the desk's pace."""

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
    assert held == {ana.id: [chats[0], chats[2]], kasia.id: []}
    await offers.accept(world.desk, agent=ana, conversation_id=chats[0])
    assert (await offers.held_by(world.desk, agent_ids=asked))[ana.id] == [chats[2]]
