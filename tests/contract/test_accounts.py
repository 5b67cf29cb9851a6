"""Every store keeps accounts, teams and skills alike; and what those who lead do with them."""

import asyncio

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import accounts, identities, people, pictures, staff
from handoff.desk.identity.accounts import Chosen
from handoff.desk.ports import Store
from handoff.desk.queueing import groups, queue
from handoff.desk.reporting import board
from handoff.domain.enums import ListView, Owner, Role
from handoff.domain.errors import BatonError, Conflict, Forbidden, Invalid, LastAdmin, NotFound
from handoff.domain.history.events import ConversationChanged
from handoff.domain.identity.people import Actor
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.files import png

pytestmark = every_store


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def chosen(actor: Actor, role: Role | None = None, **more: object) -> Chosen:
    return Chosen(name=actor.name, role=role or actor.role or Role.AGENT, **more)  # type: ignore[arg-type]


async def whats(world: World, actor: Actor) -> list[str]:
    return [str(one.value["what"]) for one in await accounts.list_changes(world.desk, actor=actor)]


async def test_an_account_is_added_once_and_what_was_done_is_kept(world: World) -> None:
    """By an admin alone; the address is nobody else's."""
    ada, sam = await world.agent("Ada", role=Role.ADMIN), await world.agent("Sam", role=Role.SUPERVISOR)
    wanted = Chosen(name=" Ola  K ", role=Role.AGENT, languages=("pl",), skills=("Returns",))
    with pytest.raises(Forbidden):
        await accounts.add_person(
            world.desk, actor=sam, email="ola@example.org", chosen=wanted, password_hash="h"
        )
    person, record = await accounts.add_person(
        world.desk, actor=ada, email="Ola@example.org ", chosen=wanted, password_hash="h"
    )
    known = person.agent
    assert (known.email, known.name, known.skills, known.capacity) == (
        "ola@example.org",
        "Ola K",
        ("returns",),
        4,
    )
    assert (record.password_hash, person.revision) == ("h", 1)
    with pytest.raises(Conflict):
        await accounts.add_person(
            world.desk, actor=ada, email="OLA@example.org", chosen=wanted, password_hash="h"
        )
    assert await whats(world, sam) == ["added"]
    listed = await accounts.list_people(world.desk, actor=sam)
    assert [(one.agent.name, one.revision) for one in listed] == [("Ada", 0), ("Ola K", 1), ("Sam", 0)]


async def test_supervisors_change_what_people_can_and_admins_who_they_are(world: World) -> None:
    """Of two who change the same account, the slower one is told."""
    ada, sam = await world.agent("Ada", role=Role.ADMIN), await world.agent("Sam", role=Role.SUPERVISOR)
    ana = await world.agent()
    able = chosen(ana, languages=("fa", "en"), capacity=2)
    person = await accounts.change_person(world.desk, actor=sam, agent_id=ana.id, chosen=able, revision=0)
    assert (person.agent.languages, person.agent.capacity, person.revision) == (("fa", "en"), 2, 1)
    for more in (chosen(ana, Role.SUPERVISOR), Chosen(name="Anna", role=Role.AGENT)):
        with pytest.raises(Forbidden):
            await accounts.change_person(world.desk, actor=sam, agent_id=ana.id, chosen=more)
    with pytest.raises(Conflict):
        await accounts.change_person(world.desk, actor=ada, agent_id=ana.id, chosen=able, revision=0)
    with pytest.raises(Invalid):
        await accounts.change_person(
            world.desk, actor=ada, agent_id=ana.id, chosen=chosen(ana, teams=("no",))
        )
    with pytest.raises(NotFound):
        await accounts.change_person(world.desk, actor=ada, agent_id="nobody", chosen=able)
    (change,) = await accounts.list_changes(world.desk, actor=ada)
    assert change.value["changes"] == {"languages": [[], ["fa", "en"]], "capacity": [4, 2]}


async def test_who_is_switched_off_serves_nobody_and_logs_in_no_more(world: World) -> None:
    """Their customers wait in front at once and are told the truth; offers are taken back; all is undone."""
    ada, ana = await world.agent("Ada", role=Role.ADMIN), await world.agent()
    _, chat = await world.served(ana)
    before = world.clock()
    world.clock.forward(seconds=1)
    with pytest.raises(Forbidden):
        await accounts.deactivate(world.desk, actor=ana, agent_id=ada.id)
    off = await accounts.deactivate(world.desk, actor=ada, agent_id=ana.id)
    assert (await world.view(chat)).owner is Owner.QUEUE
    assert (await world.activities(chat))[-1] == "agent_left"
    assert await people.get_agent(world.desk, agent_id=ana.id) is None
    with pytest.raises(Conflict):
        await accounts.deactivate(world.desk, actor=ada, agent_id=ana.id)
    with pytest.raises(Conflict):
        await accounts.reactivate(world.desk, actor=ada, agent_id=ana.id, revision=off.revision + 1)
    await accounts.reactivate(world.desk, actor=ada, agent_id=ana.id, revision=off.revision)
    assert await people.get_agent(world.desk, agent_id=ana.id, begun=before) is None
    again = await people.get_agent(world.desk, agent_id=ana.id, begun=world.clock())
    assert again is not None
    assert again.load == 0
    assert await whats(world, ada) == ["reactivated", "deactivated"]


async def test_who_becomes_an_editor_serves_nobody(world: World) -> None:
    """The conversations go back as the role goes."""
    ada, ana = await world.agent("Ada", role=Role.ADMIN), await world.agent()
    _, chat = await world.served(ana)
    await accounts.change_person(world.desk, actor=ada, agent_id=ana.id, chosen=chosen(ana, Role.EDITOR))
    assert (await world.view(chat)).owner is Owner.QUEUE


async def test_of_two_admins_who_end_each_other_one_stays(world: World) -> None:
    """However close together they are; and the last one can end nobody's but others' accounts."""
    ada, eve = await world.agent("Ada", role=Role.ADMIN), await world.agent("Eve", role=Role.ADMIN)
    results = await asyncio.gather(
        accounts.deactivate(world.desk, actor=ada, agent_id=eve.id),
        accounts.change_person(world.desk, actor=eve, agent_id=ada.id, chosen=chosen(ada, Role.AGENT)),
        return_exceptions=True,
    )
    refused = [one for one in results if isinstance(one, BaseException)]
    assert [type(one) for one in refused] == [LastAdmin]
    listed = [one.agent for one in await accounts.list_people(world.desk, actor=ada)]
    (left,) = [one.actor for one in listed if one.active and one.role is Role.ADMIN]
    with pytest.raises(LastAdmin):
        await accounts.deactivate(world.desk, actor=left, agent_id=left.id)


async def test_a_password_is_replaced_once(world: World) -> None:
    """Two who hold the same old one do not both set a new one; log-ins from before are over."""
    ada, ana = await world.agent("Ada", role=Role.ADMIN), await world.agent()
    begun = world.clock()
    world.clock.forward(seconds=1)
    _, record = await accounts.reset_password(world.desk, actor=ada, agent_id=ana.id, password_hash="void")
    results = await asyncio.gather(
        *(accounts.choose_password(world.desk, record=record, password_hash=new) for new in ("a", "b")),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in results) == ["Agent", "Conflict"]
    assert await people.get_agent(world.desk, agent_id=ana.id, begun=begun) is None
    kept = await accounts.record_of(world.desk, agent_id=ana.id)
    assert kept is not None
    assert kept.password_hash in ("a", "b")


async def test_a_team_that_is_dropped_holds_nobody_up(world: World) -> None:
    """Its members stay, what waited for it is for everybody; what stood on it was told."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR), await world.agent()
    team = await staff.add_team(world.desk, actor=sam, name="Returns")
    await staff.change_agent(world.desk, actor=sam, agent_id=ana.id, teams=[team.id])
    _, chat = await world.waiting()
    epoch = (await world.view(chat)).epoch
    await board.reassign(world.desk, agent=sam, conversation_id=chat, to=f"team:{team.id}", epoch=epoch)
    found = await groups.list_groups(world.desk, actor=sam)
    assert [(one.name, one.members, one.conversations) for one in found.teams] == [("Returns", (ana.id,), 1)]
    other = await staff.add_team(world.desk, actor=sam, name="Billing")
    with pytest.raises(Conflict):
        await groups.rename_team(world.desk, actor=sam, team_id=other.id, name="returns")
    assert (
        await groups.rename_team(world.desk, actor=sam, team_id=team.id, name="RETURNS")
    ).name == "RETURNS"
    await groups.drop_team(world.desk, actor=sam, team_id=team.id)
    await groups.drop_team(world.desk, actor=sam, team_id=other.id)
    found = await groups.list_groups(world.desk, actor=sam)
    assert found.teams == ()
    async with world.desk.store.reading() as tx:
        assert await tx.conversations.sorted_for(team_id=team.id) == []
        agent = await tx.people.agent(ana.id)
    assert agent is not None
    assert agent.teams == ()
    with pytest.raises(NotFound):
        await groups.drop_team(world.desk, actor=sam, team_id=team.id)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert await whats(world, sam) == ["team_dropped", "team_dropped", "team_renamed"]


async def test_a_skill_is_renamed_with_whoever_has_it(world: World) -> None:
    """Two become one, and one can be taken away; agents may do none of it."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR), await world.agent()
    await staff.change_agent(world.desk, actor=sam, agent_id=ana.id, skills=["refunds", "returns"])
    assert await groups.change_skill(world.desk, actor=sam, skill="refunds", name=" RETURNS ") == "returns"
    found = await groups.list_groups(world.desk, actor=sam)
    assert [(one.name, one.members) for one in found.skills] == [("returns", (ana.id,))]
    await groups.change_skill(world.desk, actor=sam, skill="returns", name=None)
    assert (await groups.list_groups(world.desk, actor=sam)).skills == ()
    for refused in (
        groups.change_skill(world.desk, actor=sam, skill="returns", name=None),
        groups.list_groups(world.desk, actor=ana),
    ):
        with pytest.raises(BatonError):
            await refused


async def test_a_picture_that_is_put_or_taken_away_is_kept(world: World) -> None:
    """Like every change; the same one again changes nothing, and only admins take away another's."""
    ada, sam = await world.agent("Ada", role=Role.ADMIN), await world.agent("Sam", role=Role.SUPERVISOR)
    ana = await world.agent("Ana")
    await pictures.put_picture(world.desk, actor=ana, data=png())
    await pictures.put_picture(world.desk, actor=ana, data=png())
    with pytest.raises(Forbidden):
        await pictures.remove_picture(world.desk, actor=sam, agent_id=ana.id)
    removed = await pictures.remove_picture(world.desk, actor=ada, agent_id=ana.id)
    assert (removed.agent.picture, removed.revision) == (None, 2)
    assert (await pictures.remove_picture(world.desk, actor=ada, agent_id=ana.id)).revision == 2
    await pictures.put_picture(world.desk, actor=ana, data=png())
    await pictures.drop_picture(world.desk, actor=ana)
    changes = await accounts.list_changes(world.desk, actor=sam)
    assert [(one.value["what"], one.value["name"], one.by_name) for one in reversed(changes)] == [
        ("picture", "Ana", "Ana"),
        ("pictureless", "Ana", "Ada"),
        ("picture", "Ana", "Ana"),
        ("pictureless", "Ana", "Ana"),
    ]
    with pytest.raises(NotFound):
        await pictures.remove_picture(world.desk, actor=ada, agent_id="nobody")


async def test_a_conversation_shows_the_picture_that_its_agent_has_now(world: World) -> None:
    """For both sides, in lists and headers; whoever has it open is told of another one."""
    ana = await world.agent("Ana")
    vera, chat = await world.served(ana)
    before = len(world.recorder.events)
    agent = await pictures.put_picture(world.desk, actor=ana, data=png())
    assert agent.picture
    told = [one for one in world.recorder.events[before:] if isinstance(one, ConversationChanged)]
    assert [one.conversation_id for one in told] == [chat]
    header = await conversations.summary(world.desk, actor=vera, conversation_id=chat)
    (own,) = await identities.list_own(world.desk, visitor_id=vera.id)
    page = await conversations.list_conversations(world.desk, actor=ana, view=ListView.MINE)
    for view in (header, own, *page.items):
        assert view.agent is not None
        assert view.agent.picture == agent.picture
    (colleague,) = await people.list_agents(world.desk, actor=ana)
    assert colleague.picture == agent.picture
    await pictures.drop_picture(world.desk, actor=ana)
    header = await conversations.summary(world.desk, actor=vera, conversation_id=chat)
    assert header.agent is not None
    assert header.agent.picture is None
