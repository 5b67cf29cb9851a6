"""What the makers of reports count with: the kept events, or the days that were counted before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from handoff.desk.ports.figures import Figures
from handoff.domain.figures.day import CountedDay, Rows, added, end_of, question, row_of_end
from handoff.domain.figures.scope import Days, Grain, Scope
from handoff.domain.figures.tally import ArticleTally, Columns, Dim, EndTally, Pick, Tally
from handoff.domain.history.kept_event import EventKind, slot_of

BACK_WITHIN = timedelta(days=7)
BACK_SECONDS = round(BACK_WITHIN.total_seconds())


class Counting(Protocol):
    """The counts of one scope."""

    @property
    def by_bucket(self) -> bool: ...

    async def counts(self, pick: Pick, by: Sequence[Dim]) -> list[Tally]: ...

    async def latest(self, kind: EventKind, by: Sequence[Dim]) -> list[Tally]: ...

    async def times(self, pick: Pick) -> Columns: ...

    async def ratings(self) -> list[Tally]: ...

    async def ends(self) -> list[EndTally]: ...

    async def articles(self) -> list[ArticleTally]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """Counts the kept events, each time anew."""

    figures: Figures
    scope: Scope
    mature_before: int

    @property
    def by_bucket(self) -> bool:
        return self.scope.grid.grain is not Grain.WHOLE

    async def counts(self, pick: Pick, by: Sequence[Dim]) -> list[Tally]:
        return await self.figures.counts(pick, self.scope, by)

    async def latest(self, kind: EventKind, by: Sequence[Dim]) -> list[Tally]:
        """The last event about each thing."""
        return await self.figures.latest(kind, self.scope, by)

    async def times(self, pick: Pick) -> Columns:
        return await self.figures.times(pick, self.scope)

    async def ratings(self) -> list[Tally]:
        return await self.figures.ratings(self.scope)

    async def ends(self) -> list[EndTally]:
        """Ends with what came of them."""
        return await self.figures.ends(self.scope, within=BACK_SECONDS, mature_before=self.mature_before)

    async def articles(self) -> list[ArticleTally]:
        return await self.figures.articles(self.scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Counts one day, and notes each answer under its question."""

    exact: Exact
    answers: dict[str, Rows] = field(default_factory=dict)
    by_bucket: bool = False

    async def counts(self, pick: Pick, by: Sequence[Dim]) -> list[Tally]:
        found = await self.exact.counts(pick, by)
        self.answers[question("counts", pick, *by)] = [(*one.key, one.n) for one in found]
        return found

    async def latest(self, kind: EventKind, by: Sequence[Dim]) -> list[Tally]:
        """The last event about each thing."""
        found = await self.exact.latest(kind, by)
        self.answers[question("latest", kind.value, *by)] = [(*one.key, one.n) for one in found]
        return found

    async def times(self, pick: Pick) -> Columns:
        found = await self.exact.times(pick)
        self.answers[question("times", pick)] = [column for one in found.values() for column in one]
        return found

    async def ratings(self) -> list[Tally]:
        found = await self.exact.ratings()
        self.answers[question("ratings")] = [(*one.key, one.n) for one in found]
        return found

    async def ends(self) -> list[EndTally]:
        """Whether an end is old enough to be judged is for the reader to say."""
        found = await self.exact.ends()
        self.answers[question("ends")] = [row_of_end(one) for one in found]
        return found

    async def articles(self) -> list[ArticleTally]:
        found = await self.exact.articles()
        self.answers[question("articles")] = [(one.article_id, one.shown, one.handed_over) for one in found]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """Adds up the days that were counted before, and counts what lies between them."""

    exact: Exact
    days: Sequence[CountedDay]
    between: Sequence[Exact]

    @property
    def by_bucket(self) -> bool:
        return self.exact.by_bucket

    async def counts(self, pick: Pick, by: Sequence[Dim]) -> list[Tally]:
        found = await self._tallies(question("counts", pick, *by), by)
        for one in self.between:
            found += await one.counts(pick, by)
        return added(found)

    async def latest(self, kind: EventKind, by: Sequence[Dim]) -> list[Tally]:
        """The last event about each thing; one that came later has had its day counted anew."""
        found = await self._tallies(question("latest", kind.value, *by), by)
        for one in self.between:
            found += await one.latest(kind, by)
        return added(found)

    async def times(self, pick: Pick) -> Columns:
        found: Columns = {}
        for day, rows in await self._rows(question("times", pick)):
            if rows:
                extend(found, self._bucket(day), rows)
        for one in self.between:
            for bucket, columns in (await one.times(pick)).items():
                extend(found, bucket, columns)
        return found

    async def ratings(self) -> list[Tally]:
        found = await self._tallies(question("ratings"), (Dim.BUCKET, Dim.OWNER, Dim.AGENT, Dim.SCORE))
        for one in self.between:
            found += await one.ratings()
        return added(found)

    async def ends(self) -> list[EndTally]:
        """Ends with what came of them; a day is old enough to be judged as a whole, or not at all."""
        found = [
            end_of(row, bucket=self._bucket(day), mature=day.until <= self.exact.mature_before)
            for day, rows in await self._rows(question("ends"))
            for row in rows
        ]
        for one in self.between:
            found += await one.ends()
        return found

    async def articles(self) -> list[ArticleTally]:
        shown: dict[str, int] = {}
        handed_over: dict[str, int] = {}
        found = [tuple(row) for _, rows in await self._rows(question("articles")) for row in rows]
        for one in self.between:
            found += [(each.article_id, each.shown, each.handed_over) for each in await one.articles()]
        for article_id, seen, blamed in found:
            name = str(article_id)
            shown[name] = shown.get(name, 0) + int(seen or 0)
            handed_over[name] = handed_over.get(name, 0) + int(blamed or 0)
        return [
            ArticleTally(article_id=name, shown=shown[name], handed_over=handed_over[name])
            for name in sorted(shown)
        ]

    def _bucket(self, day: CountedDay) -> int:
        return self.exact.scope.grid.bucket(day.since)

    async def _rows(self, name: str) -> list[tuple[CountedDay, Rows]]:
        scope = self.exact.scope
        kept = await self.exact.figures.answers(name, scope.lang or "", scope.since, scope.until)
        return [(day, kept[day.since]) for day in self.days]

    async def _tallies(self, name: str, by: Sequence[Dim]) -> list[Tally]:
        """A day's tallies, in the bucket that the day lies in here."""
        place = by.index(Dim.BUCKET) if Dim.BUCKET in by else None
        found = []
        for day, rows in await self._rows(name):
            bucket = self._bucket(day)
            for *key, n in rows:
                if place is not None:
                    key[place] = bucket
                found.append(Tally(key=tuple(key), n=int(n or 0)))  # type: ignore[arg-type]
        return found


def extend(found: Columns, bucket: int, columns: Sequence[Sequence[object]]) -> None:
    """Put more values to those of a bucket."""
    mine = found.setdefault(bucket, tuple([] for _ in columns))
    for column, more in zip(mine, columns, strict=True):
        column.extend(more)  # type: ignore[arg-type]


async def counting_of(figures: Figures, days: Days, scope: Scope, at: datetime) -> Counting:
    """By days where that is possible: not by the hour, and not of a team."""
    exact = Exact(figures=figures, scope=scope, mature_before=slot_of(at - BACK_WITHIN))
    if scope.team is not None or scope.grid.grain is Grain.HOUR:
        return exact
    kept = await figures.counted_days(days.zone, scope.since, scope.until)
    whole = [day for day in kept if not day.since < exact.mature_before < day.until]
    if not whole:
        return exact
    between = [
        replace(exact, scope=replace(scope, since=since, until=until)) for since, until in gaps(scope, whole)
    ]
    return Daily(exact=exact, days=whole, between=between)


def gaps(scope: Scope, days: Sequence[CountedDay]) -> Iterator[tuple[int, int]]:
    """The stretches of a scope that lie in none of these days."""
    at = scope.since
    for day in sorted(days, key=lambda one: one.since):
        if at < day.since:
            yield at, day.since
        at = day.until
    if at < scope.until:
        yield at, scope.until


async def answers_of(figures: Figures, scope: Scope, ask: "Asking") -> Mapping[str, Rows]:
    """What one day says to everything that is asked."""
    recording = Recording(exact=Exact(figures=figures, scope=scope, mature_before=0))
    await ask(recording)
    return recording.answers


class Asking(Protocol):
    """Asks all that reports ask."""

    async def __call__(self, count: Counting) -> None: ...
