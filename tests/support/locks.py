"""Who waits for a lock in PostgreSQL."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.storage.engine.database import open_engine
from tests.support.waiting import eventually

BLOCKED = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
async def other(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    """The database of a PostgreSQL store, as another process sees it."""
    engine = open_engine(postgres_url)
    yield engine
    await engine.dispose()


async def blocked(engine: AsyncEngine) -> int:
    """How many in this database wait for somebody."""
    async with engine.connect() as db:
        return int(await db.scalar(BLOCKED) or 0)


async def so_many_wait(engine: AsyncEngine, many: int) -> None:
    """Wait until just so many do."""

    async def do() -> bool:
        return await blocked(engine) == many

    await eventually(do)
