"""One run: servers of its own, a desk of several processes, people, faults, and the checks at the end."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import aiohttp

from handoff.auth import PasswordHasher
from handoff.desk import people
from handoff.desk.context import Desk
from handoff.desk.ids import uuid7
from handoff.domain.enums import Role
from handoff.storage.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from tests.chaos import audit, checks
from tests.chaos.agent import Agent
from tests.chaos.customer import Customer
from tests.chaos.faults import Faults
from tests.chaos.rasa import EchoingRasa, OwnRasa, Rasa
from tests.chaos.screen import Screen
from tests.chaos.world import Options, World
from tests.support.desks import Recorder
from tests.support.instance import Instance, started
from tests.support.model import exported_embedder, give_models
from tests.support.servers import OwnPostgres, OwnRedis, own_postgres, own_redis
from tests.support.waiting import eventually

PASSWORD = "correct-horse-battery"
AT_ONCE = 20
SETTLE_SECONDS = 120


@dataclass(slots=True, kw_only=True)
class Report:
    """How a run went."""

    options: Options
    counts: dict[str, int]
    wrong: list[str]
    takeovers: list[float]
    seconds: dict[str, float]
    log: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """For people to read."""
        yield f"{self.options}"
        yield from (f"{number:8,} {what}" for what, number in sorted(self.counts.items()))
        worst = f", the slowest after {max(self.takeovers):.1f} s" if self.takeovers else ""
        yield f"{len(self.takeovers):8,} turns lost by a crash and taken up again{worst}"
        yield ", ".join(f"{what} {seconds:.0f} s" for what, seconds in self.seconds.items())
        yield f"{len(self.wrong):8,} broken promises"
        yield from (f"  ! {wrong[:600]}" for wrong in self.wrong[:20])


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
        with self._timed("chaos"):
            await self._live(faults)
        with self._timed("settled"):
            wrong = await self._settled()
        found = await audit.read(self.postgres.url)
        self._count(found)
        return Report(
            options=self.world.options,
            counts=dict(self.world.book.counts),
            wrong=[*wrong, *checks.everything(found, self.world.book)],
            takeovers=audit.takeovers(found, faults.kills),
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

    async def _settled(self) -> list[str]:
        """A fresh message of everybody is heard and every screen becomes whole; else what is not."""
        await asyncio.gather(*(customer.say() for customer in self.customers))
        wrong: list[str] = []

        async def nothing_owed() -> bool:
            wrong[:] = await audit.unheard(self.postgres.url)
            return not wrong

        async def all_whole() -> bool:
            wrong[:] = checks.screens(await audit.read(self.postgres.url), self._screens())
            return not wrong

        with suppress(AssertionError):  # what is wrong then says more
            await eventually(nothing_owed, timeout=SETTLE_SECONDS)
            await eventually(all_whole, timeout=SETTLE_SECONDS)
        if wrong:
            return wrong
        return [line async for line in self._read_anew()]

    def _screens(self) -> dict[str, list[tuple[str, bool, Screen]]]:
        shown: dict[str, list[tuple[str, bool, Screen]]] = {}
        for customer in self.customers:
            assert customer.thread is not None
            shown.setdefault(customer.thread.id, []).append((customer.name, False, customer.thread.screen))
        for agent in self.agents:
            for thread in agent.threads.values():
                shown.setdefault(thread.id, []).append((agent.name, True, thread.screen))
        return shown

    async def _read_anew(self) -> AsyncIterator[str]:
        """What the customer and an agent read over HTTP is what the database holds."""
        found = await audit.read(self.postgres.url)
        for customer in self.customers:
            assert customer.thread is not None
            id_ = customer.thread.id
            for reader in (customer, self.agents[0]):
                notes = reader is not customer
                read = await self._transcript(id_, reader.line.token)
                if read != checks.lines_of(found.messages[id_], notes=notes):
                    yield f"{reader.name} reads another transcript of {id_}: {read}"

    async def _transcript(self, conversation_id: str, token: str) -> checks.Lines:
        url = f"{self.world.url}/api/v1/conversations/{conversation_id}/transcript"
        async with self.world.http.get(url, headers={"Authorization": f"Bearer {token}"}) as answer:
            body = await answer.json()
        return [(message["seq"], message["id"]) for message in body["messages"]]

    def _count(self, found: audit.Audit) -> None:
        book = self.world.book
        book.count("conversations", len(found.moves))
        book.count("messages stored", sum(map(len, found.messages.values())))
        owners = [row["owner"] for rows in found.moves.values() for row in _changes_of_owner(rows)]
        for owner in sorted(set(owners)):
            book.count(f"changes of owner to {owner}", owners.count(owner))

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


def _changes_of_owner(rows: list[audit.Row]) -> list[audit.Row]:
    return [after for before, after in pairwise(rows) if after["epoch"] > before["epoch"]]


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
