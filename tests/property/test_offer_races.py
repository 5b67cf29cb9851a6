"""Offers under races, on every store: one conversation, one offer, one owner, and no place lost."""

import asyncio
from datetime import timedelta

from handoff.desk import conversations, offers, people, queue, routing
from handoff.desk.ports import Store
from handoff.domain.enums import Owner
from handoff.domain.errors import BatonError
from handoff.domain.people import Actor
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
    attempts = []
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
    attempts += [routing.drain(world.desk), offers.expire_offers(world.desk)]
    results = await asyncio.gather(*attempts, return_exceptions=True)
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, BatonError)] == []
    assert await loads(world, agents) == await places(world, agents, [id_ for _, id_ in chats])
