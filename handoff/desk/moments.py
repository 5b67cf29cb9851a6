"""A moment in words: in the customer's language and calendar, in the time zone of the desk."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handoff.desk.words import PERSIAN_DIGITS

LOCALES = {"en": "en_GB", "fa": "fa", "pl": "pl"}
DAY, HOUR = "EEEE, d MMMM", "HH:mm"


def say_moment(at: datetime, lang: str, zone: str) -> str:
    """Such as "Monday, 2 March, 09:00 (Warsaw)"; in Persian by the Persian calendar."""
    # Their tables are slow to load, and are needed only where a day is named.
    from babel.dates import format_datetime, get_timezone_location

    locale = LOCALES.get(lang, LOCALES["en"])
    there = at.astimezone(ZoneInfo(zone))
    place = zone if zone == "UTC" else get_timezone_location(there, locale=locale, return_city=True)
    if lang == "fa":
        return f"{_persian(there)} (به وقت {place})"
    day = format_datetime(there, DAY, tzinfo=there.tzinfo, locale=locale)
    return f"{day}, {format_datetime(there, HOUR, tzinfo=there.tzinfo, locale=locale)} ({place})"


def wire_time(at: datetime) -> str:
    """The moment for programs, RFC 3339 in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _persian(there: datetime) -> str:
    import jdatetime

    day = jdatetime.datetime.fromgregorian(datetime=there, locale="fa_IR")
    return str(day.strftime("%A %-d %B، ساعت %H:%M")).translate(PERSIAN_DIGITS)
