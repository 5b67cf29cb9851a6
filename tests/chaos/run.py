"""One run: servers of its own, a desk of several processes, people, faults, and the checks at the end."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from handoff.auth import PasswordHasher
from handoff.desk.context import Desk
from handoff.desk.identity import people
from handoff.desk.ids import uuid7
from handoff.domain.enums import Role
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from tests.chaos import audit, checks
from tests.chaos.agent import Agent
from tests.chaos.customer import Customer
from tests.chaos.faults import Faults
from tests.chaos.half_open import seconds_until_noticed
from tests.chaos.pulse import Pulse
from tests.chaos.rasa import EchoingRasa, OwnRasa, Rasa
from tests.chaos.report import Report, count
from tests.chaos.settling import Settling
from tests.chaos.world import Options, World
from tests.support.desks import Recorder
from tests.support.instance import Instance, started
from tests.support.model import exported_embedder, give_models
from tests.support.servers import OwnPostgres, OwnRedis, own_postgres, own_redis

PASSWORD = "correct-horse-battery"
AT_ONCE = 20


@dataclass(kw_only=True)
class Chaos:
    """The parts of one run."""

    world: World
    instance: Instance
    postgres: OwnPostgres
    redis: OwnRedis
    rasa: Rasa
    customers: list[Customer] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    async def all(self) -> Report:
        """Everything from the first customer to the last check."""
        with self._timed("people came in"):
            await self._people_come()
        faults = Faults(
            self.world,
            members=lambda: sorted(self.instance.members()),
            rasa=self.rasa,
            postgres=self.postgres,
            redis=self.redis,
            lines=[person.line for person in (*self.customers, *self.agents)],
        )
        pulse = Pulse(self.world)
        feeling = asyncio.create_task(pulse.feel())
        with self._timed("chaos"):
            await self._live(faults)
        settling = Settling(self.world, self.postgres.url, self.customers, self.agents)
        with self._timed("settled"):
            wrong, half_open = await asyncio.gather(
                settling.wait(), seconds_until_noticed(self.world, self.customers[0].line.token)
            )
        feeling.cancel()
        found = await audit.read(self.postgres.url)
        lost = audit.takeovers(found, faults.kills)
        count(self.world.book, found)
        return Report(
            options=self.world.options,
            counts=dict(self.world.book.counts),
            wrong=[*wrong, *checks.everything(found, self.world.book)],
            takeovers=[(end - begin).total_seconds() for begin, end in lost if pulse.was_up(begin, end)],
            takeovers_in_outages=[
                (end - begin).total_seconds() for begin, end in lost if not pulse.was_up(begin, end)
            ],
            half_open=half_open,
            seconds=self.seconds,
            log=self.instance.output,
        )

    async def _people_come(self) -> None:
        """Everybody gets a token over HTTP, connects and is at work."""
        for number in range(self.world.options.agents):
            self.agents.append(await self._agent(number))
        for agent in self.agents:
            agent.colleagues = [other.id for other in self.agents if other is not agent]
        for number in range(self.world.options.customers):
            self.customers.append(await self._customer(number))
        people_here: list[Agent | Customer] = [*self.agents, *self.customers]
        for start in range(0, len(people_here), AT_ONCE):
            await asyncio.gather(*(person.begin() for person in people_here[start : start + AT_ONCE]))

    async def _agent(self, number: int) -> Agent:
        account = {"email": _email(number), "password": PASSWORD}
        async with self.world.http.post(f"{self.world.url}/api/v1/auth/login", json=account) as answer:
            body = await answer.json()
        return Agent(self.world, number, body["token"], body["agent"]["id"])

    async def _customer(self, number: int) -> Customer:
        url = f"{self.world.url}/api/v1/visitor/session"
        async with self.world.http.post(url, json={"locale": "en"}) as answer:
            body = await answer.json()
        return Customer(self.world, number, body["token"], body["visitor_id"])

    async def _live(self, faults: Faults) -> None:
        async with asyncio.TaskGroup() as tasks:
            for person in (*self.customers, *self.agents):
                tasks.create_task(person.live())
            await faults.deal()
            self.world.over.set()

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[what] = time.monotonic() - began

    async def close(self) -> None:
        """Everybody leaves."""
        await asyncio.gather(*(person.close() for person in (*self.customers, *self.agents)))


def _email(number: int) -> str:
    return f"agent-{number}@example.org"


async def run(options: Options) -> Report:
    """One run from nothing to its report."""
    async with AsyncExitStack() as stack:
        postgres = await stack.enter_async_context(own_postgres())
        redis = await stack.enter_async_context(own_redis())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baton-chaos-")))
        await _prepared(postgres, options)
        environment = {
            "BATON_DATABASE_URL": postgres.url,
            "BATON_REDIS_URL": redis.url,
            "BATON_HEAD_SECONDS": "5",
            "BATON_OFFER_SECONDS": "10",
            "BATON_SESSIONS_PER_MINUTE": "100000",
            "BATON_CONNECTIONS_PER_ADDRESS": "5000",
            "BATON_LOG_LEVEL": "WARNING",
        }
        echoing = None if options.rasa else await stack.enter_async_context(_echoing(options))
        if echoing is None:
            await asyncio.to_thread(give_models, folder)
        else:
            environment |= {"BATON_BOT_URL": echoing.url, "BATON_BOT_SECRET": "chaos-" * 6}
            models = await asyncio.to_thread(exported_embedder)
            shutil.copytree(models, folder / "models")
        desk = started(folder, "--processes", str(options.processes), **environment)
        instance = await asyncio.to_thread(desk.__enter__)
        stack.push_async_callback(asyncio.to_thread, desk.__exit__, None, None, None)
        http = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        chaos = Chaos(
            world=World(options=options, url=instance.url, http=http),
            instance=instance,
            postgres=postgres,
            redis=redis,
            rasa=echoing or OwnRasa(instance),
        )
        stack.push_async_callback(chaos.close)
        return await chaos.all()


@asynccontextmanager
async def _echoing(options: Options) -> AsyncIterator[EchoingRasa]:
    rasa = EchoingRasa(options.seed)
    await rasa.up()
    try:
        yield rasa
    finally:
        await rasa.down()


async def _prepared(postgres: OwnPostgres, options: Options) -> None:
    """The tables, the trigger that watches them, and the agents' accounts."""
    url = postgres.url.replace("postgresql:", "postgresql+asyncpg:")
    await upgrade(url)
    await audit.watch(postgres.url)
    engine = open_engine(url)
    desk = Desk(store=SqlStore(engine), publisher=Recorder(), clock=lambda: datetime.now(UTC), new_id=uuid7)
    password_hash = await PasswordHasher().hash(PASSWORD)
    for number in range(options.agents):
        await people.add_agent(
            desk,
            email=_email(number),
            name=f"Agent {number}",
            role=Role.AGENT,
            password_hash=password_hash,
            capacity=8,
        )
    await engine.dispose()
