"""Whether the Rasa servers that others run answer, and what several of them share, for the doctor."""

import asyncpg  # type: ignore[import-untyped]
import httpx
import redis.asyncio as redis
from redis.exceptions import RedisError

from handoff.config import Settings
from handoff.health.findings import Finding, Verdict, ok, problem

SECONDS = 3.0


async def check_servers(settings: Settings) -> list[Finding]:
    """Nothing where one server of our own keeps everything in memory."""
    if not settings.bot_enabled:
        return []
    findings = [await _server(url) for url in settings.bot_urls]
    if settings.bot_trackers_url:
        findings += [await _trackers(settings.bot_trackers_url), await _locks(settings.bot_locks_url)]
    return findings


async def _server(url: str) -> Finding:
    """One that is down for a while is no fault: turns go to the others, or to the articles."""
    try:
        async with httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client:
            answer = await client.get(f"{url}/webhooks/baton/")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _silent(url, type(error).__name__)
    if answer.status_code == httpx.codes.OK:
        return ok("Rasa server", url)
    return _silent(url, f"status {answer.status_code}")


def _silent(url: str, why: str) -> Finding:
    return Finding(
        name="Rasa server",
        verdict=Verdict.WARNING,
        found=f"{url} does not answer as ready: {why}",
        remedy="Start it, wait until it has loaded its model, or mend BATON_BOT_URL.",
    )


async def _trackers(url: str) -> Finding:
    shown = url.split("@")[-1].split("?")[0]
    scheme, _, rest = url.partition(":")
    if not scheme.startswith("postgres"):
        return ok("Bot trackers", shown)
    try:
        connection = await asyncpg.connect(f"postgresql:{rest}", timeout=SECONDS)
        await connection.close()
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        remedy = "Start the database, or mend BATON_BOT_TRACKERS_URL; without it no Rasa server starts."
        return problem("Bot trackers", f"{shown} cannot be used: {error or type(error).__name__}", remedy)
    return ok("Bot trackers", shown)


async def _locks(url: str) -> Finding:
    shown = url.split("@")[-1]
    try:
        async with redis.from_url(url, socket_connect_timeout=SECONDS) as client:
            await client.ping()
    except (RedisError, OSError, ValueError) as error:
        remedy = "Start Redis, or mend BATON_BOT_LOCKS_URL; without it every turn fails."
        return problem("Bot locks", f"{shown} cannot be reached: {error}", remedy)
    return ok("Bot locks", shown)
