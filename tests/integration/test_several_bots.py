"""Several Rasa servers as one bot, with processes that speak as Rasa does and may be killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.bot_link.check import check_servers
from handoff.bot_link.client import BotAbsent, BotAway, BotUnavailable
from handoff.bot_link.free_port import free_port
from handoff.bot_link.rasa_process import BotStatus
from handoff.bot_link.several import Server, Servers
from handoff.bot_link.watch import BotWatch
from handoff.config import Settings, SettingsError, load_settings
from handoff.domain.bot.turn import Turn, TurnInput
from handoff.health.findings import Finding, Verdict
from handoff.health.metrics import Metrics
from tests.support.waiting import eventually

STAND_IN = Path(__file__).parents[1] / "support" / "stand_in_rasa.py"
SETTINGS = Settings(bot_secret="shared", bot_timeout_seconds=30)
NOTHING_LISTENS = "http://127.0.0.1:1"


def turn_of(*texts: str) -> Turn:
    """A turn with these words."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    said = tuple(
        TurnInput(message_id=f"m{seq}", seq=seq, text=text, lang="en", created_at=at, intent=None)
        for seq, text in enumerate(texts, start=1)
    )
    return Turn(
        conversation_id="c", epoch=1, sender="c-1", after_seq=0, upto_seq=len(said), lang="en", inputs=said
    )


@asynccontextmanager
async def stand_in() -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """A process that answers as Rasa's channel does."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(sys.executable, str(STAND_IN), str(port))
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def watched(*urls: str) -> AsyncIterator[Servers]:
    """These servers as one bot."""
    servers = Servers([Server.of(BotWatch(url, seconds=0.05), SETTINGS) for url in urls])
    await servers.start()
    try:
        yield servers
    finally:
        await servers.close()


async def test_a_killed_server_costs_no_turn() -> None:
    """The other answers at once, before anybody has noticed, and after."""
    async with AsyncExitStack() as stack:
        (one, first), (two, _) = [await stack.enter_async_context(stand_in()) for _ in range(2)]
        servers = await stack.enter_async_context(watched(one, two))
        await eventually(lambda: servers.count(BotStatus.READY) == 2)
        first.kill()
        await first.wait()
        for _ in range(6):
            reply = await servers.reply(turn_of("hello"))
            assert [message.text for message in reply.messages] == ["Rasa says so."]
        await eventually(lambda: servers.count(BotStatus.DOWN) == 1)
        assert servers.status is BotStatus.READY
        assert (await servers.reply(turn_of("hello"))).messages


async def test_both_servers_are_asked_in_turn() -> None:
    """Neither idles while the other works."""
    async with AsyncExitStack() as stack:
        running = [await stack.enter_async_context(stand_in()) for _ in range(2)]
        servers = await stack.enter_async_context(watched(*(url for url, _ in running)))
        await eventually(lambda: servers.count(BotStatus.READY) == 2)
        for _ in range(2):
            with pytest.raises(BotUnavailable):
                await servers.reply(turn_of("die"))
        assert [await process.wait() for _, process in running] == [-9, -9]


async def test_a_turn_that_broke_off_is_nobody_elses() -> None:
    """Nobody knows how far it came: it is not run again."""
    async with AsyncExitStack() as stack:
        (one, _), (two, second) = [await stack.enter_async_context(stand_in()) for _ in range(2)]
        servers = await stack.enter_async_context(watched(one, two))
        await eventually(lambda: servers.count(BotStatus.READY) == 2)
        with pytest.raises(BotUnavailable) as broken:
            await servers.reply(turn_of("die"))
        assert not isinstance(broken.value, BotAway)
        assert second.returncode is None
        assert (await servers.reply(turn_of("hello"))).messages


async def test_where_nobody_is_there_the_bot_is_away() -> None:
    """And the fallback answers."""
    async with watched(NOTHING_LISTENS, NOTHING_LISTENS) as servers:
        with pytest.raises(BotAbsent):
            await servers.reply(turn_of("hello"))
        assert servers.status is BotStatus.STARTING


async def test_the_metric_tells_how_many_are_there() -> None:
    """By state, as it is at the moment of asking."""
    metrics = Metrics()
    async with stand_in() as (url, _):
        settings = load_settings({"bot_url": f"{url},{NOTHING_LISTENS}", "bot_secret": "s"})
        servers = Servers.chosen(settings, Path(), "http://127.0.0.1:1", metrics)
        await servers.start()
        await eventually(lambda: servers.count(BotStatus.READY) == 1)
        await servers.close()

    def told(state: str) -> float | None:
        metrics.text()
        return metrics.registry.get_sample_value("baton_bot_servers", {"state": state})

    assert (told("ready"), told("starting"), told("down")) == (1, 1, 0)
    metrics = Metrics()
    Servers.chosen(load_settings({"bot_enabled": False}), Path(), "http://127.0.0.1:1", metrics)
    assert told("starting") is None, "a bot that is turned off is not missing"


def test_the_setting_takes_several_addresses() -> None:
    """Blanks and slashes at the end do no harm."""
    settings = load_settings({"bot_url": "http://a:5005, http://b:5005/", "bot_secret": "s"})
    assert settings.bot_urls == ("http://a:5005", "http://b:5005")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"bot_processes": 2}, "several Rasa servers need"),
        ({"bot_trackers_url": "postgresql://127.0.0.1/rasa"}, "go together"),
        ({"bot_locks_url": "redis://127.0.0.1/2"}, "go together"),
    ],
)
def test_servers_that_share_nothing_are_refused(given: dict[str, object], told: str) -> None:
    """Else a form would lose its place at every second message."""
    with pytest.raises(SettingsError, match=told):
        load_settings(given)


async def test_the_doctor_looks_at_every_server_and_what_they_share() -> None:
    """A silent server is a warning, for the others go on; without what they share none starts."""
    async with stand_in() as (url, _):
        settings = load_settings(
            {
                "bot_url": f"{url},{NOTHING_LISTENS}",
                "bot_secret": "s",
                "bot_trackers_url": "postgresql://u:geheim@127.0.0.1:1/rasa",
                "bot_locks_url": "redis://:geheim@127.0.0.1:1/0",
            }
        )
        there = await eventually(lambda: _first_answers(settings))
    assert [finding.verdict for finding in there] == [
        Verdict.OK,
        Verdict.WARNING,
        Verdict.PROBLEM,
        Verdict.PROBLEM,
    ]
    assert "geheim" not in " ".join(finding.found for finding in there)
    assert await check_servers(load_settings({})) == []


async def _first_answers(settings: Settings) -> list[Finding] | None:
    found = await check_servers(settings)
    return found if found[0].verdict is Verdict.OK else None
