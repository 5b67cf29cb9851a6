"""Whether articles helped, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.identity.people import Visitor
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from kb_index.ids import uuid7
from kb_index.votes import Votes, vote, vote_of, votes_on
from tests.support.databases import sql_stores

pytestmark = sql_stores
AT = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(database_url)
    yield engine
    await engine.dispose()


async def test_each_reader_has_one_vote_and_may_change_it(engine: AsyncEngine) -> None:
    """Counted by article; an article without votes has no line."""
    first, second, vera = uuid7(), uuid7(), uuid7()
    assert await vote_of(engine, article_id=first, voter=vera) is None
    for helpful in (False, False, True):
        await vote(engine, article_id=first, voter=vera, helpful=helpful, at=AT)
    await vote(engine, article_id=first, voter=uuid7(), helpful=False, at=AT)
    assert await vote_of(engine, article_id=first, voter=vera) is True
    assert await votes_on(engine, [first, second]) == {first: Votes(helpful=1, unhelpful=1)}
    assert await votes_on(engine, []) == {}


async def test_a_double_press_is_one_vote(engine: AsyncEngine) -> None:
    article, vera = uuid7(), uuid7()
    await asyncio.gather(
        *(vote(engine, article_id=article, voter=vera, helpful=True, at=AT) for _ in range(8))
    )
    assert await votes_on(engine, [article]) == {article: Votes(helpful=1)}


async def test_who_is_erased_has_no_vote_any_more(engine: AsyncEngine) -> None:
    """It goes with the visitor; others' votes stay."""
    article, other = uuid7(), uuid7()
    vera = Visitor(id=uuid7(), locale="en", created_at=AT)
    store = SqlStore(engine)
    async with store.transaction() as tx:
        await tx.people.add_visitor(vera)
    for voter in (vera.id, other):
        await vote(engine, article_id=article, voter=voter, helpful=True, at=AT)
    async with store.transaction() as tx:
        assert await tx.erasing.drop_visitor(vera.id) is True
        assert await tx.erasing.drop_visitor(vera.id) is False
    assert await votes_on(engine, [article]) == {article: Votes(helpful=1)}
