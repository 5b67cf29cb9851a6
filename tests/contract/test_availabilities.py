"""How agents changed, as every store keeps it."""

from datetime import timedelta

from handoff.desk.identity import people, staff
from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.desk.reporting import figures
from handoff.domain.enums import Availability, Role
from handoff.domain.figures.line import Unit
from handoff.domain.figures.report import Report
from handoff.domain.identity.people import Actor
from handoff.domain.policy import Policy
from handoff.domain.queueing.away import AvailabilityChange
from tests.support.databases import every_store
from tests.support.desks import START, World

HOUR = timedelta(hours=1)
Hours = dict[tuple[str, str | None], float]


@every_store
async def test_changes_come_back_in_order_and_old_ones_go(store: Store) -> None:
    """Those of a stretch of time, from its first moment to before its last."""
    changes = [
        AvailabilityChange(id=uuid7(), agent_id=uuid7(), at=START + n * HOUR, availability=how, reason=why)
        for n, (how, why) in enumerate(
            [(Availability.AWAY, "lunch"), (Availability.ONLINE, None), (Availability.OFFLINE, None)]
        )
    ]
    async with store.transaction() as tx:
        for change in reversed(changes):
            await tx.people.note_availability(change)
        assert await tx.people.availabilities(START, START + 2 * HOUR, 10) == changes[:2]
        assert await tx.people.availabilities(START, START + 3 * HOUR, 1) == changes[:1]
        assert await tx.people.drop_availabilities(START + HOUR) == 1
        assert await tx.people.availabilities(START, START + 9 * HOUR, 10) == changes[1:]


@every_store
async def test_how_everybody_was_at_a_moment_is_known(store: Store) -> None:
    """The last change of each before it, whether they were here with it."""
    ana, reza = sorted((uuid7(), uuid7()))
    changes = [
        AvailabilityChange(
            id=uuid7(), agent_id=agent_id, at=START + n * HOUR, availability=Availability.ONLINE, present=here
        )
        for n, (agent_id, here) in enumerate([(ana, True), (reza, True), (ana, False), (reza, False)])
    ]
    async with store.transaction() as tx:
        for change in changes:
            await tx.people.note_availability(change)
        assert await tx.people.availabilities_at(START) == []
        assert await tx.people.availabilities_at(START + 3 * HOUR) == [changes[2], changes[1]]
        assert await tx.people.availabilities_at(START + 9 * HOUR) == [changes[2], changes[3]]
        assert await tx.people.availabilities(START, START + 9 * HOUR) == changes


@every_store
async def test_coming_and_going_is_kept(store: Store) -> None:
    """Two processes see one agent: gone with the last, also when that one dies without a word."""
    world = World(store, Policy(presence_ttl=HOUR))
    ana = await world.agent(online=False)
    await people.set_availability(world.desk, agent=ana, availability=Availability.ONLINE)
    for process in ("one", "two"):
        await people.keep_present(world.desk, agent_id=ana.id, process=process)
    world.clock.forward(minutes=10)
    await people.leave(world.desk, agent_id=ana.id, process="one")
    world.clock.forward(minutes=10)
    await people.leave(world.desk, agent_id=ana.id, process="two")
    world.clock.forward(minutes=10)
    await people.keep_present(world.desk, agent_id=ana.id, process="one")
    world.clock.forward(minutes=90)
    await people.note_lapsed(world.desk)
    await people.note_lapsed(world.desk)
    async with store.reading() as tx:
        kept = await tx.people.availabilities(START, START + 9 * HOUR)
    minutes = [((one.at - START).total_seconds() / 60, one.present) for one in kept]
    assert minutes == [(0, False), (0, True), (20, False), (30, True), (120, False)]
    assert {one.availability for one in kept} == {Availability.ONLINE}


@every_store
async def test_who_is_offline_comes_and_goes_unnoted(store: Store) -> None:
    world = World(store)
    ana = await world.agent(online=False)
    await people.keep_present(world.desk, agent_id=ana.id)
    await people.leave(world.desk, agent_id=ana.id)
    async with store.reading() as tx:
        assert await tx.people.availabilities(START, START + HOUR) == []


@every_store
async def test_the_report_adds_up_whom_it_is_asked_for(store: Store) -> None:
    """Online for an hour and at lunch for half of one; a team's hours are those of its members."""
    world = World(store)
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    sam = await world.agent("Sam", role=Role.SUPERVISOR, online=False)
    team = await staff.add_team(world.desk, actor=sam, name="Parcels")
    await staff.change_agent(world.desk, actor=sam, agent_id=reza.id, teams=(team.id,))
    world.clock.forward(minutes=60)
    await staff.change_agent(
        world.desk, actor=ana, agent_id=ana.id, availability=Availability.AWAY, away_reason="lunch"
    )
    world.clock.forward(minutes=30)
    lines = await hours_of(world, sam)
    assert lines == {
        ("availability", "away:lunch"): 0.5,
        ("availability", "online"): 2.5,
        ("agent_availability", f"agent:{ana.id}:away:lunch"): 0.5,
        ("agent_availability", f"agent:{ana.id}:online"): 1.0,
        ("agent_availability", f"agent:{reza.id}:online"): 1.5,
    }
    assert await hours_of(world, sam, team.id) == {
        ("availability", "online"): 1.5,
        ("agent_availability", f"agent:{reza.id}:online"): 1.5,
    }


async def hours_of(
    world: World, actor: Actor, team_id: str | None = None
) -> dict[tuple[str, str | None], float]:
    """The lines of the whole range, in the report and in the summary alike."""
    found = []
    for report in (Report.AVAILABILITY, Report.SUMMARY):
        day = START.date()
        told = await figures.read_report(
            world.desk,
            actor=actor,
            asked=figures.Asked(report=report, first=day, last=day, team_id=team_id),
        )
        found.append(
            {
                (one.figure, one.group): one.value or 0
                for one in told.lines
                if one.unit is Unit.HOURS and one.bucket is None
            }
        )
    assert found[0] == found[1]
    return found[0]
