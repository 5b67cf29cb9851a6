"""Offers under races, on every store: one conversation, one offer, one owner, and no place lost."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from handoff.desk.conversation import conversations
from handoff.desk.identity import accounts, people
from handoff.desk.ownership import sweep
from handoff.desk.ports import Store
from handoff.desk.queueing import offers, queue, routing
from handoff.domain.enums import Availability, Owner, Role
from handoff.domain.errors import BatonError
from handoff.domain.identity.people import Actor
from tests.support.databases import every_store
from tests.support.desks import World


async def loads(world: World, agents: list[Actor]) -> dict[str, int]:
    colleagues = await people.list_agents(world.desk, actor=agents[0])
    return {one.id: one.load for one in colleagues if one.id in {agent.id for agent in agents}}


async def places(world: World, agents: list[Actor], chats: list[str]) -> dict[str, int]:
    """What each agent owns or is offered; this is what their load must say."""
    found = {agent.id: len(await offers.offers_for(world.desk, agent=agent)) for agent in agents}
    for chat in chats:
        view = await world.view(chat)
        if view.owner is Owner.AGENT and view.agent is not None:
            found[view.agent.id] += 1
    return found


async def all_at_once(attempts: list[Coroutine[Any, Any, object]]) -> None:
    """Whoever is too late is told so plainly."""
    results = await asyncio.gather(*attempts, return_exceptions=True)
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, BatonError)] == []


@every_store
async def test_many_drains_at_once_offer_each_conversation_once(store: Store) -> None:
    """Five processes wake for the same event."""
    world = World(store)
    agents = [await world.agent(f"Agent{number}", capacity=2) for number in range(4)]
    chats = [(await world.waiting())[1] for _ in range(10)]
    made = await asyncio.gather(*(routing.drain(world.desk) for _ in range(5)))
    held = [
        one.conversation.id for agent in agents for one in await offers.offers_for(world.desk, agent=agent)
    ]
    assert len(held) == len(set(held)) == sum(made)
    assert set(held) <= set(chats)
    assert max((await loads(world, agents)).values()) <= 2
    assert await loads(world, agents) == await places(world, agents, chats)


@every_store
async def test_accept_decline_expiry_claim_and_goodbye_at_once(store: Store) -> None:
    """Whatever wins, every load is what the agent owns or is offered."""
    world = World(store)
    agents = [await world.agent(f"Agent{number}", capacity=3) for number in range(3)]
    chats = [await world.waiting() for _ in range(9)]
    await routing.drain(world.desk)
    world.clock.now += timedelta(seconds=29.9)
    attempts: list[Coroutine[Any, Any, object]] = []
    for agent in agents:
        for number, one in enumerate(await offers.offers_for(world.desk, agent=agent)):
            chat = one.conversation.id
            visitor = next(known for known, id_ in chats if id_ == chat)
            other = agents[(agents.index(agent) + 1) % 3]
            attempts += [
                offers.accept(world.desk, agent=agent, conversation_id=chat),
                queue.claim(world.desk, agent=other, conversation_id=chat),
                offers.decline(world.desk, agent=agent, conversation_id=chat),
            ]
            if number == 0:
                end = conversations.end_conversation
                attempts.append(end(world.desk, visitor_id=visitor.id, conversation_id=chat))
    attempts += [routing.drain(world.desk), offers.end_offers(world.desk)]
    await all_at_once(attempts)
    assert await loads(world, agents) == await places(world, agents, [id_ for _, id_ in chats])


@every_store
async def test_going_away_while_accepting_and_three_sweeps_at_once(store: Store) -> None:
    """Each conversation is taken or goes on, once, and nothing is left with who has gone or lost a place."""
    world = World(store)
    gone = [await world.agent(f"Gone{number}", capacity=4) for number in range(2)]
    lead = await world.agent("Ada", role=Role.ADMIN, online=False)
    chats = [(await world.waiting())[1] for _ in range(8)]
    assert await routing.drain(world.desk) == 8
    stays = await world.agent("Stays", capacity=8)
    accepts = [
        offers.accept(world.desk, agent=agent, conversation_id=one.conversation.id)
        for agent in gone
        for one in await offers.offers_for(world.desk, agent=agent)
    ]
    sweeps = [step(world.desk) for step in (offers.end_offers, routing.drain) for _ in range(3)]
    away = people.set_availability(world.desk, agent=gone[0], availability=Availability.AWAY)
    off = accounts.deactivate(world.desk, actor=lead, agent_id=gone[1].id)
    await all_at_once([*accepts[::2], away, off, *sweeps, *accepts[1::2]])
    for step in (offers.end_offers, sweep.find_owners, routing.drain):  # as the next round does
        await step(world.desk)
    assert [len(await offers.offers_for(world.desk, agent=agent)) for agent in gone] == [0, 0]
    assert await loads(world, [gone[0], stays]) == await places(world, [gone[0], stays], chats)
    async with store.reading() as tx:
        left = await tx.people.agent(gone[1].id)
    assert left is not None
    assert left.load == 0
    waiting = [chat for chat in chats if (await world.view(chat)).owner is Owner.QUEUE]
    held = [one.conversation.id for one in await offers.offers_for(world.desk, agent=stays)]
    assert sorted(held) == sorted(waiting)
