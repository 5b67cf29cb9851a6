"""How long the reports take over many conversations: kept events are made, stored, and counted.

    python -m bench.reports [--conversations 100000] [--days 90] [--database URL]

The conversations are made up (a third with people, all with a first word, an answer and an end); what is
measured is the desk's own code from the question to the lines, from the events alone and with the days that
are over counted before. Without a URL it is SQLite in a new folder.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from handoff.desk.context import Desk
from handoff.desk.ids import uuid7
from handoff.desk.reporting.figure_days import count_days
from handoff.desk.reporting.figures import Asked, read_report
from handoff.domain.enums import AuthorType, Role
from handoff.domain.figures.report import Report
from handoff.domain.figures.scope import MOST_DAYS_BY_HOUR, Grain
from handoff.domain.history.kept_event import EventKind, KeptEvent
from handoff.domain.identity.people import Actor, Agent, AgentRecord, Team
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore

END = datetime(2026, 6, 1, tzinfo=UTC)
AT_ONCE = 20_000
AGENTS, MEMBERS, TEAM = 200, 20, "team-1"
ROUNDS = 5
SAM = Actor(kind=AuthorType.AGENT, id="sam", name="Sam", role=Role.SUPERVISOR)


class Silent:
    """Nobody listens."""

    async def publish(self, events: object) -> None:
        """Tell nobody."""


def story(of: random.Random, began: datetime) -> Iterator[KeptEvent]:
    """The events of one conversation."""
    id_ = uuid7()
    at, people = began, of.random() < 1 / 3

    def event(kind: EventKind, owner: str, minutes: float, **more: object) -> KeptEvent:
        nonlocal at
        at += timedelta(minutes=minutes)
        base: dict[str, object] = {"epoch": 1, "seq": 1, "lang": of.choice(("en", "fa", "pl"))} | more
        known = {"people": people, "first_word_at": began, "conversation_id": id_, "owner": owner}
        return KeptEvent(id=uuid7(), kind=kind, at=at, **(known | base))  # type: ignore[arg-type]

    yield event(EventKind.OPENED, "bot", 0)
    yield event(EventKind.BEGUN, "bot", 0)
    for _ in range(of.randrange(1, 5)):
        yield event(EventKind.MESSAGE, "bot", 1, word="visitor")
        yield event(EventKind.MESSAGE, "bot", 0.1, word="bot")
        yield event(EventKind.ANSWER, "bot", 0, word="answered", about=f"article-{of.randrange(200)}")
    number = of.randrange(AGENTS)
    agent, team = f"agent-{number}", TEAM if number < MEMBERS and number % 2 else None
    if people:
        took = of.randrange(3600)
        times = {"seconds": took, "first_word_seconds": took + 200, "business_seconds": took}
        times["team_id"] = team
        yield event(EventKind.QUEUED, "bot", 1, word="frustrated", people=False, epoch=2)
        yield event(EventKind.ASSIGNED, "queue", 3, word="first", agent_id=agent, epoch=3, **times)
        yield event(EventKind.FIRST_RESPONSE, "agent", 1, agent_id=agent, epoch=3, **times)
        yield event(EventKind.CLOCK, "agent", 0, about="first_response", word="met", epoch=3, **times)
        yield event(EventKind.RESOLVED, "agent", 9, word="answered", agent_id=agent, epoch=4, **times)
    else:
        yield event(EventKind.RESOLVED, "bot", 60, word="idle", epoch=4, first_word_seconds=60)
    if of.random() < 0.2:
        yield event(EventKind.CSAT, "nobody", 1, score=float(of.randrange(1, 6)), epoch=4)
    if of.random() < 0.1:
        yield event(EventKind.REOPENED, "nobody", 99, word="bot", epoch=5, seconds=6000)


async def staff(store: SqlStore) -> None:
    """The agents of the stories, of whom the first are a team."""
    async with store.transaction() as tx:
        await tx.people.add_team(Team(id=TEAM, name="Second line"))
        for number in range(AGENTS):
            name, teams = f"agent-{number}", (TEAM,) if number < MEMBERS else ()
            agent = Agent(id=name, email=name, name=name, role=Role.AGENT, created_at=END, teams=teams)
            await tx.people.add_agent(AgentRecord(agent=agent, password_hash=""))


async def fill(store: SqlStore, conversations: int, days: int) -> int:
    of, waiting, n = random.Random(1), list[KeptEvent](), 0
    # As a desk writes them: one conversation after the other.
    for ago in sorted((of.randrange(days * 86400) for _ in range(conversations)), reverse=True):
        waiting += story(of, END - timedelta(seconds=ago))
        if len(waiting) >= AT_ONCE:
            async with store.transaction() as tx:
                await tx.events.add(waiting)
            n, waiting = n + len(waiting), []
    async with store.transaction() as tx:
        await tx.events.add(waiting)
    return n + len(waiting)


async def measure(url: str, conversations: int, days: int) -> None:
    await upgrade(url)
    engine = open_engine(url)
    store = SqlStore(engine)
    await staff(store)
    print(f"{await fill(store, conversations, days):,} events of {conversations:,} conversations", flush=True)
    if engine.dialect.name == "postgresql":
        async with engine.begin() as db:
            await db.exec_driver_sql("ANALYZE events")
    desk = Desk(store=store, publisher=Silent(), clock=lambda: END, new_id=uuid7)
    asked = list(questions(days))
    from_events = [await asked_for(desk, one) for one in asked]
    start = time.perf_counter()
    counted = await count_days(desk)
    print(f"{counted} days counted in {time.perf_counter() - start:.1f} s", flush=True)
    print("range     of what  report          events     days  ratio")
    for one, before in zip(asked, from_events, strict=True):
        after = await asked_for(desk, one)
        times = f"{before * 1000:6.0f} ms {after * 1000:5.0f} ms {before / after:6.1f}"
        of = "team" if one.team_id else one.grain.value
        print(f"{_length(one):4} days {of:8} {one.report.value:13} {times}", flush=True)
    await engine.dispose()


def questions(days: int) -> Iterator[Asked]:
    """Every report by days, by the hour as far back as that goes, and of one team."""
    last = END.date()
    for back, grain, team_id in (
        (28, Grain.DAY, None),
        (days, Grain.DAY, None),
        (MOST_DAYS_BY_HOUR, Grain.HOUR, None),
        (28, Grain.DAY, TEAM),
        (days, Grain.DAY, TEAM),
    ):
        first = last - timedelta(days=back - 1)
        for report in Report:
            if grain is Grain.DAY or report is not Report.SUMMARY:
                yield Asked(report=report, first=first, last=last, grain=grain, team_id=team_id)


def _length(asked: Asked) -> int:
    assert asked.first is not None
    return (END.date() - asked.first).days + 1


async def asked_for(desk: Desk, asked: Asked) -> float:
    """The median seconds from the question to the lines."""
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        await read_report(desk, actor=SAM, asked=asked)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.database or f"sqlite+aiosqlite:///{folder}/baton.db"
        asyncio.run(measure(url, chosen.conversations, chosen.days))


if __name__ == "__main__":
    main()
