"""Knows what a conversation is about, in the words of the teams that people work in."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.patterns import either, load
from bot.words import fold


def skill_of(texts: Sequence[str]) -> str | None:
    """Return the skill that the customer's words ask for, the latest telling message first, or None."""
    for text in reversed(texts):
        plain = fold(text)
        for skill, finder in _finders().items():
            if finder.search(plain):
                return skill
    return None


def known_skills() -> tuple[str, ...]:
    """Return every skill that the bot may ask for."""
    return tuple(load("skills"))


@cache
def _finders() -> Mapping[str, re.Pattern[str]]:
    return {
        skill: either([*rules["en"], *rules["pl"], *rules["fa"]]) for skill, rules in load("skills").items()
    }
