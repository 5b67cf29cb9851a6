"""What one message and one mark cost in processor time, without sockets: use cases and database calls.

    python -m bench.message_cost [--database sqlite|postgres] [--messages 400] [--rounds 5]

Processor time of this process alone (the database server's own is not in it), the least of several rounds:
it changes little when the machine has other things to do, which a time by the clock does.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from functools import partial
from itertools import chain, islice
from itertools import count as upwards
from pathlib import Path

from handoff.desk.conversation import messages
from handoff.desk.ids import uuid7
from handoff.domain.identity.people import Actor
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from tests.support.databases import drop_postgres_database, make_postgres_database
from tests.support.desks import World

PAIRS = 10
WARM = 200
TEXT = "Message {}: is my order on its way already, and when will it be here?"


async def measure(url: str, count: int, rounds: int) -> dict[str, object]:
    """Milliseconds for a message of the customer's and of the agent's, and for "delivered" or "read"."""
    await upgrade(url)
    engine = open_engine(url)
    world = World(SqlStore(engine))
    agent = await world.agent(capacity=50)
    chats = [await world.served(agent) for _ in range(PAIRS)]
    report: dict[str, object] = {}
    for who in ("customer", "agent"):
        writers = [(visitor if who == "customer" else agent, id_) for visitor, id_ in chats]
        report[f"{who}_cpu_ms"] = await _least(partial(_talk, world, writers), count, rounds)
    steps = chain.from_iterable(((seq, visitor, id_) for visitor, id_ in chats) for seq in upwards(1))
    report["mark_cpu_ms"] = await _least(partial(_mark, world, steps), count, rounds)
    await engine.dispose()
    return report


async def _least(work: Callable[[int], Awaitable[None]], count: int, rounds: int) -> float:
    await work(WARM)
    spent = []
    for _ in range(rounds):
        before = time.process_time()
        await work(count)
        spent.append((time.process_time() - before) * 1000 / count)
    return round(min(spent), 2)


async def _talk(world: World, writers: Sequence[tuple[Actor, str]], count: int) -> None:
    for number in range(count):
        actor, id_ = writers[number % len(writers)]
        await messages.send_message(
            world.desk,
            actor=actor,
            conversation_id=id_,
            client_message_id=uuid7(),
            text=TEXT.format(number),
        )


async def _mark(world: World, steps: Iterator[tuple[int, Actor, str]], count: int) -> None:
    """Each message comes to the customer's page and is read there: two marks."""
    for seq, visitor, id_ in islice(steps, count // 2):
        for mark in (messages.mark_delivered, messages.mark_seen):
            await mark(world.desk, actor=visitor, conversation_id=id_, seq=seq)


async def _main(asked: argparse.Namespace) -> None:
    async with AsyncExitStack() as stack:
        if asked.database == "postgres":
            url = await make_postgres_database()
            stack.push_async_callback(drop_postgres_database, url)
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-message-"))
            url = f"sqlite+aiosqlite:///{Path(folder) / 'baton.db'}"
        found = await measure(url, asked.messages, asked.rounds)
    print(json.dumps({"database": asked.database, **found}))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--messages", type=int, default=400, help="in each round")
    options.add_argument("--rounds", type=int, default=5)
    return options.parse_args()


if __name__ == "__main__":
    asyncio.run(_main(_options()))
