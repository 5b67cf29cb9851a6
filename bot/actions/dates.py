"""Days as people write them: "1 March 2026", "1 marca 2026", and by the Persian calendar «۱۰ اسفند ۱۴۰۴»."""

from datetime import date

from bot.actions.texts import Texts

_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_BEFORE, _CYCLE_DAYS, _CYCLE_YEARS = 356_032, 12_053, 33
"""Days from the beginning of the year -1595 to that of our own count, and one cycle of leap years."""


def day_in_words(iso: str, texts: Texts, lang: str) -> str:
    """A day such as 2026-03-01 in the words of a language; what is no day stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    year, month, of_month = persian(day) if lang == "fa" else (day.year, day.month, day.day)
    name = texts.say("months", lang).split()[month - 1]
    said = f"{of_month} {name} {year}"
    return said.translate(_PERSIAN_DIGITS) if lang == "fa" else said


def persian(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Persian calendar, by its 33-year cycle: exact within our lifetimes."""
    cycles, rest = divmod(day.toordinal() + _BEFORE, _CYCLE_DAYS)
    fours, rest = divmod(rest, 4 * 365 + 1)
    years, rest = divmod(rest - 1, 365) if rest > 365 else (0, rest)
    year = -1595 + _CYCLE_YEARS * cycles + 4 * fours + years
    if rest < 6 * 31:
        return year, 1 + rest // 31, 1 + rest % 31
    return year, 7 + (rest - 186) // 30, 1 + (rest - 186) % 30
