"""The demo's order service, asked over HTTP the way the bot asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from sanic import Sanic

from bot.actions.orders import HttpOrderLookup
from handoff.demo.web import demo_blueprint


def clock() -> datetime:
    return datetime(2025, 3, 14, 12, 0, tzinfo=UTC)


@asynccontextmanager
async def lifespan(app: Sanic) -> AsyncIterator[None]:
    """An ASGI app that has started up, as under a real server."""
    inbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    outbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    running = asyncio.create_task(app({"type": "lifespan"}, inbox.get, outbox.put))
    await inbox.put({"type": "lifespan.startup"})
    assert await outbox.get() == {"type": "lifespan.startup.complete"}
    yield
    await inbox.put({"type": "lifespan.shutdown"})
    await running


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = Sanic(f"demo-{uuid4().hex}", configure_logging=False)
    app.config.TOUCHUP = False  # it rewrites Sanic itself, which works for one app a process
    app.blueprint(demo_blueprint(clock))
    transport = httpx.ASGITransport(app=app)
    async with (
        lifespan(app),
        httpx.AsyncClient(transport=transport, base_url="http://demo.example") as session,
    ):
        yield session


async def test_an_order_is_told(client: httpx.AsyncClient) -> None:
    """Number and e-mail give the order as JSON."""
    answer = await client.get("/demo/orders/LM-20417", params={"email": "maria@customer.example"})
    assert answer.status_code == 200
    assert answer.json() == {
        "number": "LM-20417",
        "status": "shipped",
        "placed_on": "2025-03-12",
        "items": ["Pendant lamp Czapla, oak", "LED bulb E27, 9 W"],
        "carrier": "Szybka Paczka",
        "tracking": "SP4410023817",
        "expected": "2025-03-15",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/demo/orders/LM-20417?email=jakub@customer.example",
        "/demo/orders/LM-20417",
        "/demo/orders/LM-1?email=maria@customer.example",
    ],
)
async def test_everything_else_is_one_and_the_same_problem(client: httpx.AsyncClient, path: str) -> None:
    """A wrong e-mail cannot be told from an unknown order."""
    answer = await client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "order_not_found"


async def test_the_bot_understands_the_answer(client: httpx.AsyncClient) -> None:
    """The bot's own lookup reads what this service says."""
    lookup = HttpOrderLookup(url="http://demo.example/demo/orders", client=client)
    found = await lookup.find("LM-20431", "jakub@customer.example")
    assert found is not None
    assert (found.status, found.expected) == ("out_for_delivery", clock().date())
    assert await lookup.find("LM-20431", "maria@customer.example") is None
