"""What a forecast asks of the database: who waits and who serves each time, the past once in a second."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from handoff.desk.identity import people
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.desk.queueing.pace_watch import FRESH, PaceWatch
from handoff.domain.conversation.view import QueuePlace
from handoff.domain.enums import Availability
from handoff.domain.identity.people import Actor
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from tests.support.databases import every_store, listen_to_the_driver, sql_stores
from tests.support.desks import World

CHATS = 20


class Heard(list[str]):
    """The statements that were sent."""

    def asks(self, *words: str) -> int:
        """How many of them read this."""
        return sum(one.startswith("SELECT") and all(word in one for word in words) for one in self)


@pytest.fixture
async def heard(store: SqlStore, database_url: str) -> AsyncIterator[tuple[World, Heard]]:
    """A desk that keeps the past for a second, and what it sends to its database."""
    engine = open_engine(database_url)
    said = Heard()
    listen_to_the_driver(engine, said.append)
    yield keeping(World(SqlStore(engine))), said
    await engine.dispose()


def keeping(world: World) -> World:
    world.desk = replace(world.desk, past=PaceWatch(FRESH))
    return world


async def with_a_past(world: World, agent: Actor, chats: int = CHATS) -> None:
    """Chats of five minutes; after twenty of them something can be said of the wait."""
    for _ in range(chats):
        _, chat = await world.served(agent)
        world.clock.forward(minutes=5)
        await handoff.resolve(world.desk, agent=agent, conversation_id=chat)


async def set_to(world: World, availability: Availability, *agents: Actor) -> None:
    for agent in agents:
        await people.set_availability(world.desk, agent=agent, availability=availability)


async def place(world: World, chat: str) -> QueuePlace:
    found = await queue.position(world.desk, conversation_id=chat)
    assert found is not None
    return found


@sql_stores
async def test_a_wish_for_a_person_looks_once_who_serves_and_who_waits(heard: tuple[World, Heard]) -> None:
    """For the range that is kept, the words that tell it, and the header that is answered."""
    world, said = heard
    await world.agent()
    visitor, chat = await world.chat()
    said.clear()
    told = await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    asked = said.asks("FROM agents ORDER BY"), said.asks("ORDER BY conversations.queue_due_at")
    assert asked == (1, 1)
    assert told.queue == await place(world, chat)


@sql_stores
async def test_the_past_is_read_once_in_a_second(heard: tuple[World, Heard]) -> None:
    """However many places are told in it."""
    world, said = heard
    await world.agent()
    _, chat = await world.waiting()
    world.clock.forward(seconds=1)
    said.clear()
    for _ in range(3):
        await place(world, chat)
        world.clock.forward(seconds=0.3)
    assert (said.asks("handoffs.ended_at >"), said.asks("handoffs.queued_at >")) == (1, 1)
    world.clock.forward(seconds=0.1)
    await place(world, chat)
    assert said.asks("handoffs.ended_at >") == 2


@every_store
async def test_who_serves_now_is_never_from_a_moment_ago(store: Store) -> None:
    """A colleague who comes shortens the wait within the same second; with the last one it cannot be told."""
    world = keeping(World(store))
    ana = await world.agent("Ana", capacity=1)
    reza = await world.agent("Reza", capacity=1)
    await set_to(world, Availability.AWAY, reza)
    await with_a_past(world, ana)
    await world.served(ana)
    _, chat = await world.waiting()
    busy = await place(world, chat)
    await set_to(world, Availability.ONLINE, reza)
    free = await place(world, chat)
    await set_to(world, Availability.AWAY, ana, reza)
    gone = await place(world, chat)
    assert busy.wait_seconds is not None
    assert busy.wait_seconds[1] > 60
    assert (free.wait_seconds, gone.wait_seconds) == ((0, 60), None)


@every_store
async def test_what_has_ended_counts_after_a_second(store: Store) -> None:
    """With the twentieth end a wait can be told, once the past is looked at again."""
    world = keeping(World(store))
    ana = await world.agent()
    await with_a_past(world, ana, CHATS - 1)
    _, last = await world.served(ana)
    world.clock.forward(minutes=5)
    _, chat = await world.waiting()
    await handoff.resolve(world.desk, agent=ana, conversation_id=last)
    early = await place(world, chat)
    world.clock.forward(seconds=1)
    late = await place(world, chat)
    assert (early.wait_seconds, late.wait_seconds) == (None, (0, 60))
