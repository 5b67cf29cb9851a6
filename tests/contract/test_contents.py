"""What the help centre lists, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from handoff.storage.engine.database import open_engine
from kb_index.article import Article, ArticleDraft, ArticleStatus
from kb_index.contents import Topic, contents, named_like, published, topics
from kb_index.store import ArticleStore
from kb_index.tables import article_changes, article_counter, articles
from tests.support.databases import sql_stores

pytestmark = sql_stores


@pytest.fixture
async def shelf(database_url: str) -> AsyncIterator[ArticleStore]:
    """An empty article store."""
    engine = open_engine(database_url)
    async with engine.begin() as db:
        for table in (articles, article_changes, article_counter):
            await db.execute(sa.delete(table))
    yield ArticleStore(engine)
    await engine.dispose()


async def put(shelf: ArticleStore, title: str, *tags: str, lang: str = "en", public: bool = True) -> Article:
    draft = ArticleDraft(title=title, body="Words.", lang=lang, tags=tags, group_id=title[:3])
    return await shelf.create(draft, status=ArticleStatus.PUBLISHED if public else ArticleStatus.DRAFT)


async def test_only_what_is_published_in_the_language_is_listed(shelf: ArticleStore) -> None:
    """The latest change first."""
    first, second = await put(shelf, "Returns"), await put(shelf, "Delivery")
    await put(shelf, "Secret plans", public=False)
    await put(shelf, "Zwroty", lang="pl")
    assert [one.id for one in await contents(shelf.engine, "en")] == [second.id, first.id]
    await shelf.unpublish(first.id)
    assert [one.id for one in await contents(shelf.engine, "en")] == [second.id]


async def test_topics_are_the_tags_that_articles_share(shelf: ArticleStore) -> None:
    """The greatest first; what one article alone has is none."""
    await put(shelf, "A", "delivery", "parcels")
    await put(shelf, "B", "delivery", "orders")
    await put(shelf, "C", "orders", "delivery", "once")
    found = topics(await contents(shelf.engine, "en"))
    assert found == (Topic(name="delivery", count=3), Topic(name="orders", count=2))


async def test_half_a_word_finds_titles_and_tags(shelf: ArticleStore) -> None:
    """All words must fit; a title that begins so comes first."""
    await put(shelf, "Late parcel", "delivery")
    start = await put(shelf, "Delivery times")
    entries = await contents(shelf.engine, "en")
    assert [one.title for one in named_like(entries, "deliv")] == ["Delivery times", "Late parcel"]
    assert [one.id for one in named_like(entries, "DELIVERY ti")] == [start.id]
    assert named_like(entries, "   ") == ()


async def test_drafts_are_not_among_the_published(shelf: ArticleStore) -> None:
    """Neither by their own id nor through a translation."""
    draft, polish = await put(shelf, "Returns", public=False), await put(shelf, "Retro", lang="pl")
    assert await published(shelf.engine, [draft.id]) == ()
    assert [one.id for one in await published(shelf.engine, [draft.id], [polish.group_id])] == [polish.id]
