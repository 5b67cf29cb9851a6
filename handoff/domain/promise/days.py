"""The days of a desk: when each ends, which it opens on, and what a week is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handoff.domain.timing.calendar import BusinessCalendar

DAY, WEEK = timedelta(days=1), 7
LATEST, USUAL_END = time(23, 59), time(18)


@dataclass(frozen=True, slots=True)
class DeskDays:
    """Days as they are seen from one moment."""

    at: datetime
    calendar: BusinessCalendar

    @property
    def today(self) -> date:
        return self._local(self.at)

    def end_of(self, day: date) -> datetime:
        """When the desk closes on that day; where it never closes or is closed, the end of an office day."""
        begin, last = self.moment(day, time(0)), self.moment(day, LATEST)
        ends = [min(end, last) for start, end in self._openings(begin) if start < last and end > begin]
        usual = self.moment(day, USUAL_END)
        end = usual if not ends or ends[-1] == last else ends[-1]
        return end if end > self.at or day != self.today else last

    def _openings(self, begin: datetime) -> Iterator[tuple[datetime, datetime]]:
        for start, end in self.calendar.openings(begin):
            if start >= begin + 2 * DAY:
                return
            yield start, end

    def opening_day(self, day: date) -> date:
        """That day, or the next on which the desk opens."""
        opening = self.calendar.next_opening(self.moment(day, time(0)))
        return max(day, self._local(opening)) if opening is not None else day

    def working_day(self, number: int) -> date:
        """So many days ahead on which the desk opens."""
        day = self.today
        for _ in range(max(number, 1)):
            day = self.opening_day(day + DAY)
        return day

    def last_of_week(self, weeks_ahead: int, begins: int) -> date:
        """The last day of a week on which the desk opens."""
        since = (self.today.weekday() - begins) % WEEK
        last = self.today + (WEEK - 1 - since + WEEK * weeks_ahead) * DAY
        rest = [last - number * DAY for number in range(WEEK) if last - number * DAY >= self.today]
        usual = [day for day in rest if day.weekday() != (begins - 1) % WEEK]
        return next((day for day in usual if self.opening_day(day) == day), last)

    def moment(self, day: date, wall: time) -> datetime:
        """A time on the clock of the desk's zone."""
        return datetime.combine(day, wall, ZoneInfo(self.calendar.zone)).astimezone(UTC)

    def _local(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.calendar.zone)).date()
