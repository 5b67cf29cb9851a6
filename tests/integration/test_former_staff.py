"""Staff who lose their account, their role or their time while they are connected."""

import pytest

from handoff.desk.identity import people
from handoff.domain.identity.people import Agent
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
