"""Counts over kept events in SQL that both databases understand: time is counted in slots, not in dates."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.figures.day import Answers, CountedDay, Rows
from handoff.domain.figures.scope import Scope
from handoff.domain.figures.tally import (
    ArticleTally,
    Columns,
    Dim,
    EndTally,
    Evidence,
    Measure,
    Pick,
    Tally,
    columns_of,
)
from handoff.domain.history.kept_event import EventKind
from handoff.storage import figure_days
from handoff.storage.figure_queries import (
    ends_query,
    handed_over_query,
    latest_of,
    picked,
    ratings_query,
    shown_query,
    within,
)
from handoff.storage.grid import bucket, dim
from handoff.storage.tables.event_tables import events


class SqlFigures:
    """Counts, spreads and ends, grouped in the database."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def counts(self, pick: Pick, scope: Scope, by: Sequence[Dim]) -> list[Tally]:
        return await self._tallies(events, sa.and_(within(events, scope), picked(events, pick)), scope, by)

    async def latest(self, kind: EventKind, scope: Scope, by: Sequence[Dim]) -> list[Tally]:
        """The same, of the last event about each thing: earlier opinions do not count."""
        where = sa.and_(within(events, scope), events.c.kind == kind.value, latest_of(events, "about"))
        return await self._tallies(events, where, scope, by)

    async def times(self, pick: Pick, scope: Scope) -> Columns:
        """One walk for all measures: ranking each of them in SQL takes six times as long."""
        values = [events.c[measure.value] for measure in Measure]
        where = sa.and_(within(events, scope), picked(events, pick))
        rows = await self._db.execute(sa.select(bucket(events.c.slot, scope.grid), *values).where(where))
        return columns_of(rows.all())

    async def ratings(self, scope: Scope) -> list[Tally]:
        rows = await self._db.execute(ratings_query(scope))
        return [Tally(key=(row[0], row[1], row[2], int(row[3])), n=row[4]) for row in rows]

    async def ends(self, scope: Scope, *, within: int, mature_before: int) -> list[EndTally]:
        rows = await self._db.execute(ends_query(scope, within, mature_before))
        return [
            EndTally(
                bucket=row.bucket,
                owner=row.owner,
                people=bool(row.people),
                evidence=Evidence(row.evidence),
                first=bool(row.first),
                mature=bool(row.mature),
                back=bool(row.back),
                n=row.n,
            )
            for row in rows
        ]

    async def articles(self, scope: Scope) -> list[ArticleTally]:
        shown = {row[0]: row[1] for row in await self._db.execute(shown_query(scope))}
        handed_over = {row[0]: row[1] for row in await self._db.execute(handed_over_query(scope))}
        return [
            ArticleTally(article_id=id_, shown=shown.get(id_, 0), handed_over=handed_over.get(id_, 0))
            for id_ in sorted({*shown, *handed_over})
        ]

    async def _tallies(
        self, table: sa.FromClause, where: sa.ColumnElement[bool], scope: Scope, by: Sequence[Dim]
    ) -> list[Tally]:
        dims = [dim(table, one, scope.grid) for one in by]
        query = sa.select(*dims, sa.func.count()).select_from(table).where(where).group_by(*dims)
        rows = await self._db.execute(query)
        return [Tally(key=tuple(row[:-1]), n=row[-1]) for row in rows if row[-1]]

    async def counted_days(self, zone: str, since: int, until: int) -> list[CountedDay]:
        return await figure_days.counted_days(self._db, zone, since, until)

    async def answers(self, question: str, lang: str, since: int, until: int) -> dict[int, Rows]:
        return await figure_days.answers(self._db, question, lang, since, until)

    async def counted_since(self, zone: str) -> set[int]:
        return await figure_days.counted_since(self._db, zone)

    async def first_slot(self) -> int | None:
        return await figure_days.first_slot(self._db)

    async def claim_day(self, day: CountedDay, stamp: str) -> None:
        await figure_days.claim_day(self._db, day, stamp)

    async def keep_day(self, day: CountedDay, answers: Answers, stamp: str) -> bool:
        return await figure_days.keep_day(self._db, day, answers, stamp)

    async def give_up_days(self) -> None:
        await figure_days.give_up_days(self._db)
