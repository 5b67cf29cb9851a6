"""By when a promise is due: the time in its words, seen from the moment it was given and the desk's hours."""

import re
from datetime import date, datetime, time, timedelta

from handoff.domain.promise.days import DAY, WEEK, DeskDays
from handoff.domain.promise.speech import Speech
from handoff.domain.timing.calendar import BusinessCalendar

SOON = timedelta(hours=2)
QUARTER = timedelta(minutes=15)
NOON, AFTERNOON_HOURS = 12, range(1, 7)
HORIZON = timedelta(days=366)
LENGTHS = {
    "minute": timedelta(minutes=1),
    "quarter": QUARTER,
    "hour": timedelta(hours=1),
    "day": DAY,
    "week": 7 * DAY,
}


def due_in(
    text: str, speech: Speech, at: datetime, calendar: BusinessCalendar, *, soon: bool
) -> datetime | None:
    """The moment that the words name, after `at`; None if they name none, with `soon` not even soon."""
    reader = _Reader(text, speech, at, calendar)
    due = reader.after_a_while() or reader.on_a_day() or reader.at_a_time()
    if due is None and soon:
        due = reader.shortly()
    return due if due is not None and at < due <= at + HORIZON else None


def usual_due(at: datetime, calendar: BusinessCalendar) -> datetime:
    """By when somebody hears who was given no time: the end of the next day on which the desk is open."""
    days = DeskDays(at, calendar)
    return days.end_of(days.working_day(1))


class _Reader:
    """One sentence, as it is read on one day."""

    def __init__(self, text: str, speech: Speech, at: datetime, calendar: BusinessCalendar) -> None:
        self._text = text
        self._speech = speech
        self._at = at
        self._days = DeskDays(at, calendar)
        self._today = self._days.today

    def after_a_while(self) -> datetime | None:
        """Within so many minutes, hours, days or working days."""
        found = self._speech.duration.search(self._text)
        if found is None:
            return None
        parts = _named(found)
        unit = next(length for begin, length in self._speech.units if parts["u"].startswith(begin))
        most = parts.get("m") or parts.get("n") or "1"
        number = float(most) if most.isdigit() else self._speech.numbers.get(most.lower(), 1)
        if "b" in parts and unit == "day":
            return self._days.end_of(self._days.working_day(int(number)))
        return self._at + number * LENGTHS[unit]

    def on_a_day(self) -> datetime | None:
        """Tomorrow, on Friday, on 25 November, next week; with its hour or the part of the day."""
        day = self._date()
        if day is not None:
            return self._hour_of(day) or self._days.end_of(day)
        days = self._speech.days
        ahead = next((number for pattern, number in days if pattern.search(self._text)), None)
        if ahead is not None:
            day = self._today + ahead * DAY
            if ahead:
                day = self._days.opening_day(day)
            return self._hour_of(day) or self._days.end_of(day)
        if self._speech.next_week.search(self._text):
            return self._days.end_of(self._days.last_of_week(1, self._speech.week_begins))
        if self._speech.this_week.search(self._text):
            return self._days.end_of(self._days.last_of_week(0, self._speech.week_begins))
        return None

    def at_a_time(self) -> datetime | None:
        """At five, by 14:30: today, or tomorrow once that has passed."""
        today = self._hour_of(self._today)
        if today is None or today > self._at:
            return today
        return self._hour_of(self._days.opening_day(self._today + DAY))

    def shortly(self) -> datetime | None:
        """Soon, as people understand it who wait."""
        return self._days.calendar.add(self._at, SOON) if self._speech.soon.search(self._text) else None

    def _date(self) -> date | None:
        if iso := re.search(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)", self._text):
            return _day(*(int(part) for part in iso.groups()))
        for found in self._speech.date.finditer(self._text):
            parts = _named(found)
            month = self._month(parts["m"])
            if month is not None:
                return self._coming(int(parts["d"]), month, parts.get("y"))
        for pattern, weekday in self._speech.weekdays:
            if pattern.search(self._text):
                return self._today + ((weekday - self._today.weekday() - 1) % WEEK + 1) * DAY
        return None

    def _month(self, word: str) -> int | None:
        if word.isdigit():
            return int(word) if 1 <= int(word) <= NOON else None
        names = self._speech.months
        whole = self._speech.persian_calendar
        fits = (
            n for n, name in enumerate(names, 1) if (word == name if whole else word.lower().startswith(name))
        )
        return next(fits, None)

    def _coming(self, day: int, month: int, year: str | None) -> date | None:
        if self._speech.persian_calendar:
            return _persian_day(self._today, day, month, year)
        if year is not None:
            return _day(int(year), month, day)
        this = _day(self._today.year, month, day)
        return this if this is None or this >= self._today else _day(self._today.year + 1, month, day)

    def _hour_of(self, day: date) -> datetime | None:
        clock = self._clock()
        if clock is not None:
            return self._days.moment(day, clock)
        part = next((one for pattern, one in self._speech.parts if pattern.search(self._text)), None)
        return self._days.moment(day, part) if part is not None else None

    def _clock(self) -> time | None:
        found = self._speech.clock.search(self._text)
        if found is None:
            return None
        parts = _named(found)
        hour, minute = int(parts["h"]), int(parts.get("min", 0))
        half = parts.get("half", "").lower()
        late = next((one for pattern, one in self._speech.parts if pattern.search(self._text)), None)
        guessed = not half and "min" not in parts and hour in AFTERNOON_HOURS
        if hour < NOON and (half == "pm" or guessed or (late is not None and late.hour > NOON + 1)):
            hour += NOON
        elif hour == NOON and half == "am":
            hour = 0
        return time(hour, minute) if hour < 24 and minute < 60 else None


def _named(found: re.Match[str]) -> dict[str, str]:
    """The groups that matched, by their names without the number that tells alternatives apart."""
    return {
        name.rstrip("0123456789"): value for name, value in found.groupdict().items() if value is not None
    }


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _persian_day(today: date, day: int, month: int, year: str | None) -> date | None:
    # Its tables are needed only where a day is named in the Persian calendar.
    import jdatetime

    this_year = jdatetime.date.fromgregorian(date=today).year
    for of_year in (int(year),) if year is not None else (this_year, this_year + 1):
        try:
            found: date = jdatetime.date(of_year, month, day).togregorian()
        except ValueError:
            continue
        if found >= today:
            return found
    return None
