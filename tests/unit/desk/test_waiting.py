"""What a customer can do while waiting: leave the queue, or leave word and go."""

from dataclasses import replace

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import people
from handoff.desk.ownership import handoff
from handoff.desk.queueing import offers, queue, routing, waiting
from handoff.domain.briefing.brief import Brief
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import HandoffOutcome, Owner
from handoff.domain.errors import IllegalTransition, Invalid, NotFound
from handoff.domain.history.events import OfferEnded
from handoff.domain.identity.people import Actor
from handoff.domain.queueing.offer import OfferOutcome
from tests.support.desks import World

NUMBER = "+48221234567"


async def cancel(world: World, visitor: Actor, chat: str) -> ConversationView:
    return await waiting.cancel_wait(world.desk, visitor_id=visitor.id, conversation_id=chat)


async def leave(
    world: World, visitor: Actor, chat: str, email: str | None = None, phone: str | None = None
) -> ConversationView:
    return await waiting.leave_contact(
        world.desk, visitor_id=visitor.id, conversation_id=chat, email=email, phone=phone
    )


async def brief_of(world: World, agent: Actor, chat: str) -> Brief:
    viewed = await conversations.view_conversation(world.desk, actor=agent, conversation_id=chat)
    assert viewed.brief is not None
    return viewed.brief


async def test_who_cancels_is_with_the_bot_again_and_is_told() -> None:
    """The handoff ends as cancelled, the others move up, and what was said meanwhile owes no turn."""
    world = World()
    visitor, chat = await world.waiting()
    _, behind = await world.waiting()
    await world.says(visitor, chat, "Never mind")
    view = await cancel(world, visitor, chat)
    assert (view.owner, view.queue, view.reason) == (Owner.BOT, None, None)
    assert (await world.activities(chat))[-1] == "wait_cancelled"
    place = await queue.position(world.desk, conversation_id=behind)
    assert place is not None
    assert place.position == 1
    async with world.desk.store.reading() as tx:
        ended = await tx.handoffs.latest(chat)
        assert await tx.turns.owed(world.clock(), 10) == []
    assert ended is not None
    assert ended.outcome is HandoffOutcome.CANCELLED
    await world.says(visitor, chat, "Another thing")
    assert [said.text for said in (await world.turn(chat)).inputs] == ["Another thing"]


async def test_cancelling_twice_is_cancelling_once() -> None:
    """For a client that missed the ack."""
    world = World()
    visitor, chat = await world.waiting()
    await cancel(world, visitor, chat)
    await cancel(world, visitor, chat)
    assert (await world.activities(chat)).count("wait_cancelled") == 1


async def test_an_offer_is_withdrawn_and_its_place_is_free() -> None:
    """The agent who was asked hears that it is over."""
    world = World()
    agent = await world.agent(capacity=1)
    visitor, chat = await world.waiting()
    await routing.drain(world.desk)
    world.recorder.take()
    await cancel(world, visitor, chat)
    over = [event for event in world.recorder.take() if isinstance(event, OfferEnded)]
    assert [(event.agent_id, event.outcome) for event in over] == [(agent.id, OfferOutcome.WITHDRAWN)]
    assert await offers.offers_for(world.desk, agent=agent) == ()
    assert [one.load for one in await people.list_agents(world.desk, actor=agent)] == [0]


async def test_who_is_served_already_cannot_cancel() -> None:
    """The agent has it; saying goodbye is another call."""
    world = World()
    agent = await world.agent()
    visitor, chat = await world.served(agent)
    with pytest.raises(IllegalTransition):
        await cancel(world, visitor, chat)
    assert (await world.view(chat)).owner is Owner.AGENT


async def test_nobody_cancels_for_a_stranger() -> None:
    """Nor leaves an address for one."""
    world = World()
    _, chat = await world.waiting()
    stranger = await world.visitor()
    with pytest.raises(NotFound):
        await cancel(world, stranger, chat)
    with pytest.raises(NotFound):
        await leave(world, stranger, chat, email="kim@example.org")


async def test_what_is_left_reaches_the_agent_and_keeps_the_place() -> None:
    """In the header and in the brief, each line with the message it was read from."""
    world = World()
    agent = await world.agent()
    visitor, chat = await world.waiting()
    await world.waiting()
    view = await leave(world, visitor, chat, email="Kim@Example.org", phone="+48 22 123 45 67")
    assert view.queue is not None
    assert (view.queue.position, view.call_back) == (1, True)
    assert (view.visitor_email, view.visitor_phone) == ("kim@example.org", NUMBER)
    assert (await world.activities(chat))[-2:] == ["contact_email", "contact_call_back"]
    brief, head = await brief_of(world, agent, chat), view.head_seq
    facts = {fact.name: (fact.value, fact.seq) for fact in brief.facts}
    assert facts == {"email": ("kim@example.org", head - 1), "phone": (NUMBER, head)}
    assert brief.call_back is not None
    assert (brief.call_back.text, brief.call_back.seq) == (NUMBER, head)


async def test_the_same_again_changes_nothing_and_another_number_counts() -> None:
    """The last one left is the one to call."""
    world = World()
    agent = await world.agent()
    visitor, chat = await world.waiting()
    await leave(world, visitor, chat, phone=NUMBER)
    await leave(world, visitor, chat, phone="+48-22-123-4567")
    assert (await world.activities(chat)).count("contact_call_back") == 1
    await leave(world, visitor, chat, phone="+48 22 999 88 77")
    brief = await brief_of(world, agent, chat)
    assert brief.call_back is not None
    assert brief.call_back.text == "+48229998877"


async def test_a_wish_for_a_call_goes_with_the_wait() -> None:
    """The next handoff begins without it; the number stays known."""
    world = World()
    agent = await world.agent()
    visitor, chat = await world.waiting()
    await leave(world, visitor, chat, phone=NUMBER)
    view = await cancel(world, visitor, chat)
    assert (view.call_back, view.visitor_phone) == (False, NUMBER)
    await world.says(visitor, chat, "A person after all")
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert (await brief_of(world, agent, chat)).call_back is None


async def test_the_address_the_host_site_vouches_for_stands() -> None:
    """What the contact types is a fact of the brief beside it."""
    world = World()
    agent = await world.agent()
    visitor, chat = await world.waiting()
    async with world.desk.store.transaction() as tx:
        known = await tx.people.visitor(visitor.id)
        assert known is not None
        await tx.people.save_visitor(replace(known, external_id="kim", email="kim@shop.example"))
    view = await leave(world, visitor, chat, email="kim@example.org")
    assert view.visitor_email == "kim@shop.example"
    assert [fact.value for fact in (await brief_of(world, agent, chat)).facts] == ["kim@example.org"]


async def test_nothing_is_left_where_nobody_will_read_it() -> None:
    """With the bot there is nobody to call; and something must be left."""
    world = World()
    visitor, chat = await world.chat()
    with pytest.raises(IllegalTransition):
        await leave(world, visitor, chat, phone=NUMBER)
    visitor, chat = await world.waiting()
    with pytest.raises(Invalid):
        await leave(world, visitor, chat)
