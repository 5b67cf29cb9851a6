"""Work that a process does again and again until it is closed."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable

from handoff.loops.meanwhile import Over

log = logging.getLogger(__name__)

SPREAD = 0.25
# Not the common source: whoever has seeded that one counts on what comes from it.
CHANCE = random.Random()


def pause_of(seconds: float, share: float) -> float:
    """A pause around so many seconds, the shortest for 0 and the longest for 1."""
    return seconds * (1 + SPREAD * (2 * share - 1))


class Rounds:
    """A round, a pause, the next round; one that fails is logged and is never the last.

    Processes that were begun together would look for the same work at the same moments for ever: the pauses
    differ by chance.
    """

    def __init__(
        self,
        work: Callable[[], Awaitable[object]],
        *,
        name: str,
        seconds: float,
        chance: Callable[[], float] = CHANCE.random,
    ) -> None:
        self._work = work
        self._name = name
        self._seconds = seconds
        self._chance = chance
        self._woken = Over()
        self._task: asyncio.Task[None] | None = None

    def start(self, *, at_once: bool = True) -> None:
        """Begin, with a round or with a pause."""
        if at_once:
            self.wake()
        self._task = asyncio.create_task(self._run(), name=self._name)

    def wake(self) -> None:
        """Make the next round now."""
        self._woken.set()

    async def close(self) -> None:
        """Stop, in the middle of a round if need be."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            await self._woken.within(pause_of(self._seconds, self._chance()))
            self._woken.clear()
            try:
                await self._work()
            except Exception:
                log.exception("a round of the %s failed; the next one follows", self._name)
