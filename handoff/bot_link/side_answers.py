"""Answers side questions of customers who wait: from the articles alone, when it is sure, or not at all."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from handoff.desk.bot import asides
from handoff.desk.context import Desk
from handoff.domain.bot.turn import BotReply, Turn
from handoff.domain.history.events import SideAsked
from handoff.health.metrics import Metrics

log = logging.getLogger(__name__)

AT_ONCE = 4
SECONDS = 10.0


class Reading(Protocol):
    """What a message was found to be."""

    @property
    def turn(self) -> Turn: ...
    @property
    def handoff(self) -> object: ...
    @property
    def put_off(self) -> object: ...


class Reader(Protocol):
    """Reads mood, language and the wish for a person, and notes under what an answer was decided."""

    async def read(self, turn: Turn) -> Reading: ...
    def note(self, reply: BotReply) -> BotReply: ...


class SideAnswers:
    """One task a question; whatever goes wrong here, a person comes anyway."""

    def __init__(
        self,
        *,
        desk: Desk,
        reader: Reader,
        ask: Callable[[Turn], Awaitable[BotReply | None]],
        asks: Callable[[str], bool],
        metrics: Metrics | None = None,
    ) -> None:
        """`ask` answers from the articles; `asks` tells a question from other words."""
        self._desk = desk
        self._reader = reader
        self._ask = ask
        self._asks = asks
        self._metrics = metrics or Metrics()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def heard(self, asked: SideAsked) -> None:
        """A waiting customer wrote something."""
        task = asyncio.create_task(self._serve(asked), name=f"aside-{asked.conversation_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop; what is not answered yet stays unanswered."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, asked: SideAsked) -> None:
        try:
            async with self._slots, asyncio.timeout(SECONDS):
                outcome = await self._answer(asked)
        except Exception:
            log.exception("a side question of conversation %s was not answered", asked.conversation_id)
            outcome = "failed"
        self._metrics.side_questions.labels(outcome).inc()

    async def _answer(self, asked: SideAsked) -> str:
        turn = await asides.begin_aside(self._desk, asked)
        if turn is None or not self._asks(turn.inputs[0].text):
            return "not_asked"
        reading = await self._reader.read(turn)
        # Who is upset, or asks for a person once more, is not sent an article.
        calm = reading.handoff is None and reading.put_off is None
        reply = await self._ask(reading.turn) if calm else None
        noted = self._reader.note(reply) if reply is not None else None
        said = await asides.finish_aside(self._desk, reading.turn, noted)
        return "answered" if said else "unanswered"
