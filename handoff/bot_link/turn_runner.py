"""Takes up the turns the bot owes: one at a time in a conversation, many conversations at once."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from handoff.bot_link.client import BotAway, BotUnavailable
from handoff.bot_link.files import beside_files
from handoff.bot_link.rasa_process import BotStatus
from handoff.bot_link.turn_reading import TurnReader
from handoff.desk.bot import turns
from handoff.desk.context import Desk
from handoff.domain.bot.decision import Decided
from handoff.domain.bot.turn import BotReply, Turn
from handoff.domain.errors import StoreUnavailable
from handoff.health.metrics import Metrics
from handoff.loops.meanwhile import Over, meanwhile

log = logging.getLogger(__name__)

AT_ONCE = 8
SWEPT_AT_ONCE = 64
SWEEP_SECONDS = 2.0
STATUS_SECONDS = 0.5
TYPING_AFTER_SECONDS = 0.2
TYPING_SECONDS = 3.0
LEASE_PARTS = 3
FALLBACK_SECONDS = 5.0


class Bot(Protocol):
    """Whoever answers turns; raises BotUnavailable when it cannot, BotAway when it was not there."""

    async def reply(self, turn: Turn) -> BotReply: ...


class Fallback(Protocol):
    """Answers a turn while the bot is away; None where that takes a dialogue."""

    async def __call__(self, turn: Turn) -> BotReply | None: ...


@dataclass(slots=True)
class Decisions:
    """What a turn has decided so far, for the log even if the turn breaks off."""

    made: tuple[Decided, ...] = ()


class TurnRunner:
    """Every owed turn ends: with the bot's words, or with a person."""

    def __init__(
        self,
        *,
        desk: Desk,
        bot: Bot,
        reader: TurnReader,
        status: Callable[[], BotStatus],
        typing: Callable[[str, bool], Awaitable[None]],
        patience_seconds: float,
        fallback: Fallback | None = None,
        worker: str = "",
        metrics: Metrics | None = None,
    ) -> None:
        self._desk = desk
        self._bot = bot
        self._reader = reader
        self._status = status
        self._typing = typing
        self._patience_seconds = patience_seconds
        self._fallback = fallback
        self._worker = worker
        self._metrics = metrics or Metrics()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._woken_again: set[str] = set()
        self._asking: dict[str, asyncio.Task[BotReply]] = {}
        self._sweeper: asyncio.Task[None] | None = None
        self._closing = False

    async def start(self) -> None:
        """Take up what a crash left over, then keep looking."""
        self._sweeper = asyncio.create_task(self._sweep(), name="turn-sweeper")

    async def close(self) -> None:
        """Stop; a turn cut off here is owed still, and taken up at the next start."""
        self._closing = True
        tasks = [*self._running.values(), *([self._sweeper] if self._sweeper else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self, conversation_id: str) -> None:
        """Something in this conversation may owe a turn."""
        if self._closing:
            return
        if conversation_id in self._running:
            self._woken_again.add(conversation_id)
            return
        task = asyncio.create_task(self._serve(conversation_id), name=f"turn-{conversation_id}")
        self._running[conversation_id] = task

    def superseded(self, conversation_id: str) -> None:
        """Somebody else took the conversation: nobody waits for the bot's words any more."""
        if asking := self._asking.get(conversation_id):
            asking.cancel()

    async def _serve(self, conversation_id: str) -> None:
        try:
            while True:
                self._woken_again.discard(conversation_id)
                turn = await turns.begin_turn(self._desk, conversation_id, worker=self._worker)
                if turn is not None:
                    await self._run(turn)
                # Whatever is owed beyond this turn was told when the turn ended.
                if conversation_id not in self._woken_again:
                    return
        except Exception:
            # The turn is owed still; the sweep comes back to it and the watchdog has its deadline.
            log.exception("the turn of conversation %s could not be ended", conversation_id)
        finally:
            del self._running[conversation_id]
            if conversation_id in self._woken_again and not self._closing:
                self.wake(conversation_id)

    async def _run(self, turn: Turn) -> None:
        began, decided = time.perf_counter(), Decisions()
        try:
            async with self._holding(turn):
                outcome = await self._take(turn, decided)
        except StoreUnavailable:
            raise  # no reason for a person: the answer is owed still, and comes later
        except BotUnavailable as error:
            log.warning("conversation %s goes to a person: %s", turn.conversation_id, error)
            await turns.fail_turn(self._desk, turn, error.message, decided.made)
            outcome = "unavailable"
        except Exception as error:
            log.exception("the turn of conversation %s failed", turn.conversation_id)
            await turns.fail_turn(self._desk, turn, f"{type(error).__name__} in the turn", decided.made)
            outcome = "failed"
        self._metrics.turns.labels(outcome).observe(time.perf_counter() - began)

    async def _take(self, turn: Turn, decided: Decisions) -> str:
        reading = await self._reader.read(turn)
        decided.made = reading.decided
        if reading.handoff is not None:
            reply = BotReply(handoff=reading.handoff)
            await turns.finish_turn(self._desk, reading.turn, reply, reading.decided)
            return "escalated"
        async with self._showing_typing(turn.conversation_id):
            answer = await self._asked(reading.turn)
            if answer is None:
                return (await turns.drop_turn(self._desk, reading.turn, reading.decided)).value
            reply, decided.made = self._reader.review(reading, answer)
            return (await turns.finish_turn(self._desk, reading.turn, reply, decided.made)).value

    async def _asked(self, turn: Turn) -> BotReply | None:
        """The bot's reply; None when somebody else took the conversation meanwhile."""
        asking = asyncio.create_task(self._ask(turn))
        self._asking[turn.conversation_id] = asking
        try:
            return await asking
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return None
        finally:
            del self._asking[turn.conversation_id]

    async def _ask(self, turn: Turn) -> BotReply:
        try:
            await self._until_ready(turn)
            async with self._slots:
                return await beside_files(turn, self._bot.reply) or BotReply()
        except BotAway as away:
            async with self._slots:
                reply = await beside_files(turn, self._without_bot)
            if reply is None:
                raise
            log.info("conversation %s is answered without the bot: %s", turn.conversation_id, away)
            return reply

    async def _without_bot(self, turn: Turn) -> BotReply | None:
        """The fallback's reply in time, or None; whatever breaks here, a person comes next."""
        if self._fallback is None:
            return None
        try:
            async with asyncio.timeout(FALLBACK_SECONDS):
                return await self._fallback(turn)
        except Exception:
            log.exception("the fallback failed in conversation %s", turn.conversation_id)
            return None

    async def _until_ready(self, turn: Turn) -> None:
        """Wait for a starting bot, but no longer than patience allows since the message came."""
        now = self._desk.clock()
        waited = (now - min((said.created_at for said in turn.inputs), default=now)).total_seconds()
        end = time.monotonic() + max(0.0, self._patience_seconds - waited)
        while (status := self._status()) is not BotStatus.READY:
            left = end - time.monotonic()
            if status is BotStatus.OFF:
                raise BotUnavailable("the bot is off")
            if status is BotStatus.DOWN:
                raise BotAway("the bot is down")
            if left <= 0:
                raise BotAway("the bot has not started in time")
            await asyncio.sleep(min(left, STATUS_SECONDS))

    def _holding(self, turn: Turn) -> contextlib.AbstractAsyncContextManager[None]:
        """Renew the lease of a turn that takes long, before it ends."""
        pause = self._desk.policy.turn_lease.total_seconds() / LEASE_PARTS

        async def keep(over: Over) -> None:
            while await turns.keep_turn(self._desk, turn.conversation_id, worker=self._worker):
                if await over.within(pause):
                    return

        return meanwhile(keep, after=pause)

    def _showing_typing(self, conversation_id: str) -> contextlib.AbstractAsyncContextManager[None]:
        """The customer sees that an answer is on its way, where it takes longer than a blink."""

        async def show(over: Over) -> None:
            while not over.is_set():
                await self._typing(conversation_id, True)
                await over.within(TYPING_SECONDS)
            await self._typing(conversation_id, False)

        return meanwhile(show, after=TYPING_AFTER_SECONDS)

    async def _sweep(self) -> None:
        while True:
            try:
                for conversation_id in await self._taken():
                    self.wake(conversation_id)
            except Exception:
                log.exception("owed turns could not be looked up")
            await asyncio.sleep(SWEEP_SECONDS)

    async def _taken(self) -> list[str]:
        """Owed turns that are ours now, as many as we can keep the leases of."""
        room = SWEPT_AT_ONCE - len(self._running)
        if room <= 0:
            return []
        return await turns.take_owed_turns(self._desk, worker=self._worker, limit=room)
