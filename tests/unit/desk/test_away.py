"""Agents say why they are away; every change is kept."""

from datetime import timedelta

import pytest

from handoff.desk.identity import staff
from handoff.desk.queueing import away, offers
from handoff.desk.reporting import figures
from handoff.domain.enums import Availability, Role
from handoff.domain.errors import Conflict, Forbidden, Invalid
from handoff.domain.identity.people import Actor, Agent
from handoff.domain.queueing.away import MISSED_OFFERS, USUAL_REASONS
from tests.support.desks import START, World

LONG_AGO, FAR = START - timedelta(days=999), START + timedelta(days=999)


async def be(world: World, agent: Actor, how: Availability, why: str | None = None) -> Agent:
    return await staff.change_agent(
        world.desk, actor=agent, agent_id=agent.id, availability=how, away_reason=why
    )


async def kept(world: World, leader: Actor) -> list[tuple[Availability, str | None, bool]]:
    """What is kept of how the agents were: how, why, and whether somebody chose it."""
    found = await away.read_changes(world.desk, actor=leader, since=LONG_AGO, until=FAR)
    return [(one.availability, one.reason, one.by_id is not None) for one in found]


async def test_the_reason_goes_with_the_absence() -> None:
    """It is there for colleagues until the agent is back."""
    world = World()
    ana = await world.agent()
    assert (await be(world, ana, Availability.AWAY, "lunch")).away_reason == "lunch"
    world.clock.forward(seconds=60)
    at_lunch = await be(world, ana, Availability.AWAY, "meeting")
    assert at_lunch.away_reason == "meeting"
    assert (await be(world, ana, Availability.ONLINE)).away_reason is None


async def test_since_when_somebody_is_away_begins_anew_with_another_reason() -> None:
    """The board says "Meeting since", not since the lunch before it."""
    world = World()
    ana = await world.agent()
    await be(world, ana, Availability.AWAY, "lunch")
    lunch = world.clock()
    world.clock.forward(seconds=60)
    await be(world, ana, Availability.AWAY, "lunch")
    async with world.desk.store.reading() as tx:
        agent = await tx.people.agent(ana.id)
    assert agent is not None
    assert agent.state_since == lunch
    await be(world, ana, Availability.AWAY, "meeting")
    async with world.desk.store.reading() as tx:
        agent = await tx.people.agent(ana.id)
    assert agent is not None
    assert agent.state_since == world.clock()


@pytest.mark.parametrize(
    ("how", "why"), [(Availability.ONLINE, "lunch"), (Availability.AWAY, "golf"), (Availability.AWAY, "")]
)
async def test_a_reason_nobody_has_set_is_refused(how: Availability, why: str) -> None:
    """And one who is there has none."""
    world = World()
    ana = await world.agent()
    with pytest.raises(Invalid):
        await be(world, ana, how, why)


async def test_those_who_lead_set_the_words() -> None:
    """Agents read them; the slower of two who set them is told."""
    world = World()
    ana, sam = await world.agent(), await world.agent("Sam", role=Role.SUPERVISOR)
    assert (await away.read_reasons(world.desk, actor=ana)).value.reasons == USUAL_REASONS
    set_now = await away.set_reasons(world.desk, actor=sam, reasons=("golf ", "golf"), revision=0)
    assert set_now.value.reasons == ("golf",)
    assert (await be(world, ana, Availability.AWAY, "golf")).away_reason == "golf"
    with pytest.raises(Conflict):
        await away.set_reasons(world.desk, actor=sam, reasons=("tea",), revision=0)
    with pytest.raises(Forbidden):
        await away.set_reasons(world.desk, actor=ana, reasons=("tea",))
    for wrong in ("", "x" * 41, MISSED_OFFERS):
        with pytest.raises(Invalid):
            await away.set_reasons(world.desk, actor=sam, reasons=(wrong,))


async def test_every_change_is_kept_and_nothing_else() -> None:
    """Another capacity is no change of that kind; those who lead may read them."""
    world = World()
    ana, sam = await world.agent(), await world.agent("Sam", role=Role.SUPERVISOR)
    before = len(await kept(world, sam))
    await be(world, ana, Availability.AWAY, "lunch")
    await staff.change_agent(world.desk, actor=ana, agent_id=ana.id, capacity=2)
    await be(world, ana, Availability.AWAY, "lunch")
    await be(world, ana, Availability.ONLINE)
    assert (await kept(world, sam))[before:] == [
        (Availability.AWAY, "lunch", True),
        (Availability.ONLINE, None, True),
    ]
    with pytest.raises(Forbidden):
        await kept(world, ana)


async def test_who_misses_offers_is_away_by_the_desks_own_word() -> None:
    """So that the agent reads why, and nobody takes it for a choice."""
    world = World()
    ana, sam = await world.agent(), await world.agent("Sam", role=Role.SUPERVISOR)
    for _ in range(world.desk.policy.routing.missed_offers):
        _, chat = await world.waiting()
        assert await offers.make_offer(world.desk, conversation_id=chat, agent_id=ana.id)
        world.clock.forward(seconds=31)
        await offers.end_offers(world.desk)
    assert (await kept(world, sam))[-1] == (Availability.AWAY, MISSED_OFFERS, False)


async def test_what_is_old_is_forgotten_with_the_events() -> None:
    """It is kept for the reports, and no longer than they look back."""
    world = World()
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    await be(world, sam, Availability.AWAY, "lunch")
    world.clock.forward(days=10)
    await be(world, sam, Availability.ONLINE)
    await figures.forget_events(world.desk, older_than=timedelta(days=5))
    assert await kept(world, sam) == [(Availability.ONLINE, None, True)]
