"""What reports cost: what a database would do for them that takes longer than it saves."""

import pytest
from sqlalchemy import text

from handoff.storage.engine.database import open_engine


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_postgresql_compiles_no_query(database_url: str) -> None:
    """In no transaction of any connection, also after one that was rolled back."""
    engine = open_engine(database_url)
    for _ in range(2):
        async with engine.connect() as db:
            for _ in range(2):
                assert await db.scalar(text("SHOW jit")) == "off"
                await db.rollback()
    await engine.dispose()
