"""How long the settings page waits for its replay, and another process for a turn of the dial.

python -m bench.replay_speed [QUESTIONS]

A desk in SQLite with so many judged questions (1,000 if left out); two apps over one database.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from handoff.desk.bot.dial import turn_dial
from handoff.domain.enums import Role
from handoff.domain.identity.people import Actor
from handoff.learning.replays import Replays
from tests.support.desk_app import DeskApp, desk_app
from tests.support.learning import judged_past, past_of, questions
from tests.support.waiting import eventually

TURNS = 20


async def measured(count: int) -> dict[str, object]:
    """Milliseconds of a first look, of each further turn of the dial, and until another process follows."""
    with tempfile.TemporaryDirectory() as folder:
        async with desk_app(Path(folder)) as one, desk_app(Path(folder)) as two:
            sam = await one.add("Sam", Role.SUPERVISOR)
            await judged_past(await past_of(one, two), sam.actor, questions(count, shift=0.5))
            replays = Replays(desk=one.desk, dial=one.services.dial)
            first = await _spent(replays, 0.3)
            turns = [await _spent(replays, 0.01 + 0.02 * number) for number in range(TURNS)]
            followed = [await _followed(one, two, sam.actor, 0.1 + 0.01 * number) for number in range(TURNS)]
    return {
        "questions": count,
        "first_ms": round(first, 1),
        "turn_ms": round(statistics.median(turns), 2),
        "followed_ms": {"median": round(statistics.median(followed)), "most": round(max(followed))},
    }


async def _spent(replays: Replays, risk: float) -> float:
    began = time.perf_counter()
    await replays.at(risk, days=30)
    return (time.perf_counter() - began) * 1000


async def _followed(one: DeskApp, two: DeskApp, actor: Actor, risk: float) -> float:
    await turn_dial(one.desk, actor=actor, risk=risk, start=0.2)
    began = time.perf_counter()
    await eventually(lambda: two.services.dial.risk == risk)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    found = asyncio.run(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
    sys.stdout.write(json.dumps(found) + "\n")
