"""What it costs that Rasa servers share their trackers: one server, asked as the desk asks, by each store.

    python -m bench.trackers [--redis-url URL] [--sessions 40]

Starts a real Rasa server in turn with trackers in memory, with ours in PostgreSQL and locks in Redis, and
with Rasa's own SQL store. Each session is the order form and some small talk; times are of
`POST /webhooks/baton/turn`, one at a time.
"""

import argparse
import asyncio
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from sqlalchemy import make_url

from bot.training_vectors import KeptVectors
from bot.training_vectors import serving as serving_vectors
from handoff.bot_link.free_port import free_port
from tests.rasa.action_server import ActionServer, serving
from tests.rasa.server import rasa_server
from tests.rasa.turns import SECRET, Bot
from tests.support.databases import drop_postgres_database, make_postgres_database
from tests.support.model import embedding, trained_model

SCRIPT = (
    "hello",
    "where is my order please",
    "LM-12345",
    "anna@example.com",
    "thank you",
    "hello",
    "thank you",
)
ENDPOINTS = """
action_endpoint:
  url: ${{BATON_ACTIONS_URL}}
  headers:
    Authorization: Bearer ${{BATON_BOT_SECRET}}
tracker_store:
  type: SQL
  dialect: postgresql
  url: {host}
  port: {port}
  username: {user}
  password: {password}
  db: {db}
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--redis-url", default="redis://127.0.0.1:6379/15")
    options.add_argument("--sessions", type=int, default=40)
    asked = options.parse_args()
    url = asyncio.run(make_postgres_database())
    try:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-trackers-")))
            _measure(folder, stack, url, asked.redis_url, asked.sessions)
    finally:
        asyncio.run(drop_postgres_database(url))


def _measure(folder: Path, stack: ExitStack, url: str, redis_url: str, sessions: int) -> None:
    port = free_port()
    stack.enter_context(serving(ActionServer(), port))
    door = stack.enter_context(serving_vectors(KeptVectors(embedding()), SECRET))
    told = {
        "BATON_ACTIONS_URL": f"http://127.0.0.1:{port}/rasa/actions",
        "BATON_BOT_TRACKERS_URL": url,
        "BATON_BOT_LOCKS_URL": redis_url,
        **door,
    }
    kinds = {
        "in memory": "bot/endpoints.yml",
        "ours in PostgreSQL, locks in Redis": "bot/endpoints.shared.yml",
        "Rasa's own SQL store": str(_stock(folder, url)),
    }
    for name, endpoints in kinds.items():
        with rasa_server(trained_model(), folder / "rasa.log", told, endpoints) as server:
            server.wait_until_ready()
            _talk(server.bot, max(4, sessions // 8))
            short, long = _talk(server.bot, sessions), _one_long(server.bot)
        print(
            f"{name:38} p50 {np.percentile(short, 50):6.1f}  p95 {np.percentile(short, 95):6.1f} ms"
            f"   turn 100 of one session {long:6.1f} ms"
        )


def _stock(folder: Path, url: str) -> Path:
    parsed = make_url(url)
    path = folder / "endpoints.yml"
    path.write_text(
        ENDPOINTS.format(
            host=parsed.host,
            port=parsed.port or 5432,
            user=parsed.username,
            password=parsed.password or "none",
            db=parsed.database,
        )
    )
    return path


def _talk(bot: Bot, sessions: int) -> list[float]:
    times = []
    for _ in range(sessions):
        session = bot.session()
        for text in SCRIPT:
            began = time.perf_counter()
            session.say(text)
            times.append((time.perf_counter() - began) * 1000)
    return times


def _one_long(bot: Bot) -> float:
    """The median of the last eleven of a hundred turns."""
    session, times = bot.session(), []
    for number in range(100):
        began = time.perf_counter()
        session.say(("hello", "thank you")[number % 2])
        times.append((time.perf_counter() - began) * 1000)
    return float(np.median(times[-11:]))


if __name__ == "__main__":
    main()
