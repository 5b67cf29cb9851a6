"""What looking after the queue costs the database, with one process and with several on one PostgreSQL.

    python -m bench.queue_drain postgresql+asyncpg://postgres@127.0.0.1/SCRATCH [--processes 1 3]

Each process is a desk with connections and an assigner of its own, all begun at one moment. The tables of
the database are made and dropped. Counted are the assigners' statements: of handoffs at a steady pace to
agents who accept at once, of offers that nobody answers, and of seconds in which nothing waits or everybody
who could serve is busy.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.clock import now
from handoff.desk.context import Desk
from handoff.desk.conversation import conversations
from handoff.desk.identity import people
from handoff.desk.ids import uuid7
from handoff.desk.ownership import handoff
from handoff.desk.queueing import offers
from handoff.domain.enums import Availability, Role
from handoff.domain.errors import BatonError
from handoff.domain.history.events import AgentChanged, Event, OfferMade, QueueChanged
from handoff.domain.identity.people import Actor
from handoff.domain.policy import Policy, RoutingPolicy
from handoff.loops.assigner import Assigner
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore

AGENTS, CAPACITY = 20, 4
ROUTING = RoutingPolicy(offer=timedelta(seconds=2), missed_offers=10**6, ask_again=timedelta())
LOOKING: ContextVar[bool] = ContextVar("LOOKING", default=False)


class Assigning(Assigner):
    """The desk's own, whose statements can be told from the others'."""

    async def _round(self) -> None:
        LOOKING.set(True)
        await super()._round()


class Process:
    """A desk that tells its own assigner alone, as the publisher of a process does."""

    def __init__(self, url: str, staff: dict[str, Actor]) -> None:
        self.engine = open_engine(url)
        self.said: Counter[str] = Counter()
        self.offered = 0
        self.accepting = True
        self.staff = staff
        self.taking: set[asyncio.Task[Any]] = set()
        self.desk = Desk(
            store=SqlStore(self.engine),
            publisher=self,
            clock=now,
            new_id=uuid7,
            policy=Policy(presence_ttl=timedelta(hours=1), routing=ROUTING),
        )
        self.assigner = Assigning(self.desk)
        sa.event.listen(self.engine.sync_engine, "before_cursor_execute", self._count)

    def _count(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if LOOKING.get():
            self.said["write" if statement.startswith(("INSERT", "UPDATE", "DELETE")) else "read"] += 1

    async def publish(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, QueueChanged | AgentChanged):
                self.assigner.wake()
            if isinstance(event, OfferMade):
                self.offered += 1
                if self.accepting:
                    task = asyncio.create_task(self._take(event))
                    self.taking.add(task)
                    task.add_done_callback(self.taking.discard)

    async def _take(self, offer: OfferMade) -> None:
        LOOKING.set(False)
        agent = self.staff[offer.agent_id]
        await offers.accept(self.desk, agent=agent, conversation_id=offer.conversation_id)

    async def ask(self) -> str:
        visitor = await people.create_visitor(self.desk, locale="en")
        opened = await conversations.open_conversation(self.desk, visitor_id=visitor.id)
        await handoff.request_human(self.desk, visitor_id=visitor.id, conversation_id=opened.conversation.id)
        return opened.conversation.id


async def measured(url: str, processes: int, handoffs: int, pause: float, seconds: float) -> None:
    await _emptied(url)
    staff: dict[str, Actor] = {}
    every = [Process(url, staff) for _ in range(processes)]
    for number in range(AGENTS):
        await _hire(every[0].desk, f"agent{number}", staff)
    for one in every:
        await one.assigner.start()
    chats = []
    for number in range(handoffs):
        chats.append(await every[number % processes].ask())
        await asyncio.sleep(pause)
        if number >= AGENTS:
            await _resolved(every[number % processes].desk, staff, chats[number - AGENTS])
    await asyncio.sleep(1)
    steady = _said(every)
    await asyncio.sleep(seconds)
    idle = _said(every)
    for one in every:
        one.accepting, one.offered = False, 0
    for number in range(40):
        await every[number % processes].ask()
    await asyncio.sleep(seconds)
    missed, made = _said(every), sum(one.offered for one in every)
    for one in every:
        one.accepting = True
    for number in range(AGENTS * CAPACITY):
        await every[number % processes].ask()
    await asyncio.sleep(5)
    _said(every)
    await asyncio.sleep(seconds)
    stuck = _said(every)
    a_handoff, an_offer = sum(steady.values()) / handoffs, sum(missed.values()) / made
    still, busy = sum(idle.values()) / seconds, sum(stuck.values()) / seconds
    print(
        f"{processes} processes: {a_handoff:.1f} statements a handoff, {an_offer:.1f} an unanswered offer "
        f"({made} made); a second {still:.1f} with no queue, {busy:.1f} with busy agents",
        flush=True,
    )
    for one in every:
        await one.assigner.close()
        await one.engine.dispose()
    await _emptied(url)


def _said(every: Sequence[Process]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in every:
        total += one.said
        one.said.clear()
    return total


async def _hire(desk: Desk, name: str, staff: dict[str, Actor]) -> None:
    agent = await people.add_agent(
        desk, email=f"{name}@example.org", name=name, role=Role.AGENT, password_hash="-", capacity=CAPACITY
    )
    await people.keep_present(desk, agent_id=agent.id)
    await people.set_availability(desk, agent=agent.actor, availability=Availability.ONLINE)
    staff[agent.id] = agent.actor


async def _resolved(desk: Desk, staff: dict[str, Actor], chat: str) -> None:
    view = await conversations.get_view(desk, conversation_id=chat)
    if view.agent is not None:
        try:
            await handoff.resolve(desk, agent=staff[view.agent.id], conversation_id=chat)
        except BatonError as lost:
            print(lost)


async def _emptied(url: str) -> None:
    engine: AsyncEngine = open_engine(url)
    async with engine.begin() as db:
        await db.execute(sa.text("DROP SCHEMA public CASCADE"))
        await db.execute(sa.text("CREATE SCHEMA public"))
    await engine.dispose()
    await upgrade(url)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="a database of PostgreSQL whose tables may go")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 3])
    parser.add_argument("--handoffs", type=int, default=150)
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    for processes in options.processes:
        asyncio.run(measured(options.url, processes, options.handoffs, options.pause, options.seconds))


if __name__ == "__main__":
    main()
