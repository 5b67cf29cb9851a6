"""Offers: held out to one agent at a time, taken once, and never forgotten."""

from datetime import timedelta

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import people, staff
from handoff.desk.ownership import handoff
from handoff.desk.queueing import offers, queue, routing
from handoff.domain.enums import Availability, EscalationReason, Owner
from handoff.domain.errors import AlreadyClaimed, CapacityFull, NotFound
from handoff.domain.history.events import OfferEnded, OfferMade
from handoff.domain.identity.people import Actor, Agent
from handoff.domain.queueing.offer import OfferOutcome
from tests.support.desks import World


async def agent_of(world: World, actor: Actor) -> Agent:
    found = await people.get_agent(world.desk, agent_id=actor.id)
    assert found is not None
    return found


async def offered_to(world: World, actor: Actor) -> list[str]:
    """The conversations that are held out to an agent."""
    made = await offers.offers_for(world.desk, agent=actor)
    return [one.conversation.id for one in made]


async def test_a_waiting_customer_is_offered_once() -> None:
    """The agent hears of it with the brief, the place is kept, and a second drain changes nothing."""
    world = World()
    ana = await world.agent("Ana")
    _, waiting = await world.waiting()
    world.recorder.take()
    assert await routing.drain(world.desk) == 1
    made = [event for event in world.recorder.take() if isinstance(event, OfferMade)]
    assert [(one.conversation_id, one.agent_id) for one in made] == [(waiting, ana.id)]
    assert (await agent_of(world, ana)).load == 1
    assert await routing.drain(world.desk) == 0
    (held,) = await offers.offers_for(world.desk, agent=ana)
    assert held.brief is not None
    assert held.brief.reason is EscalationReason.ASKED_FOR_HUMAN
    assert held.expires_at == world.clock.now + timedelta(seconds=30)


async def test_accepting_gives_the_conversation_and_uses_the_kept_place() -> None:
    """Accepting twice is accepting once."""
    world = World()
    ana = await world.agent("Ana", capacity=1)
    _, waiting = await world.waiting()
    await routing.drain(world.desk)
    for _ in range(2):
        view = await offers.accept(world.desk, agent=ana, conversation_id=waiting)
    assert (view.owner, view.agent.id if view.agent else None) == (Owner.AGENT, ana.id)
    assert (await agent_of(world, ana)).load == 1
    assert await offered_to(world, ana) == []
    assert "joined" in await world.activities(waiting)


async def test_declining_passes_it_to_the_next() -> None:
    """And the place is free again."""
    world = World()
    ana, bo = await world.agent("Ana"), await world.agent("Bo")
    _, waiting = await world.waiting()
    await routing.drain(world.desk)
    first, second = (ana, bo) if await offered_to(world, ana) else (bo, ana)
    await offers.decline(world.desk, agent=first, conversation_id=waiting)
    assert (await agent_of(world, first)).load == 0
    await routing.drain(world.desk)
    assert await offered_to(world, second) == [waiting]
    await offers.decline(world.desk, agent=second, conversation_id=waiting)
    assert await routing.drain(world.desk) == 0
    world.clock.forward(seconds=121)
    assert await routing.drain(world.desk) == 1


async def test_an_offer_that_nobody_takes_goes_on_and_who_misses_two_is_away() -> None:
    """Expired offers free the place; the second in a row sets the agent away."""
    world = World()
    ana = await world.agent("Ana")
    _, waiting = await world.waiting()
    for round_ in (1, 2):
        assert await routing.drain(world.desk) == 1
        world.clock.forward(seconds=30)
        assert await offers.end_offers(world.desk) == 1
        known = await agent_of(world, ana)
        assert (known.load, known.missed_offers) == (0, round_)
        world.clock.forward(seconds=121)
    assert known.availability is Availability.AWAY
    assert await routing.drain(world.desk) == 0
    assert (await world.view(waiting)).owner is Owner.QUEUE


async def test_too_late_is_told_so() -> None:
    """An expired offer can be neither taken nor declined, even before the sweep has seen it."""
    world = World()
    ana = await world.agent("Ana")
    _, waiting = await world.waiting()
    await routing.drain(world.desk)
    world.clock.forward(seconds=30)
    with pytest.raises(NotFound):
        await offers.accept(world.desk, agent=ana, conversation_id=waiting)
    with pytest.raises(NotFound):
        await offers.decline(world.desk, agent=ana, conversation_id=waiting)


async def test_a_claim_by_another_withdraws_the_offer() -> None:
    """The kept place moves from the one to the other."""
    world = World()
    ana = await world.agent("Ana")
    _, waiting = await world.waiting()
    await routing.drain(world.desk)
    bo = await world.agent("Bo", capacity=1)
    world.recorder.take()
    await queue.claim(world.desk, agent=bo, conversation_id=waiting)
    over = [event for event in world.recorder.take() if isinstance(event, OfferEnded)]
    assert [(one.agent_id, one.outcome) for one in over] == [(ana.id, OfferOutcome.WITHDRAWN)]
    assert [(await agent_of(world, one)).load for one in (ana, bo)] == [0, 1]
    with pytest.raises((NotFound, AlreadyClaimed)):
        await offers.accept(world.desk, agent=ana, conversation_id=waiting)


async def test_a_full_agent_cannot_take_over_anothers_offer() -> None:
    """And the offer stays as it was."""
    world = World()
    ana = await world.agent("Ana")
    _, waiting = await world.waiting()
    await routing.drain(world.desk)
    bo = await world.agent("Bo", capacity=0)
    with pytest.raises(CapacityFull):
        await queue.claim(world.desk, agent=bo, conversation_id=waiting)
    assert await offered_to(world, ana) == [waiting]


async def test_the_customer_who_leaves_withdraws_the_offer() -> None:
    """Ending the conversation frees the place that was kept."""
    world = World()
    ana = await world.agent("Ana")
    visitor, waiting = await world.waiting()
    await routing.drain(world.desk)
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=waiting)
    assert await offered_to(world, ana) == []
    assert (await agent_of(world, ana)).load == 0


async def test_who_wants_it_gets_conversations_without_asking() -> None:
    """Auto-accept is the agent's choice."""
    world = World()
    ana = await world.agent("Ana")
    await staff.change_agent(world.desk, actor=ana, agent_id=ana.id, auto_accept=True)
    _, waiting = await world.waiting()
    assert await routing.drain(world.desk) == 1
    assert (await world.view(waiting)).owner is Owner.AGENT
    assert (await agent_of(world, ana)).load == 1


async def test_the_agent_of_last_time_is_asked_first() -> None:
    """Even if a colleague is emptier."""
    world = World()
    ana = await world.agent("Ana")
    visitor, first = await world.served(ana)
    await handoff.resolve(world.desk, agent=ana, conversation_id=first)
    await world.agent("Bo")
    await world.served(ana)
    again = await world.opened(visitor)
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=again)
    await routing.drain(world.desk)
    assert await offered_to(world, ana) == [again]


async def test_a_hard_conversation_is_followed_by_a_break() -> None:
    """Nothing is offered for a short while after it was resolved."""
    world = World()
    ana = await world.agent("Ana")
    _, angry = await world.chat()
    await world.escalate(angry, EscalationReason.FRUSTRATED)
    await queue.claim(world.desk, agent=ana, conversation_id=angry)
    assert (await agent_of(world, ana)).hard_in_a_row == 1
    await handoff.resolve(world.desk, agent=ana, conversation_id=angry)
    await world.waiting()
    assert await routing.drain(world.desk) == 0
    world.clock.forward(seconds=60)
    assert await routing.drain(world.desk) == 1


async def test_a_customer_whose_agent_vanished_stands_in_front() -> None:
    """After the grace; they are told, and the notes stay."""
    world = World()
    ana = await world.agent("Ana")
    visitor, chat = await world.served(ana)
    await world.says(visitor, chat, "Are you there?")
    world.clock.forward(minutes=3)
    await world.waiting()
    await people.leave(world.desk, agent_id=ana.id)
    world.clock.forward(seconds=59)
    assert await routing.requeue_vanished(world.desk) == 0
    world.clock.forward(seconds=1)
    assert await routing.requeue_vanished(world.desk) == 1
    place = (await world.view(chat)).queue
    assert place is not None
    assert place.position == 1
    assert (await world.activities(chat))[-1] == "agent_vanished"
    assert (await agent_of(world, ana)).load == 0


async def test_who_takes_the_same_hard_conversation_again_had_one() -> None:
    """The chat of an agent who vanished and came back is not a second hard one in a row."""
    world = World()
    ana = await world.agent("Ana")
    visitor, angry = await world.chat()
    await world.escalate(angry, EscalationReason.FRUSTRATED)
    await queue.claim(world.desk, agent=ana, conversation_id=angry)
    await world.says(visitor, angry, "Are you there?")
    await people.leave(world.desk, agent_id=ana.id)
    world.clock.forward(seconds=60)
    assert await routing.requeue_vanished(world.desk) == 1
    await people.keep_present(world.desk, agent_id=ana.id)
    await queue.claim(world.desk, agent=ana, conversation_id=angry)
    assert (await agent_of(world, ana)).hard_in_a_row == 1
    assert (await world.view(angry)).owner is Owner.AGENT


async def test_an_agent_who_comes_back_in_time_keeps_the_chat() -> None:
    """A short loss of the connection changes nothing."""
    world = World()
    ana = await world.agent("Ana")
    visitor, chat = await world.served(ana)
    await world.says(visitor, chat, "Are you there?")
    await people.leave(world.desk, agent_id=ana.id)
    world.clock.forward(seconds=59)
    await people.keep_present(world.desk, agent_id=ana.id)
    world.clock.forward(seconds=60)
    assert await routing.requeue_vanished(world.desk) == 0
    assert (await world.view(chat)).owner is Owner.AGENT
