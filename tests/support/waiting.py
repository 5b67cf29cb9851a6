"""Waiting on facts: ask until it holds, fail with what was seen last."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TypeVar

Fact = TypeVar("Fact")

PAUSE_SECONDS = 0.02


async def eventually(check: Callable[[], Fact | Awaitable[Fact]], timeout: float = 60.0) -> Fact:
    """The first truthy answer of `check`; fails when there is none within `timeout` seconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + timeout
    while True:
        answer = check()
        seen = await answer if inspect.isawaitable(answer) else answer
        if seen:
            return seen
        if loop.time() > end:
            raise AssertionError(f"did not come true within {timeout} s; last seen: {seen!r}")
        await _pause()


async def loop_turns(number: int = 1) -> None:
    """Let all that is ready run so many times over: steps of the event loop, which take no time."""
    for _ in range(number):
        await asyncio.sleep(0)


async def _pause() -> None:
    done = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(PAUSE_SECONDS, done.set_result, None)
    await done
