"""The desk's doors on a random port over SQLite, with a scripted bot in Rasa's place."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import socketio
import uvicorn

from bot.actions import build_answering
from bot.parts import asks
from handoff.auth import PasswordHasher, Tokens
from handoff.bot_link.fallback import ArticleFallback
from handoff.bot_link.rasa_process import BotStatus
from handoff.bot_link.scripted_bot import ScriptedBot
from handoff.bot_link.side_answers import SideAnswers
from handoff.bot_link.turn_reading import TurnReader
from handoff.bot_link.turn_runner import Bot, TurnRunner
from handoff.config import Settings
from handoff.connections.presence import Presence
from handoff.desk.context import Desk
from handoff.desk.identity import people
from handoff.desk.ids import uuid7
from handoff.desk.queueing.queue_state import QueueWatch
from handoff.domain.enums import Role
from handoff.domain.identity.people import Agent
from handoff.domain.policy import Policy
from handoff.health.metrics import Metrics
from handoff.learning.dial import Dial
from handoff.learning.replays import Replays
from handoff.loops.terms_watch import TermsWatch
from handoff.services import Services
from handoff.sockets import close_sockets, create_sockets, new_server
from handoff.sockets.heartbeat import Heartbeat
from handoff.sockets.publisher import SocketPublisher
from handoff.storage.engine.away import told_plainly
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from handoff.web import create_web
from kb_index.store import ArticleStore
from tests.support.stand_ins import ActionTable, Assessor, FlatEmbedder, WordIndex, if_sure

PASSWORD = "correct horse"
BOT_SECRET = "the-secret-of-app-and-rasa"
IDENTITY_SECRET = "the-secret-of-the-host-site-and-us-which-is-long-enough-for-any-algorithm"


@dataclass(kw_only=True)
class DeskApp:
    """A running app and the parts a test may turn."""

    url: str
    services: Services
    bot: ScriptedBot
    runner: TurnRunner
    heartbeat: Heartbeat
    publisher: SocketPublisher
    status: list[BotStatus]
    http: httpx.AsyncClient
    clock_shift: list[float]

    @property
    def desk(self) -> Desk:
        return self.services.desk

    async def add(self, name: str, role: Role = Role.AGENT, capacity: int = 4) -> Agent:
        """A member of staff with the password of all."""
        return await people.add_agent(
            self.desk,
            email=f"{name.lower()}@example.org",
            name=name,
            role=role,
            password_hash=_HASH,
            capacity=capacity,
        )

    def token_of(self, agent: Agent) -> str:
        return self.services.tokens.for_agent(agent.id)

    async def new_visitor(self, locale: str = "en") -> tuple[str, str]:
        """The token and id of a new visitor."""
        answer = await self.http.post("/api/v1/visitor/session", json={"locale": locale})
        body = answer.json()
        return body["token"], body["visitor_id"]


_HASH = asyncio.run(PasswordHasher().hash(PASSWORD))


@asynccontextmanager
async def desk_app(
    folder: Path, *, other_bot: Bot | None = None, fallback: bool = False, **changes: Any
) -> AsyncIterator[DeskApp]:
    """The app, up as long as the block lasts; with another bot, or with a fallback, where a test wants it."""
    policy = changes.pop("policy", Policy())
    patience = changes.pop("bot_patience_seconds", 60.0)
    settings = Settings(
        data_dir=folder,
        bot_secret=BOT_SECRET,
        identity_secret=IDENTITY_SECRET,
        bot_patience_seconds=patience,
        **{
            "head_seconds": 3600.0,
            "secret_key": "a key for tests that is long enough",
            "database_url": f"sqlite+aiosqlite:///{folder / 'baton.db'}",
            **changes,
        },
    )
    await upgrade(settings.database_url)
    engine = open_engine(settings.database_url)
    shift = [0.0]

    def clock() -> datetime:
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + shift[0], tz=UTC)

    metrics, presence, server = Metrics(), Presence(), new_server(settings)
    publisher = SocketPublisher(server=server, metrics=metrics)
    desk = Desk(store=SqlStore(engine), publisher=publisher, clock=clock, new_id=uuid7, policy=policy)
    articles = ArticleStore(engine, clock=clock, new_id=uuid7, saying=told_plainly)
    index = WordIndex(articles)
    dial = Dial(desk, index, start_risk=settings.answer_risk)
    terms = TermsWatch(desk, seconds=0.2)
    bot, status = ScriptedBot(), [BotStatus.READY]
    from_articles = ArticleFallback(build_answering(search=index, decide=if_sure))
    reader = TurnReader(desk=desk, assess=Assessor(), queue=QueueWatch(desk, fresh_seconds=0))
    asides = SideAnswers(desk=desk, reader=reader, ask=from_articles, asks=asks, metrics=metrics)
    runner = TurnRunner(
        desk=desk,
        bot=other_bot or bot,
        fallback=from_articles if fallback else None,
        reader=reader,
        status=lambda: status[0],
        typing=publisher.bot_typing,
        patience_seconds=settings.bot_patience_seconds,
        worker=uuid7(),
        metrics=metrics,
    )
    publisher.serve(desk, runner, asides=asides)
    services = Services(
        settings=settings,
        desk=desk,
        tokens=Tokens(settings.secret_key, clock=clock, identity_secret=settings.identity_secret),
        hasher=PasswordHasher(),
        server=server,
        presence=presence,
        articles=articles,
        index=index,  # type: ignore[arg-type]
        dial=dial,
        terms=terms,
        replays=Replays(desk=desk, dial=dial),
        embedder=FlatEmbedder(),
        actions=ActionTable(),
        bot_status=lambda: status[0],
        static_dir=folder / "dist",
        metrics=metrics,
    )
    create_sockets(services)
    heartbeat = Heartbeat(
        server=server,
        desk=desk,
        presence=presence,
        seconds=settings.head_seconds,
        queue_moved=publisher.queue_moved,
    )
    async with _serving(socketio.ASGIApp(server, create_web(services))) as url:
        await dial.start()
        await terms.start()
        await heartbeat.start()
        await runner.start()
        async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
            try:
                yield DeskApp(
                    url=url,
                    services=services,
                    bot=bot,
                    runner=runner,
                    heartbeat=heartbeat,
                    publisher=publisher,
                    status=status,
                    http=http,
                    clock_shift=shift,
                )
            finally:
                await dial.close()
                await terms.close()
                await close_sockets(services)
                await runner.close()
                await asides.close()
                await heartbeat.close()
                await publisher.close()
    await engine.dispose()


@asynccontextmanager
async def _serving(asgi: Any) -> AsyncIterator[str]:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(
            asgi, lifespan="on", log_config=None, ws="websockets-sansio", timeout_graceful_shutdown=1
        )
    )
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started:
            if serving.done():
                raise RuntimeError("the server did not start")
            await asyncio.wait({serving}, timeout=0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listener.close()
