"""The migrations make exactly the tables that the code speaks of, on both databases."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from handoff.storage.database import open_engine
from handoff.storage.migrate import pending, upgrade
from handoff.storage.schema import METADATA
from tests.support.databases import drop_postgres_database, make_postgres_database, sql_stores


def differences(connection: Connection) -> list[object]:
    """What a new migration would have to change."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": False, "target_metadata": METADATA}
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
