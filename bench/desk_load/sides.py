"""The two servers of the bench, each started as a user would start it."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx

from handoff.auth import Tokens
from handoff.desk.context import Desk
from handoff.desk.identity import people
from handoff.desk.ids import uuid7
from handoff.domain.enums import Role
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from tests.support.databases import drop_postgres_database, make_postgres_database
from tests.support.instance import started
from tests.support.model import exported_embedder

SECRET = "a-secret-of-this-bench-and-of-nothing-else"
LIMITS = {
    "BATON_SECRET_KEY": SECRET,
    "BATON_SESSIONS_PER_MINUTE": "1000000",
    "BATON_CONNECTIONS_PER_ADDRESS": "100000",
    "OMP_NUM_THREADS": "1",
}
START_SECONDS = 30
VISITORS_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where clients connect: the address, the server's process, and on Baton the agents' tokens."""

    name: str
    url: str
    pid: int
    label: str = "echo"
    agents: tuple[str, ...] = ()
    database_url: str = ""


class _Silent:
    async def publish(self, events: object) -> None:
        """Nobody is connected yet."""


@contextmanager
def bare_echo() -> Iterator[Place]:
    """A process of the bare server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bench.desk_load.echo_server", str(port)])
    url = f"http://127.0.0.1:{port}"
    try:
        asyncio.run(_until_up(url))
        yield Place(name="echo", url=url, pid=process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


@contextmanager
def baton(
    folder: Path, *, agents: int, postgres: bool, processes: int = 1, **settings: str
) -> Iterator[Place]:
    """A fresh desk of people only, with so many agents; several processes share PostgreSQL and Redis."""
    environment = {**LIMITS, "BATON_BOT_ENABLED": "false", "BATON_OFFERS": "false", **settings}
    url = asyncio.run(make_postgres_database()) if postgres else f"sqlite+aiosqlite:///{folder / 'baton.db'}"
    environment["BATON_DATABASE_URL"] = url
    if processes > 1:
        redis = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
        environment |= {"BATON_PROCESSES": str(processes), "BATON_REDIS_URL": redis}
    try:
        shutil.copytree(exported_embedder(), folder / "models")
        asyncio.run(upgrade(url))
        tokens = asyncio.run(_hire(url, agents))
        with started(folder, **environment) as instance:
            # Loading the model takes seconds of the processor, which are not what is measured.
            instance.wait_for(lambda seen: seen["index"])
            yield Place(
                name="baton",
                label=f"baton, {'postgres' if postgres else 'sqlite'}, processes: {processes}",
                url=instance.url,
                pid=instance.process.pid,
                agents=tokens,
                database_url=url,
            )
    finally:
        if postgres:
            asyncio.run(drop_postgres_database(url))


def visitor_tokens(url: str, count: int) -> list[str]:
    """The tokens of so many new visitors."""
    with httpx.Client(trust_env=False) as http, ThreadPoolExecutor(VISITORS_AT_ONCE) as pool:
        asked = partial(http.post, f"{url}/api/v1/visitor/session", json={"locale": "en"})
        answers = pool.map(lambda _: asked(), range(count))
        return [str(answer.raise_for_status().json()["token"]) for answer in answers]


async def _hire(database_url: str, count: int) -> tuple[str, ...]:
    engine = open_engine(database_url)
    tokens = Tokens(SECRET, clock=lambda: datetime.now(UTC))
    try:
        desk = Desk(
            store=SqlStore(engine), publisher=_Silent(), clock=lambda: datetime.now(UTC), new_id=uuid7
        )
        hired: Sequence[str] = [
            (
                await people.add_agent(
                    desk,
                    email=f"agent{number}@bench.example",
                    name=f"Agent {number}",
                    role=Role.AGENT,
                    password_hash="nobody logs in by password here",
                    capacity=50,
                    languages=("en",),
                )
            ).id
            for number in range(count)
        ]
        return tuple(tokens.for_agent(agent_id) for agent_id in hired)
    finally:
        await engine.dispose()


async def _until_up(url: str) -> None:
    retrying = httpx.AsyncHTTPTransport(retries=10)
    async with httpx.AsyncClient(transport=retrying, trust_env=False, timeout=START_SECONDS) as http:
        await http.get(f"{url}/socket.io/?EIO=4&transport=polling")
