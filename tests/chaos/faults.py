"""What goes wrong in a run: a shuffled deck of crashes, dealt out over its time."""

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from tests.chaos.line import Line
from tests.chaos.rasa import Rasa
from tests.chaos.world import World
from tests.support.servers import OwnRedis, Server

DECK = (
    *["kill an app"] * 4,
    "kill every app",
    *["kill Rasa"] * 2,
    "restart Redis",
    "stall Redis",
    "crash PostgreSQL",
    "restart PostgreSQL",
    *["cut a third of the clients"] * 2,
    "stall an app",
)
"""One deck for each DECK_SECONDS of a run."""
DECK_SECONDS = 50.0
MOST_STALLED_SECONDS = 12.0


class Faults:
    """Deals the deck; each card is over before the next."""

    def __init__(
        self,
        world: World,
        *,
        members: Callable[[], Sequence[int]],
        rasa: Rasa,
        postgres: Server,
        redis: OwnRedis,
        lines: Sequence[Line],
    ) -> None:
        self._world = world
        self._dice = world.dice("faults")
        self._members = members
        self._rasa = rasa
        self._postgres = postgres
        self._redis = redis
        self._lines = lines
        self.kills: list[datetime] = []
        """When app processes were killed, by the wall clock."""
        self._stalled: set[asyncio.Task[None]] = set()

    async def deal(self) -> None:
        """Everything in the deck, once for each DECK_SECONDS, evenly with a little chance."""
        seconds = self._world.options.seconds
        deck = list(DECK) * max(1, round(seconds / DECK_SECONDS))
        self._dice.shuffle(deck)
        loop = asyncio.get_running_loop()
        began, gap = loop.time(), seconds / (len(deck) + 1)
        for place, card in enumerate(deck, start=1):
            due = began + gap * (place + self._dice.uniform(-0.4, 0.4))
            await asyncio.sleep(max(0.0, due - loop.time()))
            self._world.book.count(f"fault: {card}")
            await self._play(card)
        await asyncio.sleep(max(0.0, began + seconds - loop.time()))
        await asyncio.gather(*self._stalled)

    async def _play(self, card: str) -> None:
        match card:
            case "kill an app":
                self._kill(self._dice.sample(self._members(), k=min(1, len(self._members()))))
            case "kill every app":
                self._kill(self._members())
            case "kill Rasa":
                await self._rasa.kill(self._dice)
            case "restart Redis":
                await self._restart(self._redis, signal.SIGKILL, self._dice.uniform(0, 4))
            case "stall Redis":
                self._redis.send(signal.SIGSTOP)
                await asyncio.sleep(self._dice.uniform(1, 5))
                self._redis.send(signal.SIGCONT)
            case "crash PostgreSQL":
                await self._restart(self._postgres, signal.SIGKILL, self._dice.uniform(0, 2))
            case "restart PostgreSQL":
                await self._restart(self._postgres, signal.SIGINT, self._dice.uniform(0, 2))
            case "cut a third of the clients":
                lines = self._dice.sample(self._lines, k=len(self._lines) // 3)
                await asyncio.gather(*(line.cut() for line in lines))
            case "stall an app":
                self._stall()

    def _kill(self, pids: Sequence[int]) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self._world.book.count("apps killed")
                self.kills.append(datetime.now(UTC))

    async def _restart(self, server: Server, number: int, away_seconds: float) -> None:
        await server.kill(number)
        await asyncio.sleep(away_seconds)
        await server.up()

    def _stall(self) -> None:
        """A process that stands still, loses what it holds, and then goes on as if nothing had been."""
        for pid in self._dice.sample(self._members(), k=min(1, len(self._members()))):
            seconds = self._dice.uniform(4, MOST_STALLED_SECONDS)
            task = asyncio.create_task(_stalled(pid, seconds))
            self._stalled.add(task)


async def _stalled(pid: int, seconds: float) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)
        await asyncio.sleep(seconds)
        os.kill(pid, signal.SIGCONT)
