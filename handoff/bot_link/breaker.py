"""A circuit breaker: stops asking a bot that does not answer, and tries it again after a pause."""

import asyncio
import enum
import logging
from collections.abc import Callable
from typing import Protocol

from handoff.bot_link.client import BotAbsent, BotAway, BotRefused, BotUnavailable
from handoff.domain.bot.turn import BotReply, Turn

log = logging.getLogger(__name__)

FAILURES = 3
PAUSE_SECONDS = 5.0
DOUBT_SECONDS = 1.5


class BreakerState(enum.StrEnum):
    """Closed lets calls through, open none, half-open one that tries."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    """Opens after some failures in a row; every admitted call reports how it went."""

    def __init__(
        self, *, clock: Callable[[], float], failures: int = FAILURES, pause_seconds: float = PAUSE_SECONDS
    ) -> None:
        self._clock = clock
        self._most_failures = failures
        self._pause_seconds = pause_seconds
        self._state = BreakerState.CLOSED
        self._failures = 0
        self._try_at = 0.0

    @property
    def state(self) -> BreakerState:
        """What it does with the next call; an open one changes only when a call comes."""
        return self._state

    def admit(self) -> bool:
        """Whether this call may go through; after the pause one may, as a trial."""
        if self._state is BreakerState.OPEN and self._clock() >= self._try_at:
            self._state = BreakerState.HALF_OPEN
            return True
        return self._state is BreakerState.CLOSED

    def succeeded(self) -> None:
        """The other side works."""
        if self._state is not BreakerState.CLOSED:
            log.info("the bot answers again")
        self._state = BreakerState.CLOSED
        self._failures = 0

    def failed(self) -> None:
        """The other side did not answer; a failed trial begins the pause anew."""
        self._failures += 1
        tried = self._state is BreakerState.HALF_OPEN
        if tried or (self._state is BreakerState.CLOSED and self._failures >= self._most_failures):
            self.trip()

    def trip(self) -> None:
        """Open now, whatever the count: the other side is known to be gone."""
        log.warning("the bot failed %d times in a row and is left alone for a while", self._failures)
        self._state = BreakerState.OPEN
        self._try_at = self._clock() + self._pause_seconds

    def given_up(self) -> None:
        """The call ended without a verdict; the next one may be the trial."""
        if self._state is BreakerState.HALF_OPEN:
            self._state = BreakerState.OPEN


class RemoteBot(Protocol):
    """A bot somewhere else, which can be asked whether it is there at all."""

    async def reply(self, turn: Turn) -> BotReply: ...
    async def alive(self) -> bool: ...


class GuardedBot:
    """A bot behind a breaker: while that is open, a turn costs nothing and raises BotAway."""

    def __init__(self, bot: RemoteBot, breaker: Breaker, *, doubt_seconds: float = DOUBT_SECONDS) -> None:
        self._bot = bot
        self._breaker = breaker
        self._doubt_seconds = doubt_seconds

    async def reply(self, turn: Turn) -> BotReply:
        """What the bot says; the trial asks first whether it is there, so that it costs a customer little."""
        if not self._breaker.admit():
            raise BotAbsent("the bot does not answer for a while now")
        try:
            if self._breaker.state is BreakerState.HALF_OPEN and not await self._bot.alive():
                raise BotAbsent("the bot still does not answer")
            reply = await self._reply_or_sign_of_life(turn)
        except BotRefused:
            self._breaker.succeeded()
            raise
        except BotUnavailable as error:
            self._breaker.failed()
            await self._see_whether_it_hangs(error)
            raise
        except BaseException:
            self._breaker.given_up()
            raise
        self._breaker.succeeded()
        return reply

    async def _reply_or_sign_of_life(self, turn: Turn) -> BotReply:
        """A turn may take its time; a bot that meanwhile does not even say that it is there may not."""
        asking = asyncio.create_task(self._bot.reply(turn))
        try:
            done, _ = await asyncio.wait({asking}, timeout=self._doubt_seconds)
            if not done and not await self._bot.alive() and not asking.done():
                raise BotAway("the bot hangs")
            return await asking
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)

    async def _see_whether_it_hangs(self, error: BotUnavailable) -> None:
        """A bot that was away and does not even say that it is there keeps no second turn waiting."""
        if not isinstance(error, BotAway) or self._breaker.state is not BreakerState.CLOSED:
            return
        there = await self._bot.alive()
        if not there and self._breaker.state is BreakerState.CLOSED:
            self._breaker.trip()
