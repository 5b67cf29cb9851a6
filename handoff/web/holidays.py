"""Holidays out of an iCalendar file: its all-day events, the recurring ones for the years to come."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

YEARS_AHEAD = 5
MOST_DAYS = 400
DAY = timedelta(days=1)


class NoCalendar(ValueError):
    """The file cannot be read; the message says what is wrong with it."""


def read_holidays(content: str, *, today: date) -> dict[date, str]:
    """Every day that an all-day event covers, from the start of this year on, with what it is called.

    Events with hours (a meeting) are no holidays and are left out.
    """
    # Slow to import, and needed only in the minute in which somebody brings a file.
    import recurring_ical_events
    from icalendar import Calendar

    begin, end = date(today.year, 1, 1), date(today.year + YEARS_AHEAD, 1, 1)
    try:
        found = recurring_ical_events.of(Calendar.from_ical(content)).between(begin, end)
        days = {day: name for event in found for day, name in _days(event)}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoCalendar(f"this is no iCalendar file that can be read: {error}") from None
    kept = {day: days[day] for day in sorted(days) if begin <= day < end}
    if not kept:
        raise NoCalendar(f"there is no all-day event between {begin} and {end} in this file")
    if len(kept) > MOST_DAYS:
        raise NoCalendar(f"more than {MOST_DAYS} holidays in {YEARS_AHEAD} years are too many")
    return kept


def _days(event: Mapping[str, Any]) -> list[tuple[date, str]]:
    first = event["DTSTART"].dt
    if isinstance(first, datetime):
        return []
    last = event["DTEND"].dt if "DTEND" in event else first + DAY
    last = max(last, first + DAY)
    name = str(event.get("SUMMARY", ""))[:100]
    return [(first + number * DAY, name) for number in range(min((last - first).days, MOST_DAYS))]
