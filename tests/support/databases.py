"""A store of every kind for a test: in memory, SQLite and PostgreSQL, migrated and empty."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
import asyncpg
import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.engine import AdaptedConnection
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.desk.ids import uuid7
from handoff.desk.memory import MemoryStore
from handoff.desk.ports import Store
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from handoff.storage.tables.desk_tables import metadata

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
SQL_STORES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
ALL_STORES = ["memory", *SQL_STORES]


async def make_postgres_database() -> str:
    """The async URL of a new, empty database with a random name; skips where there is no PostgreSQL."""
    name = f"baton_test_{uuid7().replace('-', '')}"
    try:
        admin = await asyncpg.connect(POSTGRES, timeout=60)
    except (OSError, TimeoutError) as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs PostgreSQL: {error}")
        pytest.skip(f"no PostgreSQL at TEST_POSTGRES_URL: {error}")
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    url = make_url(POSTGRES).set(drivername="postgresql+asyncpg", database=name)
    return url.render_as_string(hide_password=False)


async def drop_postgres_database(url: str) -> None:
    """Remove a database made by `make_postgres_database`, whoever is still connected."""
    admin = await asyncpg.connect(POSTGRES)
    await admin.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
    await admin.close()


def listen_to_the_driver(engine: AsyncEngine, heard: Callable[[str], None]) -> None:
    """Hear every statement that a new engine's connections send, whoever has sent it."""

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: AdaptedConnection, _record: object) -> None:
        driver = connection.driver_connection
        if isinstance(driver, aiosqlite.Connection):
            driver._conn.set_trace_callback(heard)
        else:
            driver.add_query_logger(lambda record: heard(record.query))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One migrated PostgreSQL database for the tests of this process."""
    url = asyncio.run(make_postgres_database())
    try:
        asyncio.run(upgrade(url))
        yield url
    finally:
        asyncio.run(drop_postgres_database(url))


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    """One migrated SQLite file, to be copied."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        asyncio.run(upgrade(f"sqlite+aiosqlite:///{path}"))
        yield path


@asynccontextmanager
async def sql_store(url: str) -> AsyncIterator[SqlStore]:
    """A store over an emptied database."""
    engine = open_engine(url)
    try:
        if engine.dialect.name == "postgresql":
            async with engine.begin() as db:
                await db.execute(text(f"TRUNCATE {', '.join(table for table in metadata.tables)}"))
        yield SqlStore(engine)
    finally:
        await engine.dispose()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """The URL of a migrated database of the kind that the parameter names; None is memory."""
    if request.param == "memory":
        return None
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "baton.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}"


@pytest.fixture
async def store(database_url: str | None) -> AsyncIterator[Store]:
    """An empty store; a module says of which kinds by parametrising `database_url`."""
    if database_url is None:
        yield MemoryStore()
        return
    async with sql_store(database_url) as opened:
        yield opened


every_store = pytest.mark.parametrize("database_url", ALL_STORES, indirect=True)
sql_stores = pytest.mark.parametrize("database_url", SQL_STORES, indirect=True)
