"""The live board and what those who lead do from it."""

from datetime import timedelta

import pytest

from handoff.desk.identity import people, staff
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import offers, routing
from handoff.desk.reporting import board
from handoff.domain.enums import Availability, MessageKind, Owner, Role
from handoff.domain.errors import Conflict, Forbidden, IllegalTransition
from handoff.domain.history.events import AgentSteered
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


async def test_everybody_is_on_it_once(world: World) -> None:
    """Who waits in the queue's order, who is served, whom the bot talks to; not who was silent for long."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR), await world.agent("Ana")
    await world.chat("hello?")
    world.clock.forward(minutes=20)
    (_, first), (_, second) = await world.waiting(), await world.waiting()
    mine = (await world.served(ana))[1]
    _, talking = await world.chat("Do you ship lamps?")
    seen = await board.read_board(world.desk, actor=sam)
    lines = seen.lines
    assert [line.id for line in lines.waiting] == [first, second]
    assert [(line.id, line.agent_id) for line in lines.serving] == [(mine, ana.id)]
    assert [(line.id, line.last_text) for line in lines.bot] == [(talking, "Do you ship lamps?")]
    assert dict(lines.counts) == {Owner.QUEUE: 2, Owner.AGENT: 1, Owner.BOT: 1}
    assert lines.waiting[0].clock is not None
    assert [(one.name, one.load, one.state_since) for one in seen.agents] == [
        ("Ana", 1, world.clock() - timedelta(minutes=20)),
        ("Sam", 0, world.clock() - timedelta(minutes=20)),
    ]


async def test_only_those_who_lead_may(world: World) -> None:
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    chat = (await world.served(ana))[1]
    for attempt in (
        board.read_board(world.desk, actor=reza),
        board.reassign(world.desk, agent=reza, conversation_id=chat, to=reza.id, epoch=3),
        board.steer_agent(world.desk, actor=reza, agent_id=ana.id, availability=Availability.AWAY),
    ):
        with pytest.raises(Forbidden):
            await attempt


@pytest.mark.parametrize("whose", ["agent", "queue", "offered", "bot"])
async def test_a_supervisor_takes_it_over_from_anybody(world: World, whose: str) -> None:
    """Though full; the loads follow, an offer of it is withdrawn, and twice is once."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR, capacity=0), await world.agent("Ana")
    if whose == "agent":
        chat = (await world.served(ana))[1]
    elif whose == "bot":
        _, chat = await world.chat()
    else:
        _, chat = await world.waiting()
    if whose == "offered":
        assert await routing.drain(world.desk) == 1
    epoch = (await world.view(chat)).epoch
    for _ in range(2):
        view = await board.reassign(world.desk, agent=sam, conversation_id=chat, to=sam.id, epoch=epoch)
        assert view.agent is not None
        assert (view.agent.id, view.epoch) == (sam.id, epoch + 1)
    loads = {one.name: one.load for one in await people.list_agents(world.desk, actor=sam)}
    assert loads == {"Ana": 0, "Sam": 1}
    assert await offers.offers_for(world.desk, agent=ana) == ()


async def test_what_changed_hands_meanwhile_stays_there(world: World) -> None:
    """The supervisor acted on what is no more."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR), await world.agent("Ana")
    chat = (await world.served(ana))[1]
    epoch = (await world.view(chat)).epoch
    await handoff.release(world.desk, agent=ana, conversation_id=chat)
    with pytest.raises(Conflict):
        await board.reassign(world.desk, agent=sam, conversation_id=chat, to=sam.id, epoch=epoch)
    assert (await world.view(chat)).owner is Owner.QUEUE


async def test_a_conversation_goes_to_a_team_with_a_word(world: World) -> None:
    """From an agent and within the queue; what the bot has waits for nobody, and the word is a note."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR), await world.agent("Ana")
    team = await staff.add_team(world.desk, actor=sam, name="Billing")
    other = await staff.add_team(world.desk, actor=sam, name="Lamps")
    chat = (await world.served(ana))[1]
    for to in (team, other):
        epoch = (await world.view(chat)).epoch
        view = await board.reassign(
            world.desk, agent=sam, conversation_id=chat, to=f"team:{to.id}", epoch=epoch, comment="Yours"
        )
        assert view.owner is Owner.QUEUE
        lines = (await board.read_board(world.desk, actor=sam)).lines
        assert [line.team_id for line in lines.waiting] == [to.id]
    notes = [m.text for m in await world.said(chat) if m.kind is MessageKind.NOTE]
    assert notes == ["Yours", "Yours"]
    _, talking = await world.chat()
    with pytest.raises(IllegalTransition):
        await board.reassign(world.desk, agent=sam, conversation_id=talking, to=f"team:{team.id}", epoch=1)


async def test_a_colleague_is_steered_and_told_by_whom(world: World) -> None:
    """Once, with what was set; what one sets oneself is no news."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR), await world.agent("Ana")
    world.recorder.take()
    world.clock.forward(minutes=5)
    known = await board.steer_agent(
        world.desk, actor=sam, agent_id=ana.id, availability=Availability.OFFLINE, capacity=2
    )
    assert (known.availability, known.capacity) == (Availability.OFFLINE, 2)
    await board.steer_agent(world.desk, actor=sam, agent_id=sam.id, capacity=1)
    told = [event for event in world.recorder.take() if isinstance(event, AgentSteered)]
    assert told == [AgentSteered(agent_id=ana.id, by="Sam")]
    seen = await board.read_board(world.desk, actor=sam)
    assert {one.name: one.state_since for one in seen.agents}["Ana"] == world.clock()
