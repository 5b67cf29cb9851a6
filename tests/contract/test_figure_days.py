"""Days that were counted before tell what the kept events tell, whatever is added to them afterwards."""

import asyncio
import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from handoff.desk.context import Desk
from handoff.desk.conversation import feedback
from handoff.desk.conversation.conversations import end_conversation
from handoff.desk.ports import Store
from handoff.desk.reporting.counting import Exact, counting_of
from handoff.desk.reporting.figure_days import count_days, recount
from handoff.desk.reporting.figure_makers import MAKERS
from handoff.desk.reporting.figures import Asked, read_report
from handoff.domain.enums import AuthorType, Role
from handoff.domain.figures.day import CountedDay
from handoff.domain.figures.line import Line
from handoff.domain.figures.report import Report
from handoff.domain.figures.scope import Days, Grain
from handoff.domain.history.kept_event import EventKind, KeptEvent, slot_of
from handoff.domain.identity.people import Actor
from handoff.domain.policy import Policy
from handoff.domain.timing.hours import Hours
from handoff.domain.timing.sla import Terms
from tests.contract.test_event_store import some_event
from tests.support.databases import every_store, sql_stores
from tests.support.desks import World

NOW = datetime.fromisoformat("2026-04-06T11:00:00+00:00")
DAYS = Days(first=date(2026, 3, 18), last=date(2026, 4, 6), zone="Europe/Warsaw")
SAM = Actor(kind=AuthorType.AGENT, id="sam", name="Sam", role=Role.SUPERVISOR)


def desk_of(store: Store) -> Desk:
    """A desk whose clocks jump forward within the range."""
    world = World(store=store, policy=Policy(terms=Terms(calendar=Hours(zone=DAYS.zone).calendar())))
    world.clock.now = NOW
    return world.desk


def some_events(seed: int, count: int) -> list[KeptEvent]:
    """Events of every kind; each conversation has an opening, as in a desk."""
    of = random.Random(seed)
    events = [some_event(of, number + seed * 100_000) for number in range(count)]
    return [event for event in events if event.at < NOW]


async def told(store: Store, *, by_days: bool) -> list[list[Line]]:
    """Every report in every grouping and language, by days or by the events alone."""
    found = []
    for grain in (Grain.DAY, Grain.WEEK, Grain.WHOLE, Grain.HOUR):
        for lang in (None, "fa"):
            scope = DAYS.scope(grain, lang=lang)
            async with store.reading() as tx:
                count = await counting_of(tx.figures, DAYS, scope, NOW)
                if not by_days:
                    count = Exact(
                        figures=tx.figures, scope=scope, mature_before=slot_of(NOW - timedelta(days=7))
                    )
                found += [await make(count) for make in MAKERS.values()]
    return found


async def kept(store: Store) -> int:
    async with store.reading() as tx:
        return len(await tx.figures.counted_since(DAYS.zone))


async def add(store: Store, events: Sequence[KeptEvent]) -> None:
    """As a use case does: what is added to gives its days up."""
    async with store.transaction() as tx:
        await tx.events.disturb(sorted({event.conversation_id for event in events}))
        await tx.events.add(events)


@every_store
@pytest.mark.parametrize("seed", range(2))
async def test_days_tell_what_the_events_tell(store: Store, seed: int) -> None:
    """Counted, added to, counted again, forgotten in part: every line of every report is the same."""
    await add(store, some_events(seed, 350))
    assert await count_days(desk_of(store)) > 10
    assert await told(store, by_days=True) == await told(store, by_days=False)
    of = random.Random(seed)
    late = [event for event in some_events(seed + 50, 200) if event.at > NOW - timedelta(hours=3)]
    late += [some_late(of, number) for number in range(12)]
    before = await kept(store)
    await add(store, late)
    assert await kept(store) < before
    assert await told(store, by_days=True) == await told(store, by_days=False)
    await count_days(desk_of(store), most=4)
    assert await told(store, by_days=True) == await told(store, by_days=False)
    async with store.transaction() as tx:
        await tx.events.drop(NOW - timedelta(days=12), 60)
    assert await told(store, by_days=True) == await told(store, by_days=False)
    assert await recount(desk_of(store)) > 10
    assert await told(store, by_days=True) == await told(store, by_days=False)


def some_late(of: random.Random, number: int) -> KeptEvent:
    """Something that happens now in a conversation that has a past."""
    kind = of.choice((EventKind.FEEDBACK, EventKind.CSAT, EventKind.VERDICT, EventKind.REOPENED))
    return KeptEvent(
        id=f"late-{number}",
        conversation_id=f"conversation-{of.randrange(40)}",
        kind=kind,
        at=NOW - timedelta(minutes=number),
        epoch=of.randrange(1, 9),
        seq=3,
        lang="fa",
        owner="nobody",
        people=False,
        word="wrong" if kind is EventKind.VERDICT else None,
        about="m1",
        score=1.0,
        seconds=60,
    )


@every_store
async def test_a_day_that_is_added_to_while_it_is_counted_is_not_kept(store: Store) -> None:
    """The claim is taken away by what is added, and the count that knows nothing of it is refused."""
    await add(store, some_events(1, 200))
    since = slot_of(NOW - timedelta(days=3)) // 96 * 96
    day = CountedDay(since=since, until=since + 96, zone="UTC")
    mine = next(one for one in some_events(1, 200) if since <= one.slot < day.until)
    async with store.transaction() as tx:
        await tx.figures.claim_day(day, "claim-1")
    async with store.transaction() as tx:
        await tx.events.disturb([mine.conversation_id])
    async with store.transaction() as tx:
        assert not await tx.figures.keep_day(day, {("", "x"): []}, "claim-1")
        await tx.figures.claim_day(day, "claim-2")
        assert not await tx.figures.keep_day(day, {("", "x"): []}, "claim-1")
    async with store.reading() as tx:
        assert await tx.figures.counted_since("UTC") == set()
    async with store.transaction() as tx:
        assert await tx.figures.keep_day(day, {("", "x"): [(1, 2)]}, "claim-2")
    async with store.reading() as tx:
        assert await tx.figures.counted_since("UTC") == {since}
        assert await tx.figures.counted_since("Asia/Tehran") == set()
        assert await tx.figures.counted_days("UTC", since, since + 96) == [day]
        assert await tx.figures.counted_days("UTC", since + 1, since + 96) == []
        rows = (await tx.figures.answers("x", "", since, since + 96))[since]
    assert [tuple(row) for row in rows] == [(1, 2)]


@sql_stores
async def test_a_claim_waits_for_those_who_are_about_to_add(store: Store) -> None:
    """A use case that began before the claim and commits after it is in the count, or takes it away."""
    await add(store, some_events(2, 100))
    mine = next(one for one in some_events(2, 100))
    writing, claimed = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with store.transaction() as tx:
            await tx.events.disturb([mine.conversation_id])
            writing.set()
            await asyncio.wait([asyncio.create_task(claimed.wait())], timeout=0.3)
            assert not claimed.is_set()
            await tx.events.add([some_late(random.Random(1), 1)])

    async def claim() -> None:
        await writing.wait()
        async with store.transaction() as tx:
            await tx.figures.claim_day(CountedDay(since=0, until=96, zone="UTC"), "claim")
        claimed.set()

    await asyncio.gather(write(), claim())
    assert claimed.is_set()


@every_store
async def test_another_zone_counts_its_own_days(store: Store) -> None:
    """When the desk's clock moves to another zone, days that began elsewhere are given up."""
    await add(store, some_events(3, 300))
    await count_days(desk_of(store))
    moved = World(store=store, policy=Policy(terms=Terms(calendar=Hours(zone="Asia/Tehran").calendar())))
    moved.clock.now = NOW
    assert await count_days(moved.desk, most=1) == 1
    assert await kept(store) == 0
    asked = Asked(report=Report.SUMMARY, first=DAYS.first, last=DAYS.last)
    assert (await read_report(moved.desk, actor=SAM, asked=asked)).lines


@every_store
async def test_a_late_word_in_an_old_conversation_counts(store: Store) -> None:
    """A score that comes days after the end is in the report at once, through the desk's own use cases."""
    world = World(store=store)
    visitor, id_ = await world.chat()
    await end_conversation(world.desk, visitor_id=visitor.id, conversation_id=id_)
    world.clock.forward(days=2)
    assert await count_days(world.desk) == 2
    await feedback.give_csat(world.desk, visitor_id=visitor.id, conversation_id=id_, score=5)
    asked = Asked(report=Report.OUTCOMES)
    lines = (await read_report(world.desk, actor=SAM, asked=asked)).lines
    (shown,) = [one for one in lines if (one.figure, one.bucket) == ("containment_shown", None)]
    assert shown.value == 1
