"""Days that were counted before, in SQL: a claim, an answer for each language, and what gives them up."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.figures.day import SHAPE, Answers, CountedDay, Rows
from handoff.domain.history.kept_event import EventKind
from handoff.storage.tables.event_tables import events, figure_days

CLAIM = ""
DAYS = figure_days.c
# Whoever adds to a day writes this table too; nobody may be about to, between the claim and what it counts.
LOCK = sa.text("LOCK TABLE figure_days IN SHARE ROW EXCLUSIVE MODE")


async def counted_days(db: AsyncConnection, zone: str, since: int, until: int) -> list[CountedDay]:
    within = sa.and_(DAYS.since >= since, DAYS.until <= until)
    rows = await db.execute(
        sa.select(DAYS.since, DAYS.until).where(within, _counted(zone)).order_by(DAYS.since)
    )
    return [CountedDay(since=row.since, until=row.until, zone=zone) for row in rows]


async def answers(db: AsyncConnection, question: str, lang: str, since: int, until: int) -> dict[int, Rows]:
    within = sa.and_(DAYS.since >= since, DAYS.since < until)
    query = sa.select(DAYS.since, DAYS.answers).where(within, DAYS.lang == lang, DAYS.question == question)
    return {row.since: row.answers for row in await db.execute(query)}


async def counted_since(db: AsyncConnection, zone: str) -> set[int]:
    return set(await db.scalars(sa.select(DAYS.since).where(_counted(zone))))


async def first_slot(db: AsyncConnection) -> int | None:
    opened = events.c.kind == EventKind.OPENED.value
    found: int | None = await db.scalar(sa.select(sa.func.min(events.c.slot)).where(opened))
    return found


async def claim_day(db: AsyncConnection, day: CountedDay, stamp: str) -> None:
    if db.dialect.name == "postgresql":
        await db.execute(LOCK)
    other = sa.or_(DAYS.since == day.since, DAYS.zone != day.zone, DAYS.shape != SHAPE)
    await db.execute(figure_days.delete().where(other))
    await db.execute(figure_days.insert().values(_values(day, stamp)))


async def keep_day(db: AsyncConnection, day: CountedDay, said: Answers, stamp: str) -> bool:
    claimed = sa.and_(DAYS.since == day.since, DAYS.stamp == stamp, DAYS.question == CLAIM)
    kept = await db.execute(figure_days.update().where(claimed).values(answers=[]))
    if not kept.rowcount:
        return False
    base = _values(day, stamp)
    rows = [base | {"lang": of, "question": name, "answers": rows} for (of, name), rows in said.items()]
    if rows:
        await db.execute(figure_days.insert(), rows)
    return True


async def disturb(db: AsyncConnection, conversation_ids: Sequence[str]) -> None:
    """Each event leads to the day that begins last before it."""
    before = figure_days.alias("before")
    begins = sa.select(sa.func.max(before.c.since)).where(before.c.since <= events.c.slot).scalar_subquery()
    day = figure_days.alias("day")
    touched = (
        sa.select(day.c.since)
        .join_from(events, day, sa.and_(day.c.since == begins, day.c.until > events.c.slot))
        .where(events.c.conversation_id.in_(conversation_ids), day.c.question == CLAIM)
    )
    await db.execute(figure_days.delete().where(DAYS.since.in_(touched)))


async def give_up_days(db: AsyncConnection) -> None:
    await db.execute(figure_days.delete())


def _values(day: CountedDay, stamp: str) -> dict[str, object]:
    """A claim: no answer yet to no question."""
    return {
        "since": day.since,
        "until": day.until,
        "zone": day.zone,
        "lang": "",
        "question": CLAIM,
        "shape": SHAPE,
        "stamp": stamp,
        "answers": None,
    }


def _counted(zone: str) -> sa.ColumnElement[bool]:
    """The claims that were kept."""
    kept = sa.and_(DAYS.question == CLAIM, DAYS.answers.is_not(None))
    return sa.and_(kept, DAYS.zone == zone, DAYS.shape == SHAPE)
