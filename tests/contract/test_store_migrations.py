"""The migrations make exactly the tables that the code speaks of, on both databases."""

import asyncio
import os
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import pending, upgrade
from handoff.storage.store import SqlStore
from handoff.storage.tables.schema import METADATA
from handoff.storage.tables.search_tables import OWN_OF_THE_DATABASE
from tests.support.databases import drop_postgres_database, make_postgres_database, sql_stores
from tests.support.waiting import loop_turns


def differences(connection: Connection) -> list[object]:
    """What a new migration would have to change."""

    def ours(name: str | None, kind: str, parents: object) -> bool:
        return not (name or "").startswith(OWN_OF_THE_DATABASE)

    context = MigrationContext.configure(
        connection, opts={"compare_type": False, "target_metadata": METADATA, "include_name": ours}
    )
    return list(compare_metadata(context, METADATA))


@sql_stores
async def test_the_migrated_tables_are_those_of_the_code(database_url: str) -> None:
    """Nobody forgot a migration."""
    engine = open_engine(database_url)
    async with engine.connect() as db:
        assert await db.run_sync(differences) == []
    await engine.dispose()


async def test_a_new_database_is_pending_until_upgraded(tmp_path: Path) -> None:
    """Also in a folder that does not exist yet, and a second upgrade changes nothing."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'new' / 'baton.db'}"
    assert await pending(url)
    assert os.listdir(tmp_path) == []
    await upgrade(url)
    assert not await pending(url)
    await upgrade(url)
    assert not await pending(url)


@pytest.mark.postgres
async def test_two_processes_may_upgrade_at_once() -> None:
    """Each of several processes migrates at start; one does it, the others wait."""
    url = await make_postgres_database()
    try:
        await asyncio.gather(*(upgrade(url) for _ in range(3)))
        assert not await pending(url)
    finally:
        await drop_postgres_database(url)


async def test_sqlite_commits_durably(tmp_path: Path) -> None:
    """An acknowledged message survives the power cut: WAL with a sync at every commit."""
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}")
    async with engine.connect() as db:
        pragmas = [
            (await db.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    await engine.dispose()
    assert pragmas == ["wal", 2, 1]


async def test_a_writer_waits_for_another_process(tmp_path: Path) -> None:
    """SQLite has one writer at a time; the second waits instead of failing."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}"
    await upgrade(url)
    here, there = open_engine(url), open_engine(url)
    order = []

    async def second() -> None:
        async with SqlStore(there).transaction():
            order.append("second")

    async with SqlStore(here).transaction():
        waiting = asyncio.create_task(second())
        done, _ = await asyncio.wait({waiting}, timeout=0.2)
        assert not done
        order.append("first")
    await waiting
    await here.dispose()
    await there.dispose()
    assert order == ["first", "second"]


async def test_a_cancelled_writer_leaves_the_store_usable(tmp_path: Path) -> None:
    """A client that goes away in the middle holds no lock."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}"
    await upgrade(url)
    engine = open_engine(url)
    store = SqlStore(engine)
    inside = asyncio.Event()

    async def forever() -> None:
        async with store.transaction():
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(forever())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with store.transaction() as tx:
        assert await tx.people.agents() == []
    await engine.dispose()


async def test_a_writer_cancelled_at_the_lock_leaves_no_transaction(tmp_path: Path) -> None:
    """Its BEGIN may run on the thread after everybody has forgotten it; nobody finds the file locked."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}"
    await upgrade(url)
    here, there = open_engine(url), open_engine(url)
    store = SqlStore(there)

    async def waits() -> None:
        async with store.transaction():
            pass

    async with SqlStore(here).transaction():
        waiting = asyncio.create_task(waits())
        await asyncio.wait({waiting}, timeout=0.2)
        waiting.cancel()
        await asyncio.wait({waiting}, timeout=0.2)
    await asyncio.gather(waiting, return_exceptions=True)
    async with SqlStore(here).transaction() as tx:
        assert await tx.people.agents() == []
    await here.dispose()
    await there.dispose()


async def test_the_statements_of_a_write_stay_on_the_loop(tmp_path: Path) -> None:
    """Between the lock and the commit nobody else gets a turn: no change of thread, no waiting for one."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}"
    await upgrade(url)
    engine = open_engine(url)
    turns_of_others = 0

    async def count() -> None:
        nonlocal turns_of_others
        while True:
            turns_of_others += 1
            await loop_turns()

    async with SqlStore(engine).transaction() as tx:
        counting = asyncio.create_task(count())
        for _ in range(10):
            await tx.people.agents()
        assert turns_of_others == 0
    assert turns_of_others > 0
    counting.cancel()
    await asyncio.gather(counting, return_exceptions=True)
    await engine.dispose()
