"""Knows the topics that a bot must not handle alone: safety, fraud, law, data protection.

A question about a policy is no case: "is my payment safe?" stays with the bot, "someone used
my card" does not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.patterns import either, load
from bot.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitive:
    """A topic for a person, and the words that show it."""

    topic: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    case: re.Pattern[str]
    harmless: re.Pattern[str]


def sensitive_topic(text: str) -> Sensitive | None:
    """Return the gravest sensitive topic of the text, or None."""
    plain = fold(text)
    for topic, finder in _finders().items():
        if (found := finder.case.search(plain)) and not finder.harmless.search(plain):
            return Sensitive(topic=topic, words=found[0].strip())
    return None


@cache
def _finders() -> Mapping[str, _Finder]:
    return {
        topic: _Finder(
            case=either([*rules["en"], *rules["pl"], *rules["fa"]]), harmless=either(rules["harmless"])
        )
        for topic, rules in load("sensitive").items()
    }
