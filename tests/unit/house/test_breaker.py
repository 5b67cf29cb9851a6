"""The circuit breaker: a bot that does not answer is left alone, and tried again after a pause."""

import asyncio
from collections.abc import Callable

import pytest

from handoff.bot_link.breaker import Breaker, BreakerState, GuardedBot
from handoff.bot_link.client import BotAway, BotRefused, BotUnavailable
from handoff.domain.bot.turn import BotMessage, BotReply, Turn

CLOSED, OPEN, HALF_OPEN = BreakerState.CLOSED, BreakerState.OPEN, BreakerState.HALF_OPEN
TURN = Turn(conversation_id="c", epoch=1, sender="c-1", after_seq=0, upto_seq=1, lang="en", inputs=())
HELLO = BotReply(messages=(BotMessage(text="hello"),))


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Bot:
    """Answers as it is told to, and counts how often it was asked."""

    def __init__(self, behave: Callable[[], BotReply] = lambda: HELLO, *, there: bool = True) -> None:
        self.behave = behave
        self.there = there
        self.turns = self.probes = 0

    async def reply(self, turn: Turn) -> BotReply:
        self.turns += 1
        return self.behave()

    async def alive(self) -> bool:
        self.probes += 1
        return self.there


def failing(error: BaseException) -> Callable[[], BotReply]:
    def behave() -> BotReply:
        raise error

    return behave


def opened(clock: Clock) -> Breaker:
    """A breaker that has just opened."""
    breaker = Breaker(clock=clock, failures=3, pause_seconds=5)
    for _ in range(3):
        assert breaker.admit()
        breaker.failed()
    return breaker


def test_opens_after_failures_in_a_row() -> None:
    """A success between them begins the count anew."""
    breaker = Breaker(clock=Clock(), failures=3, pause_seconds=5)
    for report in (breaker.failed, breaker.failed, breaker.succeeded, breaker.failed, breaker.failed):
        assert breaker.admit()
        report()
    assert breaker.state is CLOSED
    breaker.failed()
    assert breaker.state is OPEN
    assert not breaker.admit()


def test_after_the_pause_one_call_tries() -> None:
    """And only one; its success closes the breaker."""
    clock = Clock()
    breaker = opened(clock)
    clock.now += 4.9
    assert not breaker.admit()
    clock.now += 0.1
    assert [breaker.admit(), breaker.admit()] == [True, False]
    assert breaker.state is HALF_OPEN
    breaker.succeeded()
    assert breaker.state is CLOSED
    assert breaker.admit()


def test_a_failed_trial_begins_the_pause_anew() -> None:
    """Once is enough then."""
    clock = Clock()
    breaker = opened(clock)
    clock.now += 5
    assert breaker.admit()
    breaker.failed()
    clock.now += 4.9
    assert not breaker.admit()
    clock.now += 0.1
    assert breaker.admit()


def test_late_failures_do_not_lengthen_the_pause() -> None:
    """Calls that began before it opened may end after it."""
    clock = Clock()
    breaker = opened(clock)
    clock.now += 4
    breaker.failed()
    clock.now += 1
    assert breaker.admit()


def test_a_trial_without_a_verdict_leaves_the_next_call_to_try() -> None:
    """A person took the conversation, and nobody waits for the bot: that says nothing about it."""
    clock = Clock()
    breaker = opened(clock)
    clock.now += 5
    assert breaker.admit()
    breaker.given_up()
    assert breaker.state is OPEN
    assert breaker.admit()


async def test_an_open_breaker_asks_nothing() -> None:
    """The turn is told at once that the bot is away."""
    bot = Bot()
    guarded = GuardedBot(bot, opened(Clock()))
    with pytest.raises(BotAway):
        await guarded.reply(TURN)
    assert (bot.turns, bot.probes) == (0, 0)


async def test_the_trial_asks_first_whether_anybody_is_there() -> None:
    """So a bot that still hangs costs no customer a whole turn's time."""
    clock = Clock()
    bot, breaker = Bot(there=False), opened(clock)
    guarded = GuardedBot(bot, breaker)
    clock.now += 5
    with pytest.raises(BotAway):
        await guarded.reply(TURN)
    assert (bot.turns, bot.probes, breaker.state) == (0, 1, OPEN)
    bot.there = True
    clock.now += 5
    assert await guarded.reply(TURN) == HELLO
    assert (bot.turns, bot.probes, breaker.state) == (1, 2, CLOSED)
    assert await guarded.reply(TURN) == HELLO
    assert bot.probes == 2


async def test_a_bot_that_hangs_opens_it_at_once() -> None:
    """One turn has waited in vain, and nobody says that the bot is there; one that is only slow may go on."""
    for there, state in ((False, OPEN), (True, CLOSED)):
        bot = Bot(failing(BotAway("the bot took too long")), there=there)
        breaker = Breaker(clock=Clock(), failures=3, pause_seconds=5)
        with pytest.raises(BotAway):
            await GuardedBot(bot, breaker).reply(TURN)
        assert (bot.turns, bot.probes, breaker.state) == (1, 1, state)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (BotAway("the bot took too long"), OPEN),
        (BotUnavailable("the bot broke off"), OPEN),
        (BotRefused("the bot answered with status 422"), CLOSED),
        (asyncio.CancelledError(), CLOSED),
    ],
    ids=["away", "broke-off", "refused", "cancelled"],
)
async def test_what_counts_as_a_failure(error: BaseException, state: BreakerState) -> None:
    """Not a turn that the bot would not take, nor one that nobody waits for."""
    breaker = Breaker(clock=Clock(), failures=1, pause_seconds=5)
    with pytest.raises(type(error)):
        await GuardedBot(Bot(failing(error)), breaker).reply(TURN)
    assert breaker.state is state


async def test_a_cancelled_trial_does_not_lock_the_bot_out() -> None:
    """The next turn tries."""
    clock = Clock()
    breaker = opened(clock)
    bot = Bot(failing(asyncio.CancelledError()))
    guarded = GuardedBot(bot, breaker)
    clock.now += 5
    with pytest.raises(asyncio.CancelledError):
        await guarded.reply(TURN)
    bot.behave = lambda: HELLO
    assert await guarded.reply(TURN) == HELLO


class Slow(Bot):
    """Takes as long as the test wants."""

    def __init__(self, *, there: bool) -> None:
        super().__init__(there=there)
        self.answer = asyncio.Event()
        self.probed = asyncio.Event()
        self.given_up = False

    async def reply(self, turn: Turn) -> BotReply:
        try:
            await self.answer.wait()
        except asyncio.CancelledError:
            self.given_up = True
            raise
        return HELLO

    async def alive(self) -> bool:
        self.probed.set()
        return await super().alive()


async def test_a_slow_bot_that_shows_no_life_is_not_waited_for() -> None:
    """A stopped process costs its customers a moment, and not the whole time that a turn may take."""
    bot, breaker = Slow(there=False), Breaker(clock=Clock(), failures=3, pause_seconds=5)
    with pytest.raises(BotAway):
        await GuardedBot(bot, breaker, doubt_seconds=0.01).reply(TURN)
    assert (bot.given_up, breaker.state) == (True, OPEN)


async def test_a_slow_bot_that_shows_life_is_waited_for() -> None:
    """An order lookup may take seconds."""
    bot, breaker = Slow(there=True), Breaker(clock=Clock(), failures=3, pause_seconds=5)
    asking = asyncio.create_task(GuardedBot(bot, breaker, doubt_seconds=0.01).reply(TURN))
    await bot.probed.wait()
    bot.answer.set()
    assert await asking == HELLO
    assert (bot.given_up, breaker.state) == (False, CLOSED)


async def test_a_slow_turn_that_nobody_waits_for_ends() -> None:
    """A person took the conversation: the question to the bot is withdrawn with it."""
    bot, breaker = Slow(there=True), Breaker(clock=Clock(), failures=3, pause_seconds=5)
    asking = asyncio.create_task(GuardedBot(bot, breaker, doubt_seconds=0.01).reply(TURN))
    await bot.probed.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert (bot.given_up, breaker.state) == (True, CLOSED)
