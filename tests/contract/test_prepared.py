"""Statements that go straight to the driver: the same values as SQLAlchemy's, and the same troubles told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.errors import StoreUnavailable
from handoff.domain.identity.people import Agent
from handoff.storage.engine.database import WRITING, open_engine
from handoff.storage.engine.prepared import Prepared
from handoff.storage.rows import agent_of
from handoff.storage.store import SqlStore, SqlTransaction
from handoff.storage.tables.desk_tables import agents
from handoff.storage.tables.event_tables import events
from tests.support.databases import sql_stores
from tests.support.rows import some_agent

VALUES: dict[str, Any] = {
    **dict.fromkeys(("team_id", "agent_id", "about", "seconds", "first_word_seconds", "business_seconds")),
    "id": "e1",
    "conversation_id": "c1",
    "kind": "message",
    "slot": 7,
    "epoch": 2,
    "seq": 3,
    "lang": "fa",
    "owner": "agent",
    "people": True,
    "channel": "widget",
    "word": "پاسخ",
    "score": 0.25,
    "at": datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC),
    "first_word_at": datetime(2026, 3, 2, 8, 59, tzinfo=UTC),
    "payload": {"title": "zwrot „teraz”", "hits": [1, None]},
}
BY_ID = sa.select(events).where(events.c.id == sa.bindparam("id"))
ADD, GET = Prepared(events.insert()), Prepared(BY_ID)
MOVE = Prepared(events.update().where(events.c.id == sa.bindparam("of_id")), sets=("seq",))


@pytest.fixture
async def db(store: SqlStore, database_url: str) -> AsyncIterator[AsyncConnection]:
    """A connection that has begun to write, on an emptied database; nothing of it stays."""
    engine = open_engine(database_url)
    async with engine.execution_options(**WRITING).connect() as opened, opened.begin() as transaction:
        await opened.execute(sa.select(sa.literal(1)))
        yield opened
        await transaction.rollback()
    await engine.dispose()


@sql_stores
async def test_values_go_in_and_come_out_as_through_sqlalchemy(db: AsyncConnection) -> None:
    """Moments, JSON, truth values, numbers, Persian and Polish letters."""
    assert await ADD.run(db, VALUES) == 1
    read = await GET.one(db, {"id": "e1"})
    assert read == VALUES == dict((await db.execute(BY_ID, {"id": "e1"})).mappings().one())


@sql_stores
async def test_rows_without_names_are_the_same(db: AsyncConnection) -> None:
    """In the order of the columns."""
    await ADD.run(db, VALUES)
    (read,) = await GET.tuples(db, {"id": "e1"})
    assert read == tuple((await db.execute(BY_ID, {"id": "e1"})).one())
    assert await GET.tuples(db, {"id": "nobody"}) == []


@sql_stores
async def test_a_reader_reads_the_same_values_of_one_state(store: SqlStore, database_url: str) -> None:
    """With names and without; what others commit meanwhile is not in it."""
    engine = open_engine(database_url)
    async with engine.execution_options(**WRITING).begin() as writing:
        await writing.execute(events.insert(), VALUES)
    reads = SqlStore(engine)
    async with reads.reading() as tx:
        opened = tx.events._db
        first, second = await GET.rows(opened, {"id": "e1"}), await GET.rows(opened, {"id": "e1"})
        names = [dict(row) for row in (*first, *second)]
        (bare,) = await GET.tuples(opened, {"id": "e1"})
        async with engine.execution_options(**WRITING).begin() as writing:
            await writing.execute(events.delete())
        assert await GET.rows(opened, {"id": "e1"}) == second
    async with reads.reading() as tx:
        assert await GET.rows(tx.events._db, {"id": "e1"}) == []
    assert names == [VALUES, VALUES]
    assert bare == tuple(VALUES[column.name] for column in events.c)
    await engine.dispose()


@sql_stores
async def test_how_many_rows_changed_is_told(db: AsyncConnection) -> None:
    """A conditional update that finds no row is an answer."""
    await ADD.run(db, VALUES)
    assert await MOVE.run(db, {"of_id": "e1", "seq": 9}) == 1
    assert await MOVE.run(db, {"of_id": "nobody", "seq": 9}) == 0
    assert await GET.one(db, {"id": "nobody"}) is None
    assert ((await GET.one(db, {"id": "e1"})) or {})["seq"] == 9


@sql_stores
async def test_what_reads_sees_one_moment(store: SqlStore) -> None:
    """Whichever way its statements go: what is committed meanwhile is seen by the next who reads."""
    async with store.transaction() as tx:
        agent = await some_agent(tx)
    for prepared_first in (True, False):
        async with store.reading() as tx:
            way = tx.people.agent if prepared_first else _listed(tx)
            before = await way(agent.id)
            async with store.transaction() as meanwhile:
                await meanwhile.people.save_account(replace(agent, name=f"Anna {prepared_first}"))
            assert await tx.people.agent(agent.id) == await _listed(tx)(agent.id) == before
        async with store.reading() as tx:
            found = await tx.people.agent(agent.id)
            assert found is not None
            assert found.name == f"Anna {prepared_first}"


def _listed(tx: SqlTransaction) -> Callable[[str], Awaitable[Agent | None]]:
    """The same agent by a statement that SQLAlchemy runs."""

    async def found(agent_id: str) -> Agent | None:
        rows = (await tx.people._db.execute(sa.select(agents).where(agents.c.id == agent_id))).mappings()
        return agent_of(rows.one())

    return found


@sql_stores
async def test_a_list_of_values_is_refused(db: AsyncConnection) -> None:
    """Its statement is another one for every length."""
    with pytest.raises(AssertionError, match="bound anew"):
        await Prepared(sa.select(events).where(events.c.id.in_(sa.bindparam("ids", expanding=True)))).rows(
            db, {"ids": ["e1"]}
        )


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_lost_connection_is_told_and_is_not_used_again(store: SqlStore, database_url: str) -> None:
    """PostgreSQL hangs up in mid-transaction: unavailable, and the next use case has a new connection."""
    engine = open_engine(database_url)
    cut = SqlStore(engine)

    async def interrupted() -> None:
        async with cut.transaction() as tx:
            assert await tx.conversations.get("c1") is None
            await _hang_up(database_url)
            await tx.messages.get("m1")

    with pytest.raises(StoreUnavailable):
        await interrupted()
    async with cut.transaction() as tx:
        assert await tx.conversations.get("c1") is None
    await engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_connection_that_was_hung_up_on_while_idle_is_left_out(
    store: SqlStore, database_url: str
) -> None:
    """Nobody is told of it: the pool takes another."""
    engine = open_engine(database_url)
    idle = SqlStore(engine)
    async with idle.transaction() as tx:
        assert await tx.conversations.get("c1") is None
        driver = (await tx.conversations._db.get_raw_connection()).driver_connection
    assert driver is not None
    gone = asyncio.Event()
    driver.add_termination_listener(lambda _: gone.set())
    await _hang_up(database_url)
    await asyncio.wait_for(gone.wait(), 60)
    async with idle.transaction() as tx:
        assert await tx.conversations.get("c1") is None
    await engine.dispose()


async def _hang_up(database_url: str) -> None:
    """As an administrator does, on everybody else who is connected to this database."""
    admin = open_engine(database_url)
    async with admin.begin() as db:
        await db.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await admin.dispose()
