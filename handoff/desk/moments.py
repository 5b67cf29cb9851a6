"""A moment in words: in the customer's language and calendar, in a time zone that is named."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handoff.desk.words import PERSIAN_DIGITS

LOCALES = {"en": "en_GB", "fa": "fa", "pl": "pl"}
DAY, HOUR = "EEEE, d MMMM", "HH:mm"
PERSIAN_DAY, PERSIAN_HOUR = "%A %-d %B", "%H:%M"


def say_moment(at: datetime, lang: str, zone: str) -> str:
    """Such as "Monday, 2 March, 09:00 (Warsaw)"; in Persian by the Persian calendar."""
    place = say_place(zone, at, lang)
    if lang == "fa":
        return f"{_persian(at, zone, f'{PERSIAN_DAY}، ساعت {PERSIAN_HOUR}')} (به وقت {place})"
    return f"{_worded(at, lang, zone, DAY)}, {say_hour(at, lang, zone)} ({place})"


def say_day(at: datetime, lang: str, zone: str) -> str:
    """Such as "Monday, 2 March 2026"."""
    return _persian(at, zone, f"{PERSIAN_DAY} %Y") if lang == "fa" else _worded(at, lang, zone, f"{DAY} y")


def say_hour(at: datetime, lang: str, zone: str) -> str:
    """Such as "09:00"."""
    return _persian(at, zone, PERSIAN_HOUR) if lang == "fa" else _worded(at, lang, zone, HOUR)


def say_place(zone: str, at: datetime, lang: str) -> str:
    """The city whose clocks are meant, such as "Warsaw"."""
    # Babel's tables are slow to load, and are needed only where a moment is put into words.
    from babel.dates import get_timezone_location

    there = at.astimezone(ZoneInfo(zone))
    return (
        zone if zone == "UTC" else str(get_timezone_location(there, locale=_locale(lang), return_city=True))
    )


def wire_time(at: datetime) -> str:
    """The moment for programs, RFC 3339 in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _worded(at: datetime, lang: str, zone: str, how: str) -> str:
    from babel.dates import format_datetime

    return str(format_datetime(at, how, tzinfo=ZoneInfo(zone), locale=_locale(lang)))


def _locale(lang: str) -> str:
    return LOCALES.get(lang, LOCALES["en"])


def _persian(at: datetime, zone: str, how: str) -> str:
    import jdatetime

    there = jdatetime.datetime.fromgregorian(datetime=at.astimezone(ZoneInfo(zone)), locale="fa_IR")
    return str(there.strftime(how)).translate(PERSIAN_DIGITS)
