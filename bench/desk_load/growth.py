"""A desk with a past: conversations that were had, copied into its database in bulk."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bench.desk_load.pairs import End, pairs_of
from bench.desk_load.sides import Place, visitor_tokens
from bench.turns.figures import quantile
from handoff.desk.ids import uuid7
from handoff.storage.engine.database import open_engine
from handoff.storage.tables.desk_tables import conversations, messages

LINES = 6
BATCH = 500
READS = 40
# A console may make twenty calls a second.
PAUSE_SECONDS = 0.06
FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)


async def remember(database_url: str, count: int) -> None:
    """Copy the newest conversation of the desk so many times, each resolved and with some lines."""
    engine = open_engine(database_url)
    try:
        async with engine.begin() as db:
            newest = sa.select(conversations).order_by(conversations.c.opened_at.desc()).limit(1)
            known = dict((await db.execute(newest)).mappings().one())
            lines = sa.select(messages).where(messages.c.conversation_id == known["id"]).limit(1)
            line = dict((await db.execute(lines)).mappings().one())
        for start in range(0, count, BATCH):
            past = [_past(known, number) for number in range(start, min(start + BATCH, count))]
            async with engine.begin() as db:
                await db.execute(conversations.insert(), past)
                await db.execute(messages.insert(), list(_lines(line, past)))
    finally:
        await engine.dispose()


def _past(known: dict[str, Any], number: int) -> dict[str, Any]:
    at = FIRST_DAY + timedelta(minutes=5 * number)
    over = {"owner": "nobody", "state": "resolved", "deadline_at": None, "waiting_since": None}
    times = {"opened_at": at, "updated_at": at, "resolved_at": at, "queue_due_at": None, "sla_due_at": None}
    counts = {"head_seq": LINES, "last_visitor_seq": LINES, "bot_cursor": LINES}
    return known | over | times | counts | {"id": uuid7(), "csat_due": False}


def _lines(line: dict[str, Any], past: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in past:
        for seq in range(1, LINES + 1):
            said = {"id": uuid7(), "conversation_id": one["id"], "seq": seq, "created_at": one["opened_at"]}
            yield line | said | {"client_message_id": uuid7(), "text": f"Line {seq} of what was said."}


def reads(place: Place) -> dict[str, float]:
    """Milliseconds (p50) of what an agent reads all day: lists, a conversation, the queue."""
    return asyncio.run(_reads(place))


async def _reads(place: Place) -> dict[str, float]:
    (pair,) = await pairs_of(place, visitor_tokens(place.url, 1), place.agents[:1], 1)
    agent = End(place.url, "/agent", place.agents[0])
    await agent.connect()
    calls: dict[str, dict[str, Any]] = {
        "conversation.list": {"view": "resolved"},
        "queue.list": {},
        "conversation.open": dict(pair.address),
    }
    found = {}
    for call, frame in calls.items():
        times = []
        for _ in range(READS):
            began = time.perf_counter()
            await agent.call(call, frame)
            times.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE_SECONDS)
        found[f"{call}_ms"] = round(quantile(times, 0.5), 1)
    await agent.socket.disconnect()
    await pair.close()
    return found
