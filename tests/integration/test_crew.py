"""`baton run --processes 3`: one desk on one port, which loses nothing when a process dies."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.clients import AGENT, Client, Visitor
from tests.support.databases import drop_postgres_database, make_postgres_database
from tests.support.instance import PASSWORD, ROOT, Instance, add_agent, started
from tests.support.model import give_models
from tests.support.waiting import eventually

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
PROCESSES = 3


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Three processes without a bot, and one agent."""
    folder = tmp_path_factory.mktemp("crew")
    url = asyncio.run(make_postgres_database())
    environment = {
        "BATON_DATABASE_URL": url.replace("+asyncpg", ""),
        "BATON_REDIS_URL": REDIS,
        "BATON_BOT_ENABLED": "false",
        "BATON_OFFERS": "false",
    }
    try:
        give_models(folder)
        add_agent(folder, environment)
        with started(folder, "--processes", str(PROCESSES), **environment) as running:
            yield running
    finally:
        asyncio.run(drop_postgres_database(url))


async def customer(url: str) -> Visitor:
    """Somebody with a conversation."""
    async with httpx.AsyncClient() as http:
        session = (await http.post(f"{url}/api/v1/visitor/session", json={"locale": "en"})).json()
    client = Visitor(session["token"], session["visitor_id"])
    await client.connect(url, client.token)
    await client.open()
    return client


async def agent(url: str) -> Client:
    """Ana, connected and available."""
    async with httpx.AsyncClient() as http:
        account = {"email": "ana@example.org", "password": PASSWORD}
        token = (await http.post(f"{url}/api/v1/auth/login", json=account)).json()["token"]
    client = Client(AGENT)
    await client.connect(url, token)
    await client.ok("availability.set", availability="online")
    return client


async def test_several_processes_are_one_desk(crew: Instance) -> None:
    """Whoever is connected where: each hears the others, and everything is there in order."""
    assert len(crew.members()) == PROCESSES
    ana = await agent(crew.url)
    customers = [await customer(crew.url) for _ in range(6)]
    for one in customers:
        await one.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=one.conversation_id)
        await ana.ok("conversation.open", conversation_id=one.conversation_id)
        await ana.say(one.conversation_id, f"Hello {one.visitor_id}")
        if one is not customers[-1]:
            await ana.ok("conversation.resolve", conversation_id=one.conversation_id, reason="fixed")
    for one in customers:
        await one.hears(
            "message.new", lambda data, mine=one: data["message"]["text"] == f"Hello {mine.visitor_id}"
        )
    for client in [ana, *customers]:
        await client.close()


async def test_metrics_are_of_all_processes(crew: Instance) -> None:
    """Whichever process is asked: connections and counts of all of them, and of the dead no connection."""
    pattern = re.compile(r'^baton_socket_connections\{namespace="/visitor"\} ([\d.]+)$', re.M)

    async def connected() -> set[float]:
        told = set()
        for _ in range(2 * PROCESSES):
            async with httpx.AsyncClient(trust_env=False) as http:  # a new connection goes to any of them
                text = (await http.get(f"{crew.url}/metrics")).text
            told |= {float(count) for count in pattern.findall(text)}
        return told

    async def settled_at(count: float) -> bool:
        return await connected() <= {count}

    await eventually(lambda: settled_at(0.0))
    customers = [await customer(crew.url) for _ in range(7)]
    assert await connected() == {7.0}
    killed = crew.members()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    await eventually(lambda: len(crew.members() - killed) == PROCESSES, timeout=90)
    for one in customers:
        await one.close()

    async def forgotten() -> bool:
        try:
            return await settled_at(0.0)
        except httpx.TransportError:  # the processes are still coming up
            return False

    await eventually(forgotten, timeout=90)


async def test_a_killed_process_comes_back_and_nothing_is_lost(crew: Instance) -> None:
    """Who was connected there connects again, and catches up with what was said meanwhile."""
    ana, one = await agent(crew.url), await customer(crew.url)
    await one.asks_for_a_person()
    await ana.ok("conversation.claim", conversation_id=one.conversation_id)
    before = await one.says("before")
    killed = crew.members()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    await eventually(lambda: len(crew.members() - killed) == PROCESSES, timeout=90)

    async def back() -> bool:
        again = Visitor(one.token, one.visitor_id)
        try:
            await again.connect(crew.url, one.token)
            said = await again.open(conversation_id=one.conversation_id)
        except Exception:  # the processes are still coming up
            return False
        assert before in said["messages"]
        await again.says("after")
        await again.close()
        return True

    await eventually(back, timeout=90)
    ana = await agent(crew.url)
    opened = await ana.ok("conversation.open", conversation_id=one.conversation_id)
    texts = [message["text"] for message in opened["messages"] if message["author"]["type"] == "visitor"]
    assert texts == ["before", "after"]
    await ana.close()


async def test_one_process_needs_no_more_than_a_file_but_several_do(tmp_path: Path) -> None:
    """The mistake is one plain line."""
    done = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "handoff.cli", "run", "--processes", "2", "--data-dir", str(tmp_path),
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    _, told = await done.communicate()
    assert done.returncode == 2
    assert "several processes need" in told.decode()
    assert "Traceback" not in told.decode()
