"""What a language says a promise and its time with; one value a language, nothing here knows any of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import time

# Persian and Arabic letters that look alike, and typographic signs, as they are matched.
ALIKE = str.maketrans({"ي": "ی", "ك": "ک", "ۀ": "ه", "\u0654": "", "’": "'", "`": "'", "–": "-", "—": "-"})
LOOK = re.IGNORECASE | re.UNICODE


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The patterns of one language.

    `follow` promises that somebody will be in touch, which is a promise even without a time; `act` promises
    anything else, and counts only with a time. A sentence in which `not_meant` is found promises nothing.
    """

    follow: re.Pattern[str]
    act: re.Pattern[str]
    not_meant: re.Pattern[str]
    at_once: re.Pattern[str]
    soon: re.Pattern[str]
    numbers: Mapping[str, float]
    duration: re.Pattern[str]
    units: tuple[tuple[str, str], ...]
    days: tuple[tuple[re.Pattern[str], int], ...]
    weekdays: tuple[tuple[re.Pattern[str], int], ...]
    this_week: re.Pattern[str]
    next_week: re.Pattern[str]
    week_begins: int
    months: tuple[str, ...]
    date: re.Pattern[str]
    parts: tuple[tuple[re.Pattern[str], time], ...]
    clock: re.Pattern[str]
    persian_calendar: bool = False


def look(pattern: str) -> re.Pattern[str]:
    """A pattern over whole words, with its spaces as wide as people write them."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", LOOK)


def alternatives(words: Mapping[str, float]) -> str:
    """Any of these words or figures, the longest first."""
    return "|".join([r"\d{1,3}", *sorted(words, key=len, reverse=True)])


def without_accents(speech: Speech, accents: Mapping[int, int]) -> Speech:
    """The same language as it is typed in haste, for texts that have no accent at all."""

    def plain(value: object) -> object:
        if isinstance(value, re.Pattern):
            return re.compile(value.pattern.translate(accents), value.flags)
        if isinstance(value, str):
            return value.translate(accents)
        if isinstance(value, tuple):
            return tuple(plain(one) for one in value)
        if isinstance(value, Mapping):
            return {plain(key): number for key, number in value.items()}
        return value

    return replace(speech, **{one.name: plain(getattr(speech, one.name)) for one in fields(speech)})  # type: ignore[arg-type]
