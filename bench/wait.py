"""How honest the promised wait is: an hour of real arrivals through the desk's code, on its own clock.

    python -m bench.wait DIALOGUES_STAR_FOLDER [--slots 48 56 64 72] [--cold]

Arrivals are `replay_plan.tsv`, handling times the dialogues' own durations. Nobody has measured how long
these customers would have waited or how fast agents accept: patience (exponential) and acceptance are set.
"""

import argparse
import asyncio
import csv
import heapq
import itertools
import json
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handoff.desk import conversations, handoff, offers, people, queue, routing
from handoff.desk.context import Desk
from handoff.desk.ids import uuid7
from handoff.desk.memory import MemoryStore
from handoff.domain.enums import Availability, Owner, Role
from handoff.domain.errors import BatonError
from handoff.domain.events import Event, OfferMade, OwnerChanged
from handoff.domain.people import Actor
from handoff.domain.policy import Policy
from handoff.domain.wait_report import WaitReport, report_of

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PATIENCE_SECONDS = 900.0
ACCEPT_SECONDS = (2.0, 15.0)
CAPACITY = 4
HOUR = 3700.0


@dataclass(slots=True)
class Simulation:
    """The desk, its clock, and what is still to happen."""

    random: random.Random
    now: datetime = START
    todo: list[tuple[datetime, int, Callable[[], Awaitable[object]]]] = field(default_factory=list)
    facts: list[Event] = field(default_factory=list)
    number: "itertools.count[int]" = field(default_factory=itertools.count)
    desk: Desk = field(init=False)
    staff: dict[str, Actor] = field(default_factory=dict)
    handling: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = Desk(
            store=MemoryStore(),
            publisher=self,
            clock=lambda: self.now,
            new_id=uuid7,
            policy=Policy(presence_ttl=timedelta(days=1)),
        )

    async def publish(self, events: Sequence[Event]) -> None:
        self.facts += events

    def after(self, seconds: float, run: Callable[[], Awaitable[object]]) -> None:
        heapq.heappush(self.todo, (self.now + timedelta(seconds=seconds), next(self.number), run))

    async def hire(self, name: str) -> None:
        agent = await people.add_agent(
            self.desk,
            email=f"{name}@example.org",
            name=name,
            role=Role.AGENT,
            password_hash="-",
            capacity=CAPACITY,
        )
        await people.keep_present(self.desk, agent_id=agent.id)
        await people.set_availability(self.desk, agent=agent.actor, availability=Availability.ONLINE)
        self.staff[agent.id] = agent.actor

    async def arrive(self, handling: float) -> None:
        visitor = await people.create_visitor(self.desk, locale="en")
        opened = await conversations.open_conversation(self.desk, visitor_id=visitor.id)
        chat = opened.conversation.id
        self.handling[chat] = handling
        await handoff.request_human(self.desk, visitor_id=visitor.id, conversation_id=chat)
        patience = self.random.expovariate(1 / PATIENCE_SECONDS)
        self.after(patience, lambda: self.give_up(visitor.id, chat))

    async def give_up(self, visitor_id: str, chat: str) -> None:
        if (await conversations.get_view(self.desk, conversation_id=chat)).owner is Owner.QUEUE:
            await conversations.end_conversation(self.desk, visitor_id=visitor_id, conversation_id=chat)

    async def run(self) -> None:
        while self.todo:
            self.now, _, step = heapq.heappop(self.todo)
            try:
                await step()
            except BatonError:
                continue  # the offer was over, or the customer had gone
            finally:
                await routing.drain(self.desk)
                self._react()

    def _react(self) -> None:
        """Agents accept what they are offered, and work on what they have."""
        facts, self.facts = self.facts, []
        for fact in facts:
            if isinstance(fact, OfferMade):
                agent, chat = self.staff[fact.agent_id], fact.conversation_id
                seconds = self.random.uniform(*ACCEPT_SECONDS)
                self.after(seconds, lambda a=agent, c=chat: self._accept(a, c))  # type: ignore[misc]
            elif isinstance(fact, OwnerChanged) and fact.after is Owner.AGENT:
                agent, chat = self.staff[fact.agent_after or ""], fact.conversation_id
                seconds = self.handling[chat]
                self.after(seconds, lambda a=agent, c=chat: self._resolve(a, c))  # type: ignore[misc]

    async def _accept(self, agent: Actor, chat: str) -> None:
        await offers.accept(self.desk, agent=agent, conversation_id=chat)

    async def _resolve(self, agent: Actor, chat: str) -> None:
        await handoff.resolve(self.desk, agent=agent, conversation_id=chat)


def arrivals_of(folder: Path) -> list[tuple[float, float]]:
    """When each customer comes and how long the conversation with them lasts, in seconds."""
    rows = (folder / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    lasts = {one["id"]: float(one["duration_s"]) for one in map(json.loads, rows)}
    with (folder / "replay_plan.tsv").open(encoding="utf-8") as plan:
        return [
            (float(row["start_s"]), lasts[row["dialogue_id"]])
            for row in csv.DictReader(plan, delimiter="\t")
            if row["dialogue_id"] in lasts
        ]


async def simulated(
    arrivals: Sequence[tuple[float, float]], slots: int, seed: int, *, cold: bool
) -> WaitReport:
    """The hour twice, with so many places: the first is the desk's past, the second is judged.

    A cold desk has no past: its one hour is judged.
    """
    judged = 0.0 if cold else HOUR
    world = Simulation(random=random.Random(seed))
    for number in range(slots // CAPACITY):
        await world.hire(f"agent{number}")
    for hour, (start, handling) in itertools.product(sorted({0.0, judged}), arrivals):
        world.after(hour + start, lambda seconds=handling: world.arrive(seconds))  # type: ignore[misc]
    await world.run()
    assert await queue.positions(world.desk) == {}
    async with world.desk.store.reading() as tx:
        return report_of(await tx.handoffs.waits(START + timedelta(seconds=judged), world.now))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--slots", type=int, nargs="+", default=[48, 56, 64, 72])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--cold", action="store_true", help="a desk without a past")
    options = parser.parse_args()
    arrivals = arrivals_of(options.folder)
    mean = sum(seconds for _, seconds in arrivals) / len(arrivals)
    print(f"{len(arrivals)} arrivals, handling {mean:.0f} s")
    print("slots seed  told judged inside shorter longer  share width  mean  p90")
    for slots, seed in itertools.product(options.slots, range(options.seeds)):
        found = asyncio.run(simulated(arrivals, slots, seed, cold=options.cold))
        counts = f"{found.told:5} {found.judged:6} {found.inside:6} {found.shorter:7} {found.longer:6}"
        share = "-" if found.share_inside is None else f"{found.share_inside:.3f}"
        times = f"{found.width_seconds:5.0f} {found.mean_seconds:5.0f} {found.p90_seconds:5.0f}"
        print(f"{slots:5} {seed:4} {counts}  {share} {times}", flush=True)


if __name__ == "__main__":
    main()
