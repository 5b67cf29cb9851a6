"""Builds every part, starts them in order and closes them in reverse; the only module that knows them all."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import socketio

from bot.actions import build_answering, build_executor
from bot.actions.orders import HttpOrderLookup, NoOrderLookup
from bot.actions.texts import load_texts
from bot.parts import asks
from bot.signals import Assessor
from handoff.auth import PasswordHasher, Tokens
from handoff.bot_link.fallback import ArticleFallback
from handoff.bot_link.one_by_one import OneByOne
from handoff.bot_link.rasa_process import BotStatus
from handoff.bot_link.several import Servers
from handoff.bot_link.side_answers import SideAnswers
from handoff.bot_link.turn_reading import TurnReader
from handoff.bot_link.turn_runner import TurnRunner
from handoff.clock import now
from handoff.config import Settings
from handoff.connections.limits import DoorLimits
from handoff.connections.presence import Presence
from handoff.demo.web import demo_blueprint
from handoff.desk.context import Desk
from handoff.desk.ids import uuid7
from handoff.desk.queueing.pace_watch import FRESH, PaceWatch
from handoff.desk.reporting.figure_days import count_days
from handoff.health.metrics import Metrics
from handoff.learning.dial import Dial
from handoff.learning.replays import Replays
from handoff.loops.assigner import Assigner
from handoff.loops.forgetting import Forgetting
from handoff.loops.rounds import Rounds
from handoff.loops.terms_watch import TermsWatch
from handoff.loops.watchdog import Watchdog
from handoff.mail.running import start_mail
from handoff.processes.embedding import load_model, reranker_of, start_index
from handoff.processes.listener import address_of, listener_of, serve_asgi
from handoff.rules import in_force, limits_of, policy_of
from handoff.services import Services
from handoff.sockets import close_sockets, create_sockets, new_server
from handoff.sockets.heartbeat import Heartbeat
from handoff.sockets.publisher import SocketPublisher
from handoff.storage.engine.away import told_plainly
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from handoff.web import create_web
from handoff.webhooks.running import start_webhooks
from kb_index.embedder import CachedEmbedder
from kb_index.language import detect
from kb_index.late import LateEmbedder
from kb_index.models import DEFAULT_MODEL
from kb_index.search import KnowledgeIndex
from kb_index.store import ArticleStore

log = logging.getLogger(__name__)

COUNT_SECONDS = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One instance that is up: where it listens and the parts that a caller may look at."""

    url: str
    services: Services
    rasa: Servers


async def serve(settings: Settings, *, root: Path, announce: Callable[[str, Settings], None]) -> None:
    """Run one instance until a signal asks it to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with running(settings, root=root) as instance:
        announce(instance.url, settings)
        # What was built stays for good: to look through it for garbage would hold up every message each time.
        gc.freeze()
        await stop.wait()


@asynccontextmanager
async def running(settings: Settings, *, root: Path) -> AsyncIterator[Running]:
    """One instance, up as long as the block lasts; the pages do not wait for models or for Rasa."""
    async with AsyncExitStack() as stack:
        listener = stack.enter_context(listener_of(settings.host, settings.port, settings.listen_fd))
        url = address_of(settings.host, listener.getsockname()[1])
        engine = open_engine(settings.database_url)
        stack.push_async_callback(engine.dispose)
        store = SqlStore(engine)
        articles = ArticleStore(engine, clock=now, new_id=uuid7, saying=told_plainly)

        model = LateEmbedder(lambda: load_model(settings))
        metrics = Metrics()
        embedder = CachedEmbedder(model, on_embedded=metrics.embedded_texts)
        stack.callback(embedder.close)
        reranker = reranker_of(settings)
        index = KnowledgeIndex.open(articles, embedder, settings.data_dir, reranker=reranker)
        stack.push_async_callback(index.close)

        rasa = Servers.chosen(settings, root, url, metrics)
        status = _status(settings, rasa, index)
        server, presence = new_server(settings), Presence()
        publisher = SocketPublisher(server=server, metrics=metrics)
        desk = Desk(
            store=store,
            publisher=publisher,
            clock=now,
            new_id=uuid7,
            policy=policy_of(settings),
            past=PaceWatch(FRESH),
        )
        dial = Dial(desk, index, start_risk=settings.answer_risk)
        terms = TermsWatch(desk)
        texts = load_texts()
        answering = build_answering(search=index, texts=texts, decide=dial.decide)
        from_articles = ArticleFallback(answering)
        reader = TurnReader(
            desk=desk,
            assess=Assessor(
                embedder,
                limits=limits_of(settings),
                default_model=settings.embedding_model == DEFAULT_MODEL,
            ),
            in_force=partial(in_force, settings, dial),
        )
        runner = TurnRunner(
            desk=desk,
            bot=OneByOne(ask=rasa.reply, texts=texts),
            fallback=OneByOne(ask=from_articles, texts=texts),
            reader=reader,
            status=status,
            typing=publisher.bot_typing,
            patience_seconds=settings.bot_patience_seconds,
            worker=uuid7(),
            metrics=metrics,
        )
        assigner = Assigner(desk)
        asides = SideAnswers(desk=desk, reader=reader, ask=from_articles, asks=asks, metrics=metrics)
        stack.push_async_callback(asides.close)
        publisher.serve(desk, runner, assigner if desk.policy.routing.offers else None, asides)
        stack.push_async_callback(publisher.close)
        orders = await _orders(settings, url, stack)
        services = Services(
            settings=settings,
            desk=desk,
            tokens=Tokens(settings.secret_key, clock=now, identity_secret=settings.identity_secret),
            hasher=PasswordHasher(),
            server=server,
            presence=presence,
            articles=articles,
            index=index,
            dial=dial,
            terms=terms,
            replays=Replays(desk=desk, dial=dial),
            embedder=embedder,
            actions=build_executor(search=index, orders=orders, decide=dial.decide),
            bot_status=status,
            static_dir=root / "agent_ui" / "dist",
            metrics=metrics,
            limits=DoorLimits(settings.sessions_per_minute),
            blueprints=(demo_blueprint(now),) if settings.demo else (),
        )
        create_sockets(services)
        heartbeat = Heartbeat(
            server=server,
            desk=desk,
            presence=presence,
            seconds=settings.head_seconds,
            queue_moved=publisher.queue_moved,
        )

        await dial.start()
        stack.push_async_callback(dial.close)
        await terms.start()
        stack.push_async_callback(terms.close)
        asgi = socketio.ASGIApp(server, create_web(services))
        await serve_asgi(asgi, listener, stack, proxies=settings.trusted_proxies)
        stack.push_async_callback(close_sockets, services)
        indexing = asyncio.create_task(start_index(index, model, reranker), name="index-start")
        stack.push_async_callback(_cancelled, indexing)
        if settings.bot_enabled:
            await rasa.start()
            stack.push_async_callback(rasa.close)
        await heartbeat.start()
        stack.push_async_callback(heartbeat.close)
        await runner.start()
        stack.push_async_callback(runner.close)
        if desk.policy.routing.offers:
            await assigner.start()
            stack.push_async_callback(assigner.close)
        await start_mail(stack, settings=settings, desk=desk, metrics=metrics, detect=detect)
        await start_webhooks(stack, settings=settings, desk=desk, metrics=metrics)
        watchdog = Watchdog(desk, metrics=metrics)
        await watchdog.start()
        stack.push_async_callback(watchdog.close)
        forgetting = Forgetting(desk, days=settings.events_days)
        await forgetting.start()
        stack.push_async_callback(forgetting.close)
        # A pause comes first: days that are over can wait, and the start shall not.
        figure_rounds = Rounds(partial(count_days, desk), name="counting of days", seconds=COUNT_SECONDS)
        figure_rounds.start(at_once=False)
        stack.push_async_callback(figure_rounds.close)
        yield Running(url=url, services=services, rasa=rasa)


def _status(settings: Settings, rasa: Servers, index: KnowledgeIndex) -> Callable[[], BotStatus]:
    """The bot is ready when Rasa and the index are: without articles it would know nothing."""

    def status() -> BotStatus:
        if not settings.bot_enabled:
            return BotStatus.OFF
        of_rasa = rasa.status
        return BotStatus.STARTING if of_rasa is BotStatus.READY and not index.status().ready else of_rasa

    return status


async def _orders(settings: Settings, url: str, stack: AsyncExitStack) -> HttpOrderLookup | NoOrderLookup:
    address = settings.order_lookup_url or (f"{url}/demo/orders" if settings.demo else "")
    if not address:
        return NoOrderLookup()
    client = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
    return HttpOrderLookup(url=address, client=client)


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
