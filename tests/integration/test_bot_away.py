"""While the bot is away the articles answer, and what takes a dialogue goes to a person who is told why."""

import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from handoff.bot_link.breaker import Breaker, BreakerState, GuardedBot
from handoff.bot_link.client import BotAway, BotUnavailable, RasaClient
from handoff.bot_link.rasa_process import BotStatus, RasaProcess
from handoff.domain.bot.turn import BotReply, Turn
from kb_index.article import ArticleDraft
from tests.support.clients import Json, Visitor, visitor
from tests.support.desk_app import DeskApp, desk_app
from tests.support.waiting import eventually

CHILD = Path(__file__).parent.parent / "support" / "stand_in_rasa.py"
QUESTION, ANSWER = "how long may returns take", "how long may returns take is 30 days"
RASAS = "Rasa says so."
TURN_SECONDS, PAUSE_SECONDS = 60.0, 60.0


async def publish(app: DeskApp) -> None:
    """One article, which answers QUESTION."""
    article = await app.services.articles.create(ArticleDraft(title="Returns", body=ANSWER, lang="en"))
    await app.services.articles.publish(article.id)


@pytest.fixture
async def away(tmp_path: Path) -> AsyncIterator[DeskApp]:
    """A desk whose bot is ready as far as anybody knows, with one article."""
    async with desk_app(tmp_path, fallback=True, bot_patience_seconds=0.3) as app:
        await publish(app)
        yield app


async def hears_bot(client: Visitor, text: str) -> Json:
    """The bot's message with these words, once it has come."""

    def said(data: Json) -> bool:
        message = data["message"]
        return message["author"]["type"] == "bot" and text in message["text"].split("\n\n")

    message: Json = (await client.hears("message.new", said))["message"]
    return message


async def goes_to_a_person(client: Visitor, reason: str = "bot_unavailable") -> None:
    """The customer is told, and waits for this reason."""
    heard = await client.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "queue")
    assert heard["conversation"]["reason"] == reason
    told = await client.hears("message.new", lambda data: data["message"]["kind"] == "activity")
    if reason == "bot_unavailable":
        assert told["message"]["payload"]["key"].startswith("queued_bot_unavailable")


def failing(error: BotUnavailable) -> Callable[[Turn], BotReply]:
    def script(turn: Turn) -> BotReply:
        raise error

    return script


@pytest.mark.parametrize("status", [BotStatus.DOWN, BotStatus.STARTING])
async def test_the_articles_answer_while_the_bot_is_away(away: DeskApp, status: BotStatus) -> None:
    """Down at once, starting once patience has ended; the bot stays the owner and its buttons work."""
    away.status[0] = status
    async with visitor(away) as client:
        await client.says(QUESTION)
        answer = await hears_bot(client, ANSWER)
        assert answer["payload"]["answer"]["outcome"] == "answered"
        choice = {"message_id": answer["id"], "button_id": "helped"}
        await client.says("", choice=choice)
        await hears_bot(client, "You're welcome! Is there anything else I can help with?")
        assert (await client.open(conversation_id=client.conversation_id))["conversation"]["owner"] == "bot"
    assert away.bot.turns == []


async def test_not_what_i_meant_works_while_the_bot_is_away(away: DeskApp) -> None:
    """Once the bot asks for other words, then a person comes, for the customer's reason."""
    away.status[0] = BotStatus.DOWN
    async with visitor(away) as client:
        await client.says(QUESTION)
        answer = await hears_bot(client, ANSWER)
        rejected = {"message_id": answer["id"], "button_id": "not_meant"}
        await client.says("", choice=rejected)
        await client.hears("message.new", lambda data: data["message"]["text"].startswith("I'm sorry"))
        await client.says("", choice=rejected)
        await goes_to_a_person(client, "negative_feedback")


@pytest.mark.parametrize("text", ["bicycles", "yes", "LM-12345"])
async def test_dialogue_goes_to_a_person_while_the_bot_is_away(away: DeskApp, text: str) -> None:
    """Told truthfully, as ever."""
    away.status[0] = BotStatus.DOWN
    async with visitor(away) as client:
        await client.says(text)
        await goes_to_a_person(client)


async def test_a_bot_that_is_off_leaves_everything_to_people(away: DeskApp) -> None:
    """Switched off is a choice of the installation, not a failure."""
    away.status[0] = BotStatus.OFF
    async with visitor(away) as client:
        await client.says(QUESTION)
        await goes_to_a_person(client)


async def test_a_turn_that_takes_too_long_is_answered_from_the_articles(away: DeskApp) -> None:
    """The customer has waited long enough."""
    away.bot.script = failing(BotAway("the bot took too long"))
    async with visitor(away) as client:
        await client.says(QUESTION)
        await hears_bot(client, ANSWER)


async def test_a_turn_that_breaks_off_goes_to_a_person(away: DeskApp) -> None:
    """It was under way when the bot died: nobody knows how far it came."""
    away.bot.script = failing(BotUnavailable("the bot broke off"))
    async with visitor(away) as client:
        await client.says(QUESTION)
        await goes_to_a_person(client)


async def test_a_broken_search_means_a_person(away: DeskApp) -> None:
    """The last path ends with a person, too."""
    away.status[0] = BotStatus.DOWN
    async with visitor(away) as client:
        await client.says("break the search")
        await goes_to_a_person(client)


class CountedClient(RasaClient):
    """A client that counts the turns it has asked about."""

    asked = 0

    async def reply(self, turn: Turn) -> BotReply:
        self.asked += 1
        return await super().reply(turn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A real child process in Rasa's place, behind a real client and a breaker with a clock to move."""

    process: RasaProcess
    seen: list[BotStatus]
    client: CountedClient
    breaker: Breaker
    bot: GuardedBot
    clock_shift: list[float]

    def signal(self, number: signal.Signals) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, number)


@asynccontextmanager
async def guarded(folder: Path) -> AsyncIterator[Guarded]:
    seen: list[BotStatus] = []
    process = RasaProcess(
        command=lambda port: [sys.executable, str(CHILD), str(port)],
        environment={},
        folder=folder,
        log_path=folder / "rasa.log",
        on_change=seen.append,
        pulse_seconds=60,
    )
    client = CountedClient(lambda: process.base_url, "the-secret", TURN_SECONDS)
    shift = [0.0]
    breaker = Breaker(clock=lambda: time.monotonic() + shift[0], pause_seconds=PAUSE_SECONDS)
    await process.start()
    try:
        await eventually(lambda: process.status is BotStatus.READY)
        yield Guarded(
            process=process,
            seen=seen,
            client=client,
            breaker=breaker,
            bot=GuardedBot(client, breaker),
            clock_shift=shift,
        )
    finally:
        await client.close()
        await process.close()


async def is_answered(app: DeskApp, text: str) -> None:
    """A new customer who asks hears these words."""
    async with visitor(app) as client:
        await client.says(QUESTION)
        await hears_bot(client, text)


async def test_a_hanging_bot_costs_only_the_first_turn_its_time(tmp_path: Path) -> None:
    """SIGSTOP: it is asked about the first customer's turn and about no other; SIGCONT: Rasa is back."""
    async with (
        guarded(tmp_path) as rasa,
        desk_app(tmp_path, other_bot=rasa.bot, fallback=True) as app,
    ):
        await publish(app)
        await is_answered(app, RASAS)
        assert rasa.client.asked == 1
        rasa.signal(signal.SIGSTOP)
        try:
            await is_answered(app, ANSWER)
            assert rasa.client.asked == 2
            assert rasa.breaker.state is BreakerState.OPEN
            await is_answered(app, ANSWER)
            rasa.clock_shift[0] += PAUSE_SECONDS
            await is_answered(app, ANSWER)
            assert rasa.client.asked == 2
        finally:
            rasa.signal(signal.SIGCONT)
        await eventually(rasa.client.alive)
        rasa.clock_shift[0] += PAUSE_SECONDS
        await is_answered(app, RASAS)
        assert rasa.breaker.state is BreakerState.CLOSED


async def test_a_killed_bot_means_a_person_for_its_turn_and_articles_for_the_next(tmp_path: Path) -> None:
    """SIGKILL in the middle of a turn; who comes while Rasa starts again is answered from the articles."""
    async with (
        guarded(tmp_path) as rasa,
        desk_app(tmp_path, other_bot=rasa.bot, fallback=True) as app,
    ):
        await publish(app)
        async with visitor(app) as client:
            await client.says(f"{QUESTION} die")
            await goes_to_a_person(client)
        await eventually(lambda: BotStatus.DOWN in rasa.seen)
        app.status[0] = BotStatus.DOWN
        await is_answered(app, ANSWER)
