"""Business hours: when somebody is there, and how business time passes.

A calendar is in one time zone; each weekday has any number of slots, a slot may run over midnight, and
exceptions (a holiday, a long Friday) replace a day's slots. All moments in and out are aware; what the
clocks of a zone skip or repeat in spring and autumn is counted as it really passes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

HORIZON_DAYS = 400
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """From one wall time to another; `end` at or before `start` is on the next day."""

    start: time
    end: time


Opening = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCalendar:
    """The hours of a team, by weekday (Monday is 0), and the days that differ."""

    zone: str = "UTC"
    week: Mapping[int, Sequence[Slot]] = field(default_factory=lambda: MappingProxyType({}))
    exceptions: Mapping[date, Sequence[Slot]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def always(cls) -> "BusinessCalendar":
        """Somebody is there day and night."""
        midnight = Slot(start=time(0), end=time(0))
        return cls(week=MappingProxyType(dict.fromkeys(range(7), (midnight,))))

    def is_open(self, at: datetime) -> bool:
        """Whether this moment lies in business hours."""
        begin, _ = next(self._pieces(at), (None, None))
        return begin is not None and begin <= at

    def next_opening(self, at: datetime) -> datetime | None:
        """`at` itself while it is open, else when it opens; None for a calendar that never does."""
        begin, _ = next(self._pieces(at), (None, None))
        return max(begin, at) if begin is not None else None

    def add(self, at: datetime, duration: timedelta) -> datetime | None:
        """The moment at which so much business time has passed since `at`; None if it never does."""
        left = duration
        for begin, end in self._pieces(at):
            begin = max(begin, at)
            if end - begin >= left:
                return begin + left
            left -= end - begin
        return None

    def between(self, since: datetime, until: datetime) -> timedelta:
        """How much business time lies between two moments."""
        passed = timedelta()
        for begin, end in self._pieces(since):
            if begin >= until:
                break
            passed += min(end, until) - max(begin, since)
        return passed

    def openings(self, at: datetime) -> Iterator[Opening]:
        """Every stretch of business time that ends after `at`, joined where slots touch, in order."""
        held: Opening | None = None
        for begin, end in self._stretches(at):
            if held is not None and begin <= held[1]:
                held = (held[0], max(held[1], end))
                continue
            if held is not None and held[1] > at:
                yield held
            held = (begin, end)
        if held is not None and held[1] > at:
            yield held

    def _pieces(self, at: datetime) -> Iterator[Opening]:
        """The same business time cut where slots touch: nothing is read beyond what the caller takes."""
        last: datetime | None = None
        for begin, end in self._stretches(at):
            if end > (last or at):
                yield max(begin, last or begin), end
                last = end

    def _stretches(self, at: datetime) -> Iterator[Opening]:
        zone = ZoneInfo(self.zone)
        first = at.astimezone(zone).date() - DAY
        for number in range(HORIZON_DAYS):
            day = first + number * DAY
            slots = self.exceptions.get(day, self.week.get(day.weekday(), ()))
            for slot in sorted(slots, key=lambda one: one.start):
                last = day if slot.end > slot.start else day + DAY
                yield _moment(day, slot.start, zone), _moment(last, slot.end, zone)


def opens_at(calendar: BusinessCalendar, at: datetime) -> datetime | None:
    """When it opens again; None while it is open, or if it never does."""
    opening = calendar.next_opening(at)
    return opening if opening != at else None


def _moment(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, zone).astimezone(UTC)
