"""The shipped nginx configuration before two real app processes on PostgreSQL and Redis."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import httpx
import pytest
import socketio
from prometheus_client.parser import text_string_to_metric_families

from handoff.bot_link.free_port import free_port
from tests.support.clients import AGENT, Client, Visitor
from tests.support.databases import drop_postgres_database, make_postgres_database
from tests.support.files import png
from tests.support.instance import PASSWORD, Instance, add_agent, started
from tests.support.model import give_models
from tests.support.nginx import Proxy, nginx, nginx_program
from tests.support.waiting import eventually

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/14")
BURST = 2 * 10
WEBSOCKET, POLLING, BOTH = ("websocket",), ("polling",), ("polling", "websocket")


@dataclass(kw_only=True)
class App:
    """One app process, which can be stopped and started on its port."""

    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    stack: ExitStack = field(default_factory=ExitStack)

    def start(self) -> Instance:
        return self.stack.enter_context(started(self.folder, "--port", str(self.port), **self.environment))

    def stop(self) -> None:
        self.stack.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def connections(self) -> int:
        """Live connections of customers that this very process holds."""
        async with httpx.AsyncClient(trust_env=False) as http:
            text = (await http.get(f"{self.url}/metrics")).text
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                if sample.name == "baton_socket_connections" and sample.labels["namespace"] == "/visitor":
                    return int(sample.value)
        return 0


@dataclass(frozen=True, kw_only=True)
class Site:
    """Two apps and the proxy before them."""

    proxy: Proxy
    apps: tuple[App, App]

    async def connections(self) -> list[int]:
        return [await app.connections() for app in self.apps]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    nginx_program()
    url = asyncio.run(make_postgres_database())
    environment = {
        "BATON_DATABASE_URL": url.replace("+asyncpg", ""),
        "BATON_REDIS_URL": REDIS,
        "BATON_SECRET_KEY": "one-key-for-all-processes-of-this-desk",
        "BATON_BOT_ENABLED": "false",
        "BATON_OFFERS": "false",
        "BATON_SESSIONS_PER_MINUTE": str(BURST // 2),
    }
    one, two = (App(folder=tmp_path_factory.mktemp(name), environment=environment) for name in ("one", "two"))
    for app in (one, two):
        give_models(app.folder)
    add_agent(one.folder, environment)
    addresses = {"app-1:8000": f"127.0.0.1:{one.port}", "app-2:8000": f"127.0.0.1:{two.port}"}
    try:
        with one.stack, two.stack, nginx(tmp_path_factory.mktemp("nginx"), addresses) as proxy:
            one.start()
            two.start()
            yield Site(proxy=proxy, apps=(one, two))
            one.stop()
            two.stop()
    finally:
        asyncio.run(drop_postgres_database(url))


@asynccontextmanager
async def customer(
    site: Site, transports: tuple[str, ...], address: str = "127.0.0.1"
) -> AsyncIterator[Visitor]:
    """A customer with a conversation, who comes from an address of this machine."""
    transport = httpx.AsyncHTTPTransport(local_address=address)
    async with httpx.AsyncClient(transport=transport, trust_env=False) as http:
        answer = await http.post(f"{site.proxy.url}/api/v1/visitor/session", json={"locale": "en"})
    session = answer.json()
    client = Visitor(session["token"], session["visitor_id"])
    connector = aiohttp.TCPConnector(local_addr=(address, 0))
    async with aiohttp.ClientSession(connector=connector) as http_session:
        client.socket = socketio.AsyncClient(reconnection=False, http_session=http_session)
        client.socket.on("*", client._note, namespace=client.namespace)
        await client.connect(site.proxy.url, client.token, transports)
        await client.open()
        yield client
        await client.close()


@asynccontextmanager
async def agent(site: Site) -> AsyncIterator[Client]:
    """Ana, connected and available."""
    async with httpx.AsyncClient(trust_env=False) as http:
        account = {"email": "ana@example.org", "password": PASSWORD}
        answer = await http.post(f"{site.proxy.url}/api/v1/auth/login", json=account)
    client = Client(AGENT)
    await client.connect(site.proxy.url, answer.json()["token"])
    await client.ok("availability.set", availability="online", capacity=50)
    yield client
    await client.close()


@asynccontextmanager
async def customers(
    site: Site, transports: tuple[str, ...], addresses: Sequence[str]
) -> AsyncIterator[list[Visitor]]:
    """Customers from these addresses; they leave together, for who polls does so at the end of a poll."""
    coming = [customer(site, transports, address) for address in addresses]
    try:
        yield [await one.__aenter__() for one in coming]
    finally:
        await asyncio.gather(*(one.__aexit__(None, None, None) for one in coming))


@pytest.mark.parametrize("transports", [WEBSOCKET, POLLING, BOTH], ids=["websocket", "polling", "upgrade"])
async def test_a_conversation_through_the_proxy(site: Site, transports: tuple[str, ...]) -> None:
    """Customers from several addresses, an agent, and whoever of the two processes has them."""
    addresses = [f"127.0.1.{number}" for number in range(1, 5)]
    async with agent(site) as ana, customers(site, transports, addresses) as everybody:
        for number, one in enumerate(everybody):
            await one.asks_for_a_person()
            await ana.ok("conversation.claim", conversation_id=one.conversation_id)
            await ana.ok("conversation.open", conversation_id=one.conversation_id)
            await ana.say(one.conversation_id, f"Hello {number}")
            await one.hears("message.new", lambda data, n=number: data["message"]["text"] == f"Hello {n}")
            for word in (f"one of {number}", f"two of {number}"):
                await one.says(word)
                await ana.hears("message.new", lambda data, w=word: data["message"]["text"] == w)


@pytest.mark.parametrize("transports", [WEBSOCKET, POLLING], ids=["websocket", "polling"])
async def test_both_processes_take_their_share(site: Site, transports: tuple[str, ...]) -> None:
    """Websockets wherever there is room, though all come from one address; polling by address."""
    addresses = ["127.0.2.1"] * 8 if transports is WEBSOCKET else [f"127.0.3.{n}" for n in range(1, 13)]
    before = await site.connections()
    async with customers(site, transports, addresses):
        grown = [now - then for now, then in zip(await site.connections(), before, strict=True)]
    assert sum(grown) == len(addresses)
    assert min(grown) >= (3 if transports is WEBSOCKET else 1)


async def test_a_process_that_restarts_costs_nobody_the_desk(site: Site) -> None:
    """While one is gone the other serves everybody; when it is back it takes its share."""
    first, _ = site.apps
    async with customer(site, WEBSOCKET) as one, httpx.AsyncClient(trust_env=False) as http:
        before = await one.says("before")
        await asyncio.to_thread(first.stop)
        for _ in range(8):
            assert (await http.get(f"{site.proxy.url}/healthz")).status_code == 200
        for transports in (WEBSOCKET, POLLING):
            again = Visitor(one.token, one.visitor_id)
            await again.connect(site.proxy.url, one.token, transports)
            opened = await again.open(conversation_id=one.conversation_id)
            assert before in opened["messages"]
            await again.says(f"meanwhile by {transports[0]}")
            await again.close()
        await asyncio.to_thread(first.start)

        async def shared() -> bool:
            async with customer(site, WEBSOCKET, "127.0.4.1"), customer(site, WEBSOCKET, "127.0.4.1"):
                return min(await site.connections()) > 0

        await eventually(shared, timeout=30)


async def test_callers_are_counted_by_their_own_address(site: Site) -> None:
    """What they claim about themselves does not matter: the proxy says who they are."""

    async def begun(address: str, claimed: str) -> int:
        transport = httpx.AsyncHTTPTransport(local_address=address)
        async with httpx.AsyncClient(transport=transport, trust_env=False) as http:
            answer = await http.post(
                f"{site.proxy.url}/api/v1/visitor/session",
                json={"locale": "en"},
                headers={"X-Forwarded-For": claimed},
            )
        return answer.status_code

    # Each process counts for itself, so there are two bursts to spend.
    seen = [await begun("127.0.5.1", f"10.0.{number // 250}.{number % 250}") for number in range(3 * BURST)]
    assert seen[0] == 200
    assert 429 in seen
    assert await begun("127.0.5.2", "127.0.5.1") == 200


async def test_what_is_not_the_publics_is_hidden(site: Site) -> None:
    """Rasa's doors have a port of their own, and still ask for the secret."""
    async with httpx.AsyncClient(trust_env=False) as http:
        for path in ("/metrics", "/readyz", "/rasa/actions", "/internal/embed"):
            assert (await http.post(f"{site.proxy.url}{path}", json={})).status_code == 404
        assert (await http.get(f"{site.proxy.url}/metrics")).status_code == 404
        for path in ("/rasa/actions", "/internal/embed"):
            assert (await http.post(f"{site.proxy.rasa_url}{path}", json={})).status_code == 401
        for path in ("/", "/api/v1/conversations", "/metrics"):
            assert (await http.get(f"{site.proxy.rasa_url}{path}")).status_code == 404


async def test_a_large_file_passes_the_proxy(site: Site) -> None:
    """As large as a file may be by default; a larger one is refused by the desk itself, in its own words."""
    async with customer(site, WEBSOCKET) as kim, httpx.AsyncClient(trust_env=False) as http:
        path = f"{site.proxy.url}/api/v1/conversations/{kim.conversation_id}/attachments"
        head = {"Authorization": f"Bearer {kim.token}"}
        largest = png() + b"\x00" * (10_000_000 - len(png()))
        put = await http.post(path, params={"name": "lamp.png"}, content=largest, headers=head)
        assert put.status_code == 200, put.text
        got = await http.get(f"{path}/{put.json()['id']}", headers=head)
        assert got.content == largest
        refused = await http.post(path, params={"name": "lamp.png"}, content=largest + b"\x00", headers=head)
        assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
