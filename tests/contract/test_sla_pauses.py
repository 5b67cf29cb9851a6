"""SLA clocks through days of a desk, on every store: they run in business time and rest with the customer."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from handoff.desk.conversation import conversations, snooze
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.timing.clocks import look_at_clocks
from handoff.desk.timing.time_settings import current_terms, set_hours, set_targets
from handoff.domain.enums import MessageKind, Priority, Role
from handoff.domain.history.events import ClockEnded, ClockMoved
from handoff.domain.identity.people import Actor
from handoff.domain.timing.calendar import Slot
from handoff.domain.timing.hours import Hours
from handoff.domain.timing.sla import ClockName, ClockState, SlaClock, Targets
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store

ZONE = ZoneInfo("Europe/Warsaw")
FIRST, NEXT, RESOLUTION = ClockName.FIRST_RESPONSE, ClockName.NEXT_RESPONSE, ClockName.RESOLUTION
RUNNING, PAUSED, MET, BREACHED = (
    ClockState.RUNNING,
    ClockState.PAUSED,
    ClockState.MET,
    ClockState.BREACHED,
)
DAY = (Slot(start=time(9), end=time(12)), Slot(start=time(13), end=time(17)))
THURSDAY_OFF = date(2026, 3, 12)
MINUTE = timedelta(minutes=1)
TARGETS = Targets(first_response=30 * MINUTE, next_response=60 * MINUTE, resolution=8 * 60 * MINUTE)


def on(day: int, hour: int, minute: int) -> datetime:
    """A moment of March 2026 by the desk's clocks; the 6th is a Friday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


class Shift:
    """A desk with hours, a holiday and targets, and one conversation in it."""

    def __init__(self, world: World, ana: Actor, sam: Actor) -> None:
        self.world, self.ana, self.sam = world, ana, sam
        self.visitor, self.chat = ana, ""

    async def asks(self, at: datetime) -> None:
        """A customer comes and is served by Ana, who has not written yet."""
        self.world.clock.now = at
        self.visitor, self.chat = await self.world.served(self.ana)

    async def says(self, actor: Actor, at: datetime, kind: MessageKind = MessageKind.TEXT) -> None:
        self.world.clock.now = at
        await self.world.says(actor, self.chat, "…", kind)

    async def clocks(self) -> Mapping[ClockName, SlaClock]:
        """As they are stored."""
        found = (await self.world.view(self.chat)).sla
        assert found is not None
        return dict(found)

    async def states(self) -> dict[ClockName, ClockState]:
        return {name: clock.state for name, clock in (await self.clocks()).items()}

    async def due(self) -> dict[ClockName, datetime | None]:
        """When the clocks that run are due."""
        return {name: one.due_at for name, one in (await self.clocks()).items() if one.open and one.since}

    async def swept(self, at: datetime) -> list[tuple[ClockName, ClockState]]:
        """What the sweep tells of at a moment; a second one tells nothing."""
        self.world.clock.now = at
        self.world.recorder.take()
        await look_at_clocks(self.world.desk)
        assert await look_at_clocks(self.world.desk) == 0
        told = self.world.recorder.take()
        return [(one.clock, one.state) for one in told if isinstance(one, ClockMoved)]


@pytest.fixture
async def shift(store: Store) -> Shift:
    world = World(store)
    ana, sam = await world.agent(capacity=9), await world.agent("Sam", role=Role.SUPERVISOR)
    hours = Hours(
        zone="Europe/Warsaw", week=dict.fromkeys(range(5), DAY), holidays={THURSDAY_OFF: "Founders' day"}
    )
    await set_hours(world.desk, actor=sam, hours=hours)
    await set_targets(world.desk, actor=sam, targets={Priority.NORMAL: TARGETS}, revision=0)
    world.desk.agreed.terms = await current_terms(world.desk)
    return Shift(world, ana, sam)


async def test_the_first_answer_is_due_after_the_weekend(shift: Shift) -> None:
    """A quarter of an hour on Friday and one on Monday; joining and a note are no answer."""
    await shift.asks(on(6, 16, 45))
    assert await shift.due() == {FIRST: on(9, 9, 15), RESOLUTION: on(10, 9, 45)}
    await shift.says(shift.ana, on(6, 16, 50), MessageKind.NOTE)
    assert await shift.states() == {FIRST: RUNNING, RESOLUTION: RUNNING}
    assert await shift.swept(on(8, 12, 0)) == []
    assert await shift.swept(on(9, 9, 10)) == [(FIRST, ClockState.WARNED)]
    await shift.says(shift.ana, on(9, 9, 15))
    clocks = await shift.clocks()
    assert (clocks[FIRST].state, clocks[FIRST].used) == (MET, 30 * MINUTE)
    assert clocks[FIRST].ended_at == on(9, 9, 15)


async def test_nothing_runs_while_the_customer_is_waited_for(shift: Shift) -> None:
    """For days: no deadline is stored, no sweep finds anything, and none of it is used up."""
    await shift.asks(on(6, 16, 45))
    await shift.says(shift.ana, on(9, 9, 10))
    assert await shift.states() == {FIRST: MET, RESOLUTION: PAUSED}
    assert await shift.due() == {}
    assert await shift.swept(on(25, 12, 0)) == []
    async with shift.world.desk.store.reading() as tx:
        assert await tx.due.clocks(on(31, 12, 0), 10) == []
    await shift.says(shift.ana, on(25, 14, 0))
    await snooze.snooze(shift.world.desk, agent=shift.ana, conversation_id=shift.chat, until=on(27, 10, 0))
    resolution = (await shift.clocks())[RESOLUTION]
    assert (resolution.state, resolution.used) == (PAUSED, 25 * MINUTE)


async def test_the_customers_word_starts_the_next_promise_and_goes_on_with_the_last(shift: Shift) -> None:
    """Over lunch, a night and a holiday; a second word changes nothing, an answer rests what was left."""
    await shift.asks(on(6, 16, 45))
    await shift.says(shift.ana, on(9, 9, 10))
    await shift.says(shift.visitor, on(10, 11, 50))
    due = {NEXT: on(10, 13, 50), RESOLUTION: on(11, 13, 25)}
    assert await shift.due() == due
    await shift.says(shift.visitor, on(10, 11, 59))
    assert await shift.due() == due
    assert await shift.swept(on(10, 13, 38)) == []
    assert await shift.swept(on(10, 13, 39)) == [(NEXT, ClockState.WARNED)]
    await shift.says(shift.ana, on(10, 13, 45))
    clocks = await shift.clocks()
    assert (clocks[NEXT].state, clocks[NEXT].used) == (MET, 55 * MINUTE)
    assert (clocks[RESOLUTION].state, clocks[RESOLUTION].used) == (PAUSED, 80 * MINUTE)
    await shift.says(shift.visitor, on(THURSDAY_OFF.day, 10, 0))
    assert await shift.due() == {NEXT: on(13, 10, 0), RESOLUTION: on(13, 16, 40)}
    assert (await shift.clocks())[NEXT].started_at == on(THURSDAY_OFF.day, 10, 0)


async def test_what_was_breached_stays_so_through_rest_and_end(shift: Shift) -> None:
    """Each warning and breach is told once; the late answer and the late end are kept with their moments."""
    await shift.asks(on(9, 9, 0))
    await shift.says(shift.ana, on(9, 9, 10))
    await shift.says(shift.visitor, on(10, 9, 0))
    assert await shift.swept(on(10, 10, 1)) == [(NEXT, BREACHED)]
    await shift.says(shift.ana, on(10, 11, 0))
    assert await shift.states() == {FIRST: MET, NEXT: BREACHED, RESOLUTION: PAUSED}
    await shift.says(shift.visitor, on(11, 9, 0))
    assert (await shift.due())[RESOLUTION] == on(11, 15, 50)
    told = await shift.swept(on(11, 16, 30))
    assert sorted(told) == [(NEXT, BREACHED), (RESOLUTION, BREACHED)]
    shift.world.recorder.take()
    await shift.says(shift.ana, on(11, 16, 45))
    await handoff.resolve(shift.world.desk, agent=shift.ana, conversation_id=shift.chat, reason="answered")
    ended = [one for one in shift.world.recorder.take() if isinstance(one, ClockEnded)]
    assert [(one.clock, one.state) for one in ended] == [(NEXT, BREACHED), (RESOLUTION, BREACHED)]
    clocks = await shift.clocks()
    assert (clocks[NEXT].breached_at, clocks[NEXT].ended_at) == (on(11, 10, 0), on(11, 16, 45))
    assert clocks[RESOLUTION].breached_at == on(11, 15, 50)
    assert await shift.swept(on(31, 12, 0)) == []


async def test_an_end_while_waiting_for_the_customer_meets_the_promise(shift: Shift) -> None:
    """However long they took to say nothing; a customer who ends it themselves drops what was promised."""
    await shift.asks(on(9, 9, 0))
    await shift.says(shift.ana, on(9, 9, 10))
    shift.world.clock.now = on(27, 12, 0)
    await handoff.resolve(shift.world.desk, agent=shift.ana, conversation_id=shift.chat, reason="answered")
    assert await shift.states() == {FIRST: MET, RESOLUTION: MET}
    await shift.asks(on(27, 13, 0))
    await conversations.end_conversation(
        shift.world.desk, visitor_id=shift.visitor.id, conversation_id=shift.chat
    )
    assert (await shift.states())[FIRST] is ClockState.DROPPED


async def test_who_waits_when_a_promise_is_about_to_break_moves_up(shift: Shift) -> None:
    """Once for each promise, and only in the queue; an agent's chat keeps its priority."""
    await shift.asks(on(9, 9, 0))
    served = shift.chat
    shift.world.clock.now = on(9, 9, 0)
    _, waiting = await shift.world.waiting()
    shift.world.clock.now = on(9, 9, 20)
    _, later = await shift.world.waiting()
    told = await shift.swept(on(9, 9, 25))
    assert told == [(FIRST, ClockState.WARNED)] * 2
    found = [(await shift.world.view(chat)).priority for chat in (served, waiting, later)]
    assert found == [Priority.NORMAL, Priority.HIGH, Priority.NORMAL]
    assert set(await shift.swept(on(9, 9, 31))) == {(FIRST, BREACHED)}
    assert (await shift.world.view(waiting)).priority is Priority.HIGH
