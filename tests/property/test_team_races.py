"""A team that is dropped while a conversation or a colleague is given to it: nothing waits for nobody."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.desk.identity import staff
from handoff.desk.ownership import transfers
from handoff.desk.ports import Store
from handoff.desk.queueing import groups
from handoff.desk.reporting import board
from handoff.domain.enums import Owner, Role
from handoff.domain.errors import BatonError, NotFound
from handoff.domain.identity.people import Actor
from handoff.domain.queueing.place import Place
from handoff.storage.store import SqlStore
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.locks import blocked, other, so_many_wait
from tests.support.waiting import eventually

__all__ = ["other"]


async def lead_and_agent(world: World) -> tuple[Actor, Actor]:
    return await world.agent("Sam", role=Role.SUPERVISOR, online=False), await world.agent("Ana", capacity=50)


async def all_is_known(world: World, chats: list[str], agents: list[Actor]) -> None:
    """Whatever has or wants a team names one that there is."""
    async with world.desk.store.reading() as tx:
        known = {team.id for team in await tx.people.teams()}
        for chat in chats:
            conversation = await tx.conversations.get(chat)
            assert conversation is not None
            assert conversation.team_id in {None, *known}
        for agent in agents:
            found = await tx.people.agent(agent.id)
            assert found is not None
            assert set(found.teams) <= known


@every_store
async def test_transfers_and_members_to_a_team_that_is_being_dropped(store: Store) -> None:
    """Each comes to the team and leaves it with all others, or is told that there is none."""
    world = World(store)
    sam, ana = await lead_and_agent(world)
    chats = []
    for number in range(6):
        team = await staff.add_team(world.desk, actor=sam, name=f"Team {number}")
        served, waiting = (await world.served(ana))[1], (await world.waiting())[1]
        chats += [served, waiting]
        to, epoch = f"team:{team.id}", (await world.view(waiting)).epoch
        results = await asyncio.gather(
            transfers.transfer(world.desk, agent=ana, conversation_id=served, to=to),
            board.reassign(world.desk, agent=sam, conversation_id=waiting, to=to, epoch=epoch),
            staff.change_agent(world.desk, actor=sam, agent_id=ana.id, teams=[team.id]),
            groups.drop_team(world.desk, actor=sam, team_id=team.id),
            staff.change_agent(world.desk, actor=ana, agent_id=ana.id, capacity=40 + number),
            return_exceptions=True,
        )
        refused = [one for one in results if isinstance(one, BaseException)]
        assert [one for one in refused if not isinstance(one, BatonError)] == []
        assert results[3] == team
        await all_is_known(world, chats, [ana])


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_dropping_waits_for_a_transfer_that_is_half_way(store: Store, other: AsyncEngine) -> None:
    """It has found the team and waits for its agent's row: what it commits then is sorted anew."""
    world = World(store)
    sam, ana = await lead_and_agent(world)
    team = await staff.add_team(world.desk, actor=sam, name="Returns")
    _, chat = await world.served(ana)

    async with SqlStore(other).transaction() as tx:
        await tx.people.turn_place(Place(agent_id=ana.id))
        passing = asyncio.create_task(
            transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=f"team:{team.id}")
        )

        await so_many_wait(other, 1)
        dropping = asyncio.create_task(groups.drop_team(world.desk, actor=sam, team_id=team.id))

        async def waits_or_is_done() -> bool:
            return dropping.done() or await blocked(other) == 2

        await eventually(waits_or_is_done)
    assert (await passing).owner is Owner.QUEUE
    assert await dropping == team
    await all_is_known(world, [chat], [ana])
    with pytest.raises(NotFound, match="no such team"):
        await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=f"team:{team.id}")
