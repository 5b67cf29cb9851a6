"""`BATON_BOT_PROCESSES=2`: a desk with two Rasa servers of its own, one of which is killed."""

import asyncio
import os
import signal
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import httpx
import pytest

from bench.turns.baton_side import Visitor, seats
from bench.turns.script import Line
from tests.rasa.words import word
from tests.support.databases import drop_postgres_database, make_postgres_database
from tests.support.demo import demo
from tests.support.instance import Instance
from tests.support.waiting import eventually

pytestmark = [pytest.mark.rasa, pytest.mark.postgres, pytest.mark.redis]
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


@pytest.fixture
def instance(model: Path, tmp_path: Path) -> Iterator[Instance]:
    """The demo with two Rasa servers, ready."""
    url = asyncio.run(make_postgres_database())
    shared = {"BATON_BOT_TRACKERS_URL": url, "BATON_BOT_LOCKS_URL": REDIS, "BATON_BOT_PROCESSES": "2"}
    try:
        with demo(tmp_path, **shared) as running:
            yield running
    finally:
        asyncio.run(drop_postgres_database(url))


def port_of(pid: int) -> int:
    """Where this Rasa server listens."""
    line = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return int(line[line.index("-p") + 1])


async def all_ready(instance: Instance) -> None:
    """The bot is ready as soon as one server is; wait for the other, too."""
    async with httpx.AsyncClient(trust_env=False) as http:
        for port in map(port_of, instance.rasas()):

            async def answers(url: str = f"http://127.0.0.1:{port}/webhooks/baton/") -> bool:
                try:
                    return (await http.get(url)).status_code == httpx.codes.OK
                except httpx.TransportError:
                    return False

            await eventually(answers, timeout=180)


async def killed(pid: int) -> None:
    """This server is dead: a dying one gives its memory back first, and takes connections until then."""
    port = port_of(pid)
    os.kill(pid, signal.SIGKILL)

    async def refuses() -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return True
        writer.close()
        return False

    await eventually(refuses, timeout=60)


async def test_a_form_survives_the_server_it_was_begun_on(instance: Instance) -> None:
    """The customer notices nothing: each answer is asked of whoever is there."""
    before = instance.rasas()
    assert len(before) == 2
    await all_ready(instance)
    async with seats(instance.url, repeat([Line(kind="question", text="-", lang="en")]), 1) as sitting:
        (visitor,) = sitting.customers
        assert isinstance(visitor, Visitor)

        async def says(text: str) -> str:
            """The first thing the bot says to these words."""
            known = len(visitor.heard)
            async with asyncio.timeout(90):
                await visitor.ask(Line(kind="question", text=text, lang="en"))
            return str(visitor.heard[known]["text"])

        assert await says("where is my order please") == word("utter_ask_order_number", "en")
        await killed(min(before))
        assert await says("LM-20417") == word("utter_ask_email", "en")
        assert "LM-20417" in await says("maria@customer.example")
    assert instance.ready()["bot"] == "ready"
