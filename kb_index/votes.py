"""Whether an article helped its readers: one vote for each of them, the last one counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from kb_index.tables import article_votes as votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How many readers an article helped, and how many it did not."""

    helpful: int = 0
    unhelpful: int = 0


async def vote(engine: AsyncEngine, *, article_id: str, voter: str, helpful: bool, at: datetime) -> None:
    """Note what this reader says now; said twice at once it is noted once."""
    mine = sa.and_(votes.c.article_id == article_id, votes.c.voter == voter)
    change = sa.update(votes).where(mine).values(helpful=helpful, at=at)
    async with engine.begin() as db:
        if (await db.execute(change)).rowcount:
            return
    new = sa.insert(votes).values(article_id=article_id, voter=voter, helpful=helpful, at=at)
    try:
        async with engine.begin() as db:
            await db.execute(new)
    except IntegrityError:
        async with engine.begin() as db:
            await db.execute(change)


async def vote_of(engine: AsyncEngine, *, article_id: str, voter: str) -> bool | None:
    """What this reader said."""
    query = sa.select(votes.c.helpful).where(votes.c.article_id == article_id, votes.c.voter == voter)
    async with engine.connect() as db:
        found: bool | None = await db.scalar(query)
    return found


async def votes_on(engine: AsyncEngine, article_ids: Sequence[str]) -> dict[str, Votes]:
    """The votes on each of these articles that has any."""
    query = (
        sa.select(
            votes.c.article_id,
            sa.func.count().filter(votes.c.helpful).label("helpful"),
            sa.func.count().label("all"),
        )
        .where(votes.c.article_id.in_(article_ids))
        .group_by(votes.c.article_id)
    )
    async with engine.connect() as db:
        rows = (await db.execute(query)).all()
    return {row[0]: Votes(helpful=row[1], unhelpful=row[2] - row[1]) for row in rows}
