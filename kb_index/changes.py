"""Change numbers: taken first in a transaction, so that they are seen in the order they were given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.article import Article
from kb_index.rows import article_of
from kb_index.tables import article_changes, article_counter, articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An article as it is after a change; None once it is deleted."""

    number: int
    article_id: str
    article: Article | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which store this is, and the number of its latest change."""

    store_id: str
    number: int


def _upsert(db: AsyncConnection, table: sa.Table) -> Any:
    return (sqlite if db.dialect.name == "sqlite" else postgresql).insert(table)


async def take_numbers(db: AsyncConnection, count: int, new_id: Callable[[], str]) -> int:
    """The first of `count` change numbers; other writers wait until this transaction ends."""
    row = _upsert(db, article_counter).values(id=1, number=count, store_id=new_id())
    bump = row.on_conflict_do_update(
        index_elements=[article_counter.c.id], set_={"number": article_counter.c.number + count}
    )
    last = (await db.execute(bump.returning(article_counter.c.number))).scalar_one()
    return int(last) - count + 1


async def record_changes(db: AsyncConnection, article_ids: Sequence[str], first: int) -> None:
    """Give each article its number from `first` on, in order."""
    row = _upsert(db, article_changes)
    move = row.on_conflict_do_update(
        index_elements=[article_changes.c.article_id], set_={"number": row.excluded.number}
    )
    rows = [{"article_id": one, "number": first + n} for n, one in enumerate(article_ids)]
    await db.execute(move, rows)


async def changes_after(db: AsyncConnection, number: int, limit: int) -> Sequence[Change]:
    """Changes with a greater number, in order."""
    query = (
        sa.select(article_changes.c.number, article_changes.c.article_id.label("changed_id"), articles)
        .join(articles, articles.c.id == article_changes.c.article_id, isouter=True)
        .where(article_changes.c.number > number)
        .order_by(article_changes.c.number)
        .limit(limit)
    )
    rows = (await db.execute(query)).mappings()
    return [
        Change(
            number=row["number"],
            article_id=row["changed_id"],
            article=None if row["id"] is None else article_of(row),
        )
        for row in rows
    ]


async def read_identity(db: AsyncConnection) -> Identity:
    """Which store this is; a store that nobody wrote to has number 0 and no name yet."""
    row = (await db.execute(sa.select(article_counter))).mappings().one_or_none()
    if row is None:
        return Identity(store_id="", number=0)
    return Identity(store_id=row["store_id"], number=row["number"])
