"""The risk dial: who may turn it, what is kept of it, and who was faster."""

import pytest

from handoff.desk.bot.dial import current_risk, read_dial, turn_dial
from handoff.domain.enums import Role
from handoff.domain.errors import Conflict, Forbidden, Invalid
from handoff.domain.identity.people import Actor
from tests.support.desks import World

START = 0.2


async def sam_in(world: World) -> Actor:
    return await world.agent("Sam", role=Role.SUPERVISOR)


async def test_the_dial_starts_at_the_configured_risk() -> None:
    """Until somebody turns it, the environment says where it stands."""
    world = World()
    dial = await read_dial(world.desk, actor=await sam_in(world), start=START)
    assert (dial.risk, dial.revision, dial.history) == (START, 0, ())
    assert await current_risk(world.desk, start=0.3) == 0.3


async def test_a_turn_is_kept_with_who_when_from_and_to() -> None:
    """And holds from then on, whatever the environment says."""
    world = World()
    sam, ada = await sam_in(world), await world.agent("Ada", role=Role.ADMIN)
    await turn_dial(world.desk, actor=sam, risk=0.1, start=START)
    world.clock.forward(hours=1)
    dial = await turn_dial(world.desk, actor=ada, risk=0.15, start=START, revision=1)
    assert (dial.risk, dial.revision) == (0.15, 2)
    turns = [(one.change.by_name, one.before, one.after) for one in dial.history]
    assert turns == [("Ada", 0.1, 0.15), ("Sam", START, 0.1)]
    assert dial.history[0].change.at == world.clock.now
    assert await current_risk(world.desk, start=0.4) == 0.15


async def test_the_slower_of_two_is_told() -> None:
    """Nobody overwrites what they have not seen; the same value again is no change."""
    world = World()
    sam = await sam_in(world)
    await turn_dial(world.desk, actor=sam, risk=0.1, start=START, revision=0)
    with pytest.raises(Conflict):
        await turn_dial(world.desk, actor=sam, risk=0.3, start=START, revision=0)
    same = await turn_dial(world.desk, actor=sam, risk=0.1, start=START, revision=1)
    assert same.revision == 1


@pytest.mark.parametrize("risk", [0.0, 0.009, 0.51, 1.0, -1.0, float("nan")])
async def test_a_risk_out_of_range_is_refused(risk: float) -> None:
    """One to fifty in a hundred."""
    world = World()
    with pytest.raises(Invalid):
        await turn_dial(world.desk, actor=await sam_in(world), risk=risk, start=START)


@pytest.mark.parametrize("role", [Role.AGENT, Role.EDITOR])
async def test_only_those_who_lead_touch_the_dial(role: Role) -> None:
    """Nor do others see it."""
    world = World()
    somebody = await world.agent("Ana", role=role)
    with pytest.raises(Forbidden):
        await turn_dial(world.desk, actor=somebody, risk=0.1, start=START)
    with pytest.raises(Forbidden):
        await read_dial(world.desk, actor=somebody, start=START)
    with pytest.raises(Forbidden):
        await read_dial(world.desk, actor=await world.visitor(), start=START)
