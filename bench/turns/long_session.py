"""One conversation of 200 turns: does it grow slower?"""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable

import numpy as np

from bench.turns.script import conversations

TURNS = 200
WINDOW = 11

Ask = Callable[[str], Awaitable[bool]]
"""Says something and waits for the answer; False where that was no turn of the bot's."""


async def long_session(ask: Ask, turns: int = TURNS) -> dict[str, float]:
    """The median time of the first turns (the 5th among them) and of the last, and their ratio."""
    times: list[float] = []
    for text in questions():
        began = time.perf_counter()
        async with asyncio.timeout(60):
            if await ask(text):
                times.append((time.perf_counter() - began) * 1000)
        if len(times) == turns:
            break
    early, late = float(np.median(times[: WINDOW - 1])), float(np.median(times[-WINDOW:]))
    return {
        "turn_5_ms": round(early, 1),
        f"turn_{turns}_ms": round(late, 1),
        "ratio": round(late / early, 2),
    }


def questions() -> itertools.chain[str]:
    """Questions without end."""
    scripts = conversations(3)
    return itertools.chain.from_iterable(
        (line.text for line in script if line.kind == "question") for script in scripts
    )
