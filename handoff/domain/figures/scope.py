"""What a report is about: which days, in which zone's clock, grouped how, of which team and language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handoff.domain.errors import Invalid
from handoff.domain.history.kept_event import SLOT_SECONDS, slot_of

HOUR_SLOTS = 4
DAY_SLOTS = 24 * HOUR_SLOTS
WEEK_SLOTS = 7 * DAY_SLOTS
# 1970 began on a Thursday; weeks begin on Mondays.
TO_MONDAY = 3 * DAY_SLOTS
MOST_DAYS = 2 * 366
MOST_DAYS_BY_HOUR = 31
DAY = timedelta(days=1)


class Grain(StrEnum):
    """How wide a bucket of a report is; `whole` is the range in one."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How slots fall into the hours, days and weeks of a zone.

    `shifts` says from which slot on the zone's clock is so many slots ahead of UTC: an hour that a clock
    skips or repeats is counted where it happened, so that a day may have 23 hours or 25.
    """

    grain: Grain
    shifts: tuple[tuple[int, int], ...]

    def ahead(self, slot: int) -> int:
        """How many slots the zone's clock is ahead of UTC."""
        found = self.shifts[0][1]
        for since, ahead in self.shifts:
            if slot >= since:
                found = ahead
        return found

    def bucket(self, slot: int) -> int:
        """The number of the bucket that a slot lies in."""
        if self.grain is Grain.WHOLE:
            return 0
        if self.grain is Grain.HOUR:
            return (slot + self.hour_shift) // HOUR_SLOTS
        local = slot + self.ahead(slot)
        return local // DAY_SLOTS if self.grain is Grain.DAY else (local + TO_MONDAY) // WEEK_SLOTS

    @property
    def hour_shift(self) -> int:
        """By how many slots the zone's full hours differ from those of UTC, as in Tehran."""
        return self.shifts[0][1] % HOUR_SLOTS

    def hour(self, slot: int) -> int:
        """The hour of the day, from 0."""
        return (slot + self.ahead(slot)) % DAY_SLOTS // HOUR_SLOTS

    def weekday(self, slot: int) -> int:
        """The day of the week, Monday is 0."""
        return (slot + self.ahead(slot) + TO_MONDAY) // DAY_SLOTS % 7


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamScope:
    """A team: the conversations given to it, and those that its members had."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which events a report counts: from slot `since` up to, without, `until`."""

    since: int
    until: int
    grid: Grid
    lang: str | None = None
    team: TeamScope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From one day to another, both counted, by the clock of a zone."""

    first: date
    last: date
    zone: str

    def check(self, grain: Grain) -> None:
        """Refuse a range that ends before it begins, or that nobody could read."""
        if self.last < self.first:
            raise Invalid("since: the range ends before it begins.")
        most = MOST_DAYS_BY_HOUR if grain is Grain.HOUR else MOST_DAYS
        if (self.last - self.first).days >= most:
            raise Invalid(f"since: by {grain.value}, a report covers at most {most} days.")

    @property
    def before(self) -> "Days":
        """As many days just before, to compare with."""
        length = self.last - self.first + DAY
        return Days(first=self.first - length, last=self.first - DAY, zone=self.zone)

    def scope(self, grain: Grain, *, lang: str | None = None, team: TeamScope | None = None) -> Scope:
        """The slots of these days and how they are grouped."""
        since, until = self._midnight(self.first), self._midnight(self.last + DAY)
        grid = Grid(grain=grain, shifts=tuple(self._shifts(since, until)))
        return Scope(since=since, until=until, grid=grid, lang=lang, team=team)

    def buckets(self, grain: Grain) -> dict[int, str]:
        """Every bucket with its label: a day (a week's Monday), or the moment at which an hour begins."""
        scope = self.scope(grain)
        numbers = dict.fromkeys(scope.grid.bucket(slot) for slot in range(scope.since, scope.until))
        return {number: self._label(number, scope.grid) for number in numbers}

    def _label(self, number: int, grid: Grid) -> str:
        if grid.grain is Grain.HOUR:
            begins = (number * HOUR_SLOTS - grid.hour_shift) * SLOT_SECONDS
            return datetime.fromtimestamp(begins, UTC).isoformat().replace("+00:00", "Z")
        if grid.grain is Grain.WHOLE:
            return self.first.isoformat()
        days = number if grid.grain is Grain.DAY else number * 7 - 3
        return (date(1970, 1, 1) + timedelta(days=days)).isoformat()

    def _midnight(self, day: date) -> int:
        return slot_of(datetime.combine(day, time(0), ZoneInfo(self.zone)))

    def _shifts(self, since: int, until: int) -> Iterator[tuple[int, int]]:
        known: int | None = None
        for slot in range(since, until, HOUR_SLOTS):
            at = datetime.fromtimestamp(slot * SLOT_SECONDS, ZoneInfo(self.zone))
            offset = at.utcoffset() or timedelta()
            ahead = round(offset.total_seconds()) // SLOT_SECONDS
            if ahead != known:
                known = ahead
                yield slot, ahead
