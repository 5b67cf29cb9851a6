"""Knows a "yes" to the offer of a person; what else the sentence says is for that person to read."""

import re
from functools import cache

from bot.patterns import either, load
from bot.words import fold

MOST_WORDS = 30
_CLAUSE = re.compile(r"[.!?؟;\n]+")


def accepts(text: str) -> bool:
    """Whether the message agrees to what was just offered, in English, Persian or Polish."""
    plain = fold(text)
    if len(plain.split()) > MOST_WORDS:
        return False
    first = _CLAUSE.split(plain)[0].strip()
    return _accepting().match(first) is not None and _declining().search(first) is None


@cache
def _accepting() -> re.Pattern[str]:
    return either([pattern for patterns in load("acceptance")["accepts"].values() for pattern in patterns])


@cache
def _declining() -> re.Pattern[str]:
    return either([pattern for patterns in load("acceptance")["declines"].values() for pattern in patterns])
