"""What stands in the help centre: published articles without their bodies, by topic and title."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from kb_index.article import ArticleStatus
from kb_index.normalise import plain
from kb_index.tables import articles

MOST_ENTRIES = 2000
MOST_TOPICS = 8
LEAST_IN_TOPIC = 2
COLUMNS = (
    articles.c.id,
    articles.c.title,
    articles.c.lang,
    articles.c.group_id,
    articles.c.tags,
    articles.c.lookup,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published article as a list shows it; `lookup` is what it can be found by while somebody types."""

    id: str
    title: str
    lang: str
    group_id: str
    tags: tuple[str, ...]
    lookup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A tag that several articles share."""

    name: str
    count: int


async def contents(engine: AsyncEngine, lang: str) -> tuple[Entry, ...]:
    """The published articles of a language, latest change first."""
    query = (
        sa.select(*COLUMNS)
        .where(articles.c.status == ArticleStatus.PUBLISHED.value, articles.c.lang == lang)
        .order_by(articles.c.updated_at.desc(), articles.c.id.desc())
        .limit(MOST_ENTRIES)
    )
    return await _entries(engine, query)


async def published(engine: AsyncEngine, ids: Sequence[str], groups: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Those of these articles, and the articles of these groups, that everybody may read."""
    wanted = sa.or_(articles.c.id.in_(ids), articles.c.group_id.in_(groups))
    return await _entries(
        engine, sa.select(*COLUMNS).where(articles.c.status == ArticleStatus.PUBLISHED.value, wanted)
    )


def topics(entries: Iterable[Entry]) -> tuple[Topic, ...]:
    """The tags that most articles share, the greatest first."""
    counted = Counter(tag for entry in entries for tag in dict.fromkeys(entry.tags))
    shared = [Topic(name=name, count=count) for name, count in counted.items() if count >= LEAST_IN_TOPIC]
    return tuple(sorted(shared, key=lambda topic: (-topic.count, topic.name))[:MOST_TOPICS])


def named_like(entries: Iterable[Entry], typed: str) -> tuple[Entry, ...]:
    """The articles whose title or tags hold every word that was typed, also where the last is half a word."""
    words = plain(typed).split()
    found = [entry for entry in entries if words and all(word in entry.lookup for word in words)]
    return tuple(sorted(found, key=lambda entry: not plain(entry.title).startswith(words[0])))


async def _entries(engine: AsyncEngine, query: sa.Select[tuple[object, ...]]) -> tuple[Entry, ...]:
    async with engine.connect() as db:
        rows = (await db.execute(query)).mappings().all()
    return tuple(Entry(**{**row, "tags": tuple(row["tags"])}) for row in rows)
