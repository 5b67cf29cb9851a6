"""Staff who lose their account, their role or their time while they are connected."""

import asyncio
import time

import pytest

from handoff.connections.limits import Bucket
from handoff.desk.identity import people
from handoff.domain.identity.people import Actor, Agent
from handoff.services import Services
from handoff.sockets.agent import AgentDoor
from handoff.sockets.door import CALLS_BURST, CALLS_PER_SECOND, Caller
from handoff.storage.tables.desk_tables import agents
from tests.support.clients import Console, console, visitor
from tests.support.desk_app import DeskApp
from tests.support.waiting import eventually


async def change(app: DeskApp, agent: Agent, **values: object) -> None:
    """Change an account behind the desk's back, as an administrator with SQL does."""
    async with app.services.articles.engine.begin() as db:
        await db.execute(agents.update().where(agents.c.id == agent.id).values(**values))


async def present(app: DeskApp, agent: Agent) -> bool:
    async with app.desk.store.reading() as tx:
        found = await tx.people.agent(agent.id)
    return found is not None and found.present(app.desk.clock())


async def is_hung_up_on(client: Console) -> None:
    await eventually(lambda: not client.socket.connected)


@pytest.mark.parametrize("values", [{"active": False}, {"role": "editor"}])
async def test_former_staff_hear_nothing_more(app: DeskApp, values: dict[str, object]) -> None:
    """The next heartbeat closes their connection, so that no room goes on telling them."""
    ana = await app.add("Ana")
    async with console(app, ana) as gone, visitor(app) as maria:
        await change(app, ana, **values)
        await app.heartbeat.beat()
        await is_hung_up_on(gone)
        heard = len(gone.received)
        await maria.says("My secret is safe with you?")
        await maria.hears("message.new")
        assert len(gone.received) == heard


async def test_an_expired_token_ends_the_connection(app: DeskApp) -> None:
    """A console left open overnight is no ear in the room."""
    ana = await app.add("Ana")
    async with console(app, ana) as overnight:
        app.clock_shift[0] += 13 * 3600
        await app.heartbeat.beat()
        await is_hung_up_on(overnight)


async def test_former_staff_cost_nobody_their_presence(app: DeskApp) -> None:
    """The account that is switched off came first; the colleague after it stays present."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    async with console(app, ana), console(app, reza) as stays:
        await change(app, ana, active=False)
        app.clock_shift[0] += 60
        assert not await present(app, reza)
        await app.heartbeat.beat()
        assert await present(app, reza)
        assert stays.socket.connected
        listed = await people.list_agents(app.desk, actor=reza.actor)
        assert [colleague.name for colleague in listed] == ["Reza"]


class CountingDoor(AgentDoor):
    """An agent's door that counts how often it looks an account up, and does so once an hour."""

    known_seconds = 3600.0

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.looks = 0

    async def still_welcome(self, caller: Caller) -> Actor:
        self.looks += 1
        return await super().still_welcome(caller)


@pytest.mark.parametrize(("active", "outcome"), [(True, "ok"), (False, "unauthenticated")])
async def test_calls_that_come_together_look_the_account_up_once(
    app: DeskApp, active: bool, outcome: str
) -> None:
    """None goes ahead on what was known before, and former staff are refused at every one."""
    ana = await app.add("Ana")
    door = CountingDoor(app.services)
    claim = app.services.tokens.read_agent(app.services.tokens.for_agent(ana.id))
    bucket = Bucket(burst=CALLS_BURST, per_second=CALLS_PER_SECOND, now=time.monotonic())
    door.callers["s"] = Caller(sid="s", actor=ana.actor, claim=claim, address="", bucket=bucket)
    await change(app, ana, active=active)
    acks = await asyncio.gather(*(door.trigger_event("agents.list", "s", {}) for _ in range(5)))
    assert [ack.get("error", {"code": "ok"})["code"] for ack in acks] == [outcome] * 5
    assert door.looks == (1 if active else 5)
