"""Whatever may free a place wakes whoever gives places away: what waits is offered on that very event."""

from collections.abc import Awaitable, Callable, Sequence

import pytest

from handoff.desk.context import Desk
from handoff.desk.conversation import conversations, snooze
from handoff.desk.identity import people, staff
from handoff.desk.ownership import handoff, transfers
from handoff.desk.queueing import offers, routing
from handoff.domain.enums import Availability, Role
from handoff.domain.history.events import AgentChanged, Event, OfferMade, QueueChanged
from handoff.domain.identity.people import Actor
from tests.support.desks import World


class Draining:
    """A publisher that offers what waits as the socket publisher has it done: at these events alone."""

    def __init__(self) -> None:
        self.desk: Desk | None = None
        self.offered: list[str] = []

    async def publish(self, events: Sequence[Event]) -> None:
        self.offered += [one.conversation_id for one in events if isinstance(one, OfferMade)]
        stirs = any(isinstance(one, (QueueChanged, AgentChanged)) for one in events)
        if stirs and self.desk is not None:
            await routing.drain(self.desk)


Frees = Callable[[World, Actor, Actor, str], Awaitable[object]]


async def comes_online(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    await world.agent("Bo")


async def raises_capacity(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    await staff.change_agent(world.desk, actor=ana, agent_id=ana.id, capacity=2)


async def resolves(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    await handoff.resolve(world.desk, agent=ana, conversation_id=chat)


async def snoozes(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    await snooze.snooze(world.desk, agent=ana, conversation_id=chat)


async def hands_back(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat)


async def transfers_to_the_bot(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to="bot")


async def forces_it_on_a_colleague(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    await transfers.transfer(world.desk, agent=sam, conversation_id=chat, to=sam.id, force=True)


async def the_customer_ends_it(world: World, ana: Actor, sam: Actor, chat: str) -> None:
    visitor = (await world.view(chat)).visitor_id
    await conversations.end_conversation(world.desk, visitor_id=visitor, conversation_id=chat)


@pytest.mark.parametrize(
    "frees",
    [
        comes_online,
        raises_capacity,
        resolves,
        snoozes,
        hands_back,
        transfers_to_the_bot,
        forces_it_on_a_colleague,
        the_customer_ends_it,
    ],
)
async def test_a_place_that_is_freed_is_offered_at_once(frees: Frees) -> None:
    """Ana's only place is taken and somebody waits; nobody sweeps."""
    draining = Draining()
    world = World(publisher=draining)
    ana = await world.agent("Ana", capacity=1)
    sam = await world.agent("Sam", role=Role.SUPERVISOR, online=False)
    _, chat = await world.served(ana)
    _, waits = await world.waiting()
    draining.desk = world.desk
    await routing.drain(world.desk)
    assert draining.offered == []
    await frees(world, ana, sam, chat)
    assert draining.offered == [waits]


@pytest.mark.parametrize("ends", ["declined", "expired", "gone"])
async def test_an_offer_that_ends_goes_on_at_once(ends: str) -> None:
    """To the colleague who has a place."""
    draining = Draining()
    world = World(publisher=draining)
    ana = await world.agent("Ana", capacity=1)
    _, waits = await world.waiting()
    draining.desk = world.desk
    await routing.drain(world.desk)
    bo = await world.agent("Bo", capacity=1)
    assert draining.offered == [waits]
    if ends == "declined":
        await offers.decline(world.desk, agent=ana, conversation_id=waits)
    elif ends == "gone":
        await people.set_availability(world.desk, agent=ana, availability=Availability.AWAY)
        await offers.end_offers(world.desk)
    else:
        world.clock.forward(seconds=30)
        await offers.end_offers(world.desk)
    assert draining.offered == [waits, waits]
    (held,) = await offers.offers_for(world.desk, agent=bo)
    assert held.conversation.id == waits
