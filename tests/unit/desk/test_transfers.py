"""A conversation passed on: to a colleague, a team or the bot, with a word that the customer never sees."""

import pytest

from handoff.desk.identity import people, staff
from handoff.desk.ownership import transfers
from handoff.desk.queueing import offers, routing
from handoff.domain.conversation.message import visible_to_visitor
from handoff.domain.enums import Availability, MessageKind, Owner, Role
from handoff.domain.errors import CapacityFull, Conflict, Forbidden, Invalid, NotAvailable, NotFound
from tests.support.desks import World


async def test_a_team_gets_it_from_the_queue() -> None:
    """Only its members are asked, the customer is told and stands in front."""
    world = World()
    ana, sam = await world.agent("Ana"), await world.agent("Sam", role=Role.SUPERVISOR)
    bo = await world.agent("Bo")
    team = await staff.add_team(world.desk, actor=sam, name="Billing")
    await staff.change_agent(world.desk, actor=sam, agent_id=bo.id, teams=[team.id])
    _, chat = await world.served(ana)
    view = await transfers.transfer(
        world.desk, agent=ana, conversation_id=chat, to=f"team:{team.id}", comment="Wants an invoice"
    )
    assert view.owner is Owner.QUEUE
    assert (await world.activities(chat))[-1] == "to_team"
    await routing.drain(world.desk)
    assert [len(await offers.offers_for(world.desk, agent=one)) for one in (ana, sam, bo)] == [0, 0, 1]


async def test_the_comment_is_a_note() -> None:
    """Agents read it, the customer does not."""
    world = World()
    ana, bo = await world.agent("Ana"), await world.agent("Bo")
    _, chat = await world.served(ana)
    await transfers.transfer(
        world.desk, agent=ana, conversation_id=chat, to=bo.id, comment="  Knows about lamps  "
    )
    said = await world.said(chat)
    notes = [one.text for one in said if one.kind is MessageKind.NOTE]
    assert notes == ["Knows about lamps"]
    assert all(one.kind is not MessageKind.NOTE for one in visible_to_visitor(said))


async def test_a_refused_transfer_leaves_no_word() -> None:
    """Half a transfer is none."""
    world = World()
    ana = await world.agent("Ana")
    _, chat = await world.served(ana)
    with pytest.raises(NotFound):
        await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to="team:none", comment="hello")
    assert all(one.kind is not MessageKind.NOTE for one in await world.said(chat))


async def test_only_those_who_lead_may_force() -> None:
    """And then even one who is away and full gets it."""
    world = World()
    ana, sam = await world.agent("Ana"), await world.agent("Sam", role=Role.SUPERVISOR)
    bo = await world.agent("Bo", capacity=1)
    await world.served(bo)
    _, chat = await world.served(ana)
    with pytest.raises(CapacityFull):
        await transfers.transfer(world.desk, agent=sam, conversation_id=chat, to=bo.id)
    await staff.change_agent(world.desk, actor=sam, agent_id=bo.id, availability=Availability.OFFLINE)
    with pytest.raises(NotAvailable):
        await transfers.transfer(world.desk, agent=sam, conversation_id=chat, to=bo.id)
    with pytest.raises(Forbidden):
        await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=bo.id, force=True)
    view = await transfers.transfer(world.desk, agent=sam, conversation_id=chat, to=bo.id, force=True)
    assert view.agent is not None
    assert view.agent.id == bo.id
    known = await people.get_agent(world.desk, agent_id=bo.id)
    assert known is not None
    assert known.load == 2


async def test_to_the_bot_is_a_hand_back() -> None:
    """The bot owns it and the agent's place is free."""
    world = World()
    ana = await world.agent("Ana")
    _, chat = await world.served(ana)
    view = await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to="bot")
    assert view.owner is Owner.BOT
    assert (await world.activities(chat))[-1] == "handed_back"


async def test_what_an_agent_may_change() -> None:
    """One's own availability, capacity and auto-accept; skills and teams are for those who lead."""
    world = World()
    ana, sam = await world.agent("Ana"), await world.agent("Sam", role=Role.SUPERVISOR)
    mine = await staff.change_agent(world.desk, actor=ana, agent_id=ana.id, capacity=7, auto_accept=True)
    assert (mine.capacity, mine.auto_accept) == (7, True)
    for refused in ({"skills": ["billing"]}, {"languages": ["pl"]}, {"teams": []}):
        with pytest.raises(Forbidden):
            await staff.change_agent(world.desk, actor=ana, agent_id=ana.id, **refused)  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        await staff.change_agent(world.desk, actor=ana, agent_id=sam.id, capacity=1)
    changed = await staff.change_agent(
        world.desk, actor=sam, agent_id=ana.id, skills=[" Billing ", "billing"], languages=["pl"]
    )
    assert (changed.skills, changed.languages, changed.capacity) == (("billing",), ("pl",), 7)
    with pytest.raises(Invalid):
        await staff.change_agent(world.desk, actor=sam, agent_id=ana.id, languages=["xx"])
    with pytest.raises(Invalid):
        await staff.change_agent(world.desk, actor=sam, agent_id=ana.id, teams=["none"])


async def test_teams_have_their_own_names() -> None:
    """Whatever the capitals and spaces."""
    world = World()
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    await staff.add_team(world.desk, actor=sam, name="Billing")
    with pytest.raises(Conflict):
        await staff.add_team(world.desk, actor=sam, name=" billing ")
    with pytest.raises(Forbidden):
        await staff.add_team(world.desk, actor=await world.agent("Ana"), name="Other")
    assert [team.name for team in await staff.list_teams(world.desk, actor=sam)] == ["Billing"]
