"""Knows when a customer asks for a person, in English, Persian and Polish, without any model.

Precision comes first: "are you a human?", "contact sales", "I spoke to an agent yesterday" are no requests.
"""

import re
from dataclasses import dataclass
from functools import cache

from bot.patterns import either, load
from bot.typos import mend
from bot.words import fold

_PERSIAN = re.compile(r"[\u0600-\u06ff]")
_CLAUSE = re.compile(r"[.!?؟;\n]+")


def asks_for_human(text: str) -> str | None:
    """Return the words with which the customer asks for a person, or None."""
    plain = fold(text)
    if _PERSIAN.search(plain):
        return _asked(plain, "fa")
    return (
        _asked(mend(plain, *_typos("typos")), "en")
        or _asked(mend(plain, *_typos("pl")), "pl")
        or _asked(plain, "finglish")
    )


def asks_for_none(text: str) -> bool:
    """Whether the text speaks of people without a wish for one: "are you a person?", "the agent said"."""
    plain = fold(text)
    tongues = ("fa",) if _PERSIAN.search(plain) else ("en", "pl", "finglish")
    finders = [_finder(tongue) for tongue in tongues]
    return any(finder.asks_not.search(plain) or finder.tells.search(plain) for finder in finders)


def _asked(plain: str, tongue: str) -> str | None:
    finder = _finder(tongue)
    for part in [*_CLAUSE.split(plain), plain]:
        if not finder.asks_not.search(part) and (found := finder.asks.search(part.strip())):
            return found[0].strip()
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    asks: re.Pattern[str]
    asks_not: re.Pattern[str]
    tells: re.Pattern[str]


@cache
def _typos(section: str) -> tuple[tuple[str, ...], frozenset[str]]:
    rules = load("human_request")[section]
    return tuple(rules["mended"].split()), frozenset(rules["kept"].split())


@cache
def _finder(tongue: str) -> _Finder:
    rules = load("human_request")[tongue]
    return _Finder(
        asks=either(rules["asks"], rules["parts"]),
        asks_not=either(rules["asks_not"]),
        tells=either(rules.get("tells", [])),
    )
