"""Every store keeps events and counts them alike: the SQL is held against the plain counting in memory."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from handoff.desk.memory import MemoryStore
from handoff.desk.ports import Store, Transaction
from handoff.domain.figures.scope import Days, Grain, Scope, TeamScope
from handoff.domain.figures.tally import Dim, Pick
from handoff.domain.history.kept_event import EventKind, KeptEvent, slot_of
from tests.support.databases import every_store, sql_stores

AGENTS = ("agent-1", "agent-2", "agent-3")
# Warsaw's clocks jump forward on 29 March 2026, inside the range that the events fill.
DAYS = Days(first=date(2026, 3, 20), last=date(2026, 4, 5), zone="Europe/Warsaw")
WORDS = {
    EventKind.MESSAGE: ("visitor", "bot", "agent", "note"),
    EventKind.ANSWER: ("answered", "clarify", "no_answer"),
    EventKind.QUEUED: ("asked_for_human", "frustrated", "bot_unavailable"),
    EventKind.ASSIGNED: ("first", "again"),
    EventKind.RESOLVED: ("answered", "ended_by_visitor", "idle", "spam", None),
    EventKind.LEFT: ("abandoned", "cancelled"),
    EventKind.CLOCK: ("met", "breached", "dropped"),
    EventKind.VERDICT: ("right", "wrong", "other_case", "withdrawn"),
}
ABOUT = {
    EventKind.ANSWER: ("article-1", "article-2", None),
    EventKind.CLOCK: ("first_response", "resolution"),
    EventKind.VERDICT: ("m1", "m2", "m3"),
    EventKind.FEEDBACK: ("m1", "m2", "m3"),
}
SCORES = {EventKind.FEEDBACK: (0.0, 1.0), EventKind.CSAT: (1.0, 2.0, 3.0, 4.0, 5.0)}


def some_event(of: random.Random, number: int = 0) -> KeptEvent:
    """Any event, of one of a few conversations so that they have something to do with each other."""
    kind = of.choice(tuple(EventKind))
    at = datetime.fromisoformat("2026-03-19T00:00:00+00:00") + timedelta(seconds=of.randrange(18 * 86400))
    took = of.choice((None, of.randrange(9 * 86400)))
    return KeptEvent(
        id=f"event-{number:06}",
        conversation_id=f"conversation-{of.randrange(40)}",
        kind=kind,
        at=at,
        epoch=of.randrange(1, 8),
        seq=of.randrange(20),
        lang=of.choice(("en", "fa", "pl")),
        owner=of.choice(("bot", "queue", "agent", "nobody")),
        people=of.random() < 0.5,
        channel=of.choice(("widget", "email")),
        team_id=of.choice((None, "team-1", "team-2")),
        agent_id=of.choice((None, *AGENTS)),
        word=of.choice(WORDS.get(kind, (None,))),
        about=of.choice(ABOUT.get(kind, (None,))),
        score=of.choice(SCORES.get(kind, (None,))),
        seconds=took,
        first_word_seconds=took,
        business_seconds=None if took is None else took // 3,
        first_word_at=of.choice((None, at - timedelta(seconds=of.randrange(5 * 86400)))),
        payload={"message_id": "سلام"} if kind is EventKind.ANSWER else {},
    )


def scopes() -> list[Scope]:
    team = TeamScope(id="team-1", members=AGENTS[:1])
    return [
        DAYS.scope(Grain.DAY),
        DAYS.scope(Grain.WEEK, lang="fa"),
        DAYS.scope(Grain.WHOLE, team=team),
        DAYS.scope(Grain.HOUR, lang="en", team=team),
        Days(first=DAYS.first, last=DAYS.last, zone="Asia/Tehran").scope(Grain.HOUR),
        Days(first=DAYS.first, last=DAYS.last, zone="America/New_York").scope(Grain.DAY),
    ]


async def everything(tx: Transaction, scope: Scope) -> list[object]:
    """All that can be counted, in an order that does not depend on the store."""
    figures, every = tx.figures, Pick(kinds=tuple(EventKind))
    ways = ((), (Dim.BUCKET, Dim.WORD), (Dim.WEEKDAY, Dim.HOUR), (Dim.KIND, Dim.CHANNEL, Dim.ABOUT))
    found: list[Sequence[object]] = [await figures.counts(every, scope, by) for by in ways]
    times = await figures.times(every, scope)
    found += [[(bucket, sorted(column)) for column in columns] for bucket, columns in sorted(times.items())]
    two = Pick(
        kinds=(EventKind.QUEUED, EventKind.ASSIGNED), owners=("bot", "queue"), words=("first",), people=False
    )
    found.append(await figures.counts(two, scope, (Dim.KIND, Dim.OWNER)))
    found.append(await figures.latest(EventKind.VERDICT, scope, (Dim.BUCKET, Dim.WORD)))
    found.append(await figures.latest(EventKind.FEEDBACK, scope, (Dim.SCORE,)))
    found.append(await figures.ratings(scope))
    found.append(await figures.ends(scope, within=86400, mature_before=scope.until - 300))
    found.append(await figures.articles(scope))
    return [sorted(some, key=str) for some in found]


@sql_stores
@pytest.mark.parametrize("seed", range(2))
async def test_sql_counts_what_plain_counting_counts(store: Store, seed: int) -> None:
    """A thousand events of every kind, in every zone and grain, with a change of the clocks in between."""
    of, memory = random.Random(seed), MemoryStore()
    events = [some_event(of, number) for number in range(1000)]
    for one in (store, memory):
        async with one.transaction() as tx:
            await tx.events.add(events)
    for scope in scopes():
        async with store.reading() as there, memory.reading() as here:
            assert await everything(there, scope) == await everything(here, scope)


@every_store
async def test_an_event_comes_back_as_it_was(store: Store) -> None:
    """Every field survives, in the order in which things happened."""
    of = random.Random(5)
    events: Sequence[KeptEvent] = [some_event(of, number) for number in range(50)]
    async with store.transaction() as tx:
        await tx.events.add(events)
    for conversation_id in {event.conversation_id for event in events}:
        mine = [event for event in events if event.conversation_id == conversation_id]
        async with store.reading() as tx:
            assert await tx.events.of(conversation_id) == sorted(mine, key=lambda one: (one.at, one.id))


@every_store
async def test_old_events_are_forgotten_some_at_a_time(store: Store) -> None:
    """What is older than a moment goes, at most so many; what is younger stays."""
    of, moment = random.Random(6), datetime.fromisoformat("2026-03-28T00:00:00+00:00")
    events = [some_event(of, number) for number in range(200)]
    old = [event for event in events if event.slot < slot_of(moment)]
    async with store.transaction() as tx:
        await tx.events.add(events)
        assert await tx.events.drop(moment, 5) == 5
        assert await tx.events.drop(moment, 1000) == len(old) - 5
        assert await tx.events.drop(moment, 1000) == 0
        left = [len(await tx.events.of(id_)) for id_ in {one.conversation_id for one in events}]
    assert sum(left) == len(events) - len(old)


@every_store
async def test_nothing_to_count_is_counted_as_nothing(store: Store) -> None:
    """An empty desk has no tallies and no spreads, and none of them is a zero or a fault."""
    async with store.reading() as tx:
        for scope in scopes():
            assert all(some == [] for some in await everything(tx, scope))
