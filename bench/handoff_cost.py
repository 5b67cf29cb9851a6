"""What one handoff costs in processor time, without sockets: each step from the wish to an agent who has it.

    python -m bench.handoff_cost [--database sqlite|postgres] [--handoffs 60] [--rounds 3] [--agents 20]

Twenty come a second, by the desk's own clock, after a past of --past chats that have ended and --going
that go on; the headers and places that follow are read as seldom as the publisher reads them at that pace.
Processor time of this process alone (the database server's own is not in it), the least of several rounds.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from handoff.desk.conversation import conversations
from handoff.desk.ownership import handoff
from handoff.desk.queueing import offers, queue
from handoff.desk.queueing.pace_watch import FRESH, PaceWatch
from handoff.domain.identity.people import Actor
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from tests.support.databases import drop_postgres_database, make_postgres_database
from tests.support.desks import World

# At twenty a second: headers are told ten times a second, places five times.
A_SECOND = 20
HEADERS_EVERY, PLACES_EVERY = 2, 4
CHAT_SECONDS = (120, 300, 480)


class Handoffs:
    """A desk with a past, and the processor time of each step."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.agents: list[Actor] = []
        self.spent: Counter[str] = Counter()
        self._changed: list[str] = []

    async def prepare(self, asked: argparse.Namespace) -> None:
        """The agents, what they have ended, and what they are at."""
        for number in range(asked.agents):
            self.agents.append(await self.world.agent(f"Agent{number}", capacity=50))
        for number in range(asked.past + asked.going):
            agent = self.agents[number % len(self.agents)]
            _, chat = await self.world.served(agent)
            if number < asked.past:
                self.world.clock.forward(seconds=CHAT_SECONDS[number % 3] / asked.agents)
                await handoff.resolve(self.world.desk, agent=agent, conversation_id=chat)

    async def run(self, count: int) -> float:
        """Milliseconds of the processor for each of so many."""
        chats = [await self.world.chat(None) for _ in range(count)]
        self.spent.clear()
        for number, (visitor, chat) in enumerate(chats):
            self.world.clock.forward(seconds=1 / A_SECOND)
            await self._one(number, visitor, chat)
        return sum(self.spent.values()) * 1000 / count

    async def _one(self, number: int, visitor: Actor, chat: str) -> None:
        desk, agent = self.world.desk, self.agents[number % len(self.agents)]
        until = desk.clock() + timedelta(seconds=30)
        await self._step("asked", handoff.request_human(desk, visitor_id=visitor.id, conversation_id=chat))
        await self._told(number, chat)
        await self._step("held_out", offers.make_offer(desk, conversation_id=chat, agent_id=agent.id))
        await self._step("brief", offers.offered(desk, conversation_id=chat, expires_at=until))
        await self._step("taken", offers.accept(desk, agent=agent, conversation_id=chat))
        self._changed.append(chat)

    async def _told(self, number: int, chat: str) -> None:
        self._changed.append(chat)
        if number % HEADERS_EVERY == 0:
            changed, self._changed = self._changed, []
            await self._step("headers", conversations.get_views(self.world.desk, changed))
        if number % PLACES_EVERY == 0:
            await self._step("places", queue.positions(self.world.desk))
            await self._step("places", conversations.get_views(self.world.desk, [chat]))

    async def _step(self, name: str, step: Awaitable[object]) -> None:
        with self._timed(name):
            await step

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        before = time.process_time()
        yield
        self.spent[name] += time.process_time() - before


async def measure(url: str, asked: argparse.Namespace) -> dict[str, object]:
    """The least of the rounds, and where it went."""
    await upgrade(url)
    engine = open_engine(url)
    world = World(SqlStore(engine))
    world.desk = replace(world.desk, past=PaceWatch(FRESH))
    desk = Handoffs(world)
    await desk.prepare(asked)
    rounds = []
    for _ in range(asked.rounds):
        total = await desk.run(asked.handoffs)
        steps = {name: round(spent * 1000 / asked.handoffs, 1) for name, spent in desk.spent.items()}
        rounds.append((total, steps))
    await engine.dispose()
    total, steps = min(rounds, key=lambda one: one[0])
    return {"handoff_cpu_ms": round(total, 1), **steps}


async def _main(asked: argparse.Namespace) -> None:
    async with AsyncExitStack() as stack:
        if asked.database == "postgres":
            url = await make_postgres_database()
            stack.push_async_callback(drop_postgres_database, url)
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-handoff-"))
            url = f"sqlite+aiosqlite:///{Path(folder) / 'baton.db'}"
        found = await measure(url, asked)
    print(json.dumps({"database": asked.database, **found}))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--handoffs", type=int, default=60, help="in each round")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--agents", type=int, default=20)
    options.add_argument("--past", type=int, default=200, help="chats that have ended")
    options.add_argument("--going", type=int, default=100, help="chats that go on")
    return options.parse_args()


if __name__ == "__main__":
    asyncio.run(_main(_options()))
