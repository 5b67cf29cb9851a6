"""Whether the desk could be asked at all: looked at all the time, so that waits can be told from outages."""

import asyncio
from datetime import UTC, datetime

import aiohttp

from tests.chaos.world import World

SECONDS = 0.5
PATIENCE = aiohttp.ClientTimeout(total=2.0)


class Pulse:
    """Remembers every moment at which no process answered, or the one that did missed its database."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._missed: list[datetime] = []

    async def feel(self) -> None:
        """Look until cancelled."""
        while True:
            if not await self._answers():
                self._missed.append(datetime.now(UTC))
                self._world.book.count("half seconds in which the desk was down")
            await asyncio.sleep(SECONDS)

    def was_up(self, since: datetime, until: datetime) -> bool:
        """Whether it could be asked all the while."""
        return not any(since <= moment <= until for moment in self._missed)

    async def _answers(self) -> bool:
        try:
            async with self._world.http.get(f"{self._world.url}/readyz", timeout=PATIENCE) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False
