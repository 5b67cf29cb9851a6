"""Accounts that are changed from several sides at once: no change brings back what another took away."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.desk.identity import accounts, staff
from handoff.desk.identity.accounts import Chosen
from handoff.desk.ports import Store
from handoff.desk.queueing import groups
from handoff.domain.enums import Availability, Role
from handoff.domain.errors import BatonError
from handoff.domain.identity.people import Actor, Agent, Team
from handoff.domain.queueing.place import Place
from handoff.storage.store import SqlStore
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.locks import other, so_many_wait

__all__ = ["other"]


class Desk:
    """An admin, an agent and a team that the agent is in."""

    def __init__(self, world: World, ada: Actor, ana: Actor, team: Team) -> None:
        self.world, self.ada, self.ana, self.team = world, ada, ana, team

    @classmethod
    async def of(cls, store: Store) -> "Desk":
        world = World(store)
        ada, ana = await world.agent("Ada", role=Role.ADMIN, online=False), await world.agent("Ana")
        team = await staff.add_team(world.desk, actor=ada, name="Returns")
        await staff.change_agent(world.desk, actor=ada, agent_id=ana.id, teams=[team.id])
        return cls(world, ada, ana, team)

    async def deactivate(self) -> object:
        return await accounts.deactivate(self.world.desk, actor=self.ada, agent_id=self.ana.id)

    async def drop_team(self) -> object:
        return await groups.drop_team(self.world.desk, actor=self.ada, team_id=self.team.id)

    async def rename(self) -> object:
        return await accounts.rename_oneself(self.world.desk, actor=self.ana, name="Anna")

    async def enlarge(self) -> object:
        return await staff.change_agent(self.world.desk, actor=self.ana, agent_id=self.ana.id, capacity=9)

    async def go_away(self) -> object:
        away = Availability.AWAY
        return await staff.change_agent(
            self.world.desk, actor=self.ana, agent_id=self.ana.id, availability=away
        )

    async def make_editor(self) -> object:
        chosen = Chosen(name=self.ana.name, role=Role.EDITOR)
        return await accounts.change_person(
            self.world.desk, actor=self.ada, agent_id=self.ana.id, chosen=chosen
        )

    async def found(self) -> Agent:
        async with self.world.desk.store.reading() as tx:
            agent = await tx.people.agent(self.ana.id)
        assert agent is not None
        return agent

    def lost(self, after: Agent, done: set[str]) -> set[str]:
        """Which of what was done is not so any more."""
        held = {
            "deactivate": not after.active,
            "drop_team": self.team.id not in after.teams,
            "rename": after.name == "Anna" or "make_editor" in done,
            "enlarge": after.capacity == 9,
            "go_away": after.availability is not Availability.ONLINE,
            "make_editor": after.role is Role.EDITOR,
        }
        return {name for name in done if not held[name]}


@every_store
@pytest.mark.parametrize("first", ["deactivate", "drop_team", "rename", "make_editor"])
async def test_no_change_of_an_account_undoes_another(store: Store, first: str) -> None:
    """Each is there in the end, or its author was told that somebody was faster."""
    desk = await Desk.of(store)
    names = sorted(
        ("deactivate", "drop_team", "rename", "enlarge", "go_away", "make_editor"), key=lambda n: n != first
    )
    results = await asyncio.gather(*(getattr(desk, name)() for name in names), return_exceptions=True)
    refused = [one for one in results if isinstance(one, BaseException)]
    assert [one for one in refused if not isinstance(one, BatonError)] == []
    done = {name for name, one in zip(names, results, strict=True) if not isinstance(one, BaseException)}
    assert "drop_team" in done
    assert desk.lost(await desk.found(), done) == set()


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize(
    ("faster", "slower"),
    [
        ("drop_team", "deactivate"),
        ("go_away", "make_editor"),
        ("enlarge", "deactivate"),
        ("deactivate", "rename"),
        ("make_editor", "rename"),
        ("drop_team", "make_editor"),
    ],
)
async def test_the_slower_one_sees_what_the_faster_one_did(
    store: Store, other: AsyncEngine, faster: str, slower: str
) -> None:
    """Both have begun and wait for the agent's row, one behind the other."""
    desk = await Desk.of(store)
    async with SqlStore(other).transaction() as tx:
        await tx.people.turn_place(Place(agent_id=desk.ana.id))
        first = asyncio.create_task(getattr(desk, faster)())
        await so_many_wait(other, 1)
        second = asyncio.create_task(getattr(desk, slower)())
        await so_many_wait(other, 2)
    results = await asyncio.gather(first, second, return_exceptions=True)
    assert not isinstance(results[0], BaseException)
    done = {faster} if isinstance(results[1], BatonError) else {faster, slower}
    assert [
        one for one in results if isinstance(one, BaseException) and not isinstance(one, BatonError)
    ] == []
    assert desk.lost(await desk.found(), done) == set()
