"""Reads which offered title a customer means by "the first one", «اولی», "pierwsze" or the title itself."""

import re
from collections.abc import Sequence
from functools import cache

from bot.patterns import load
from bot.words import fold

NONE_OF_THEM = -1
_MARKS = re.compile(r"^[\s\"'«»„”“]+|[\s\"'«»„”“.!؟?]+$")


def pick(text: str, titles: Sequence[str]) -> int | None:
    """The place of the title that is meant, NONE_OF_THEM, or None if the words are no such choice."""
    said = _MARKS.sub("", fold(text))
    if not titles or not said:
        return None
    for place, title in enumerate(titles):
        if said == _MARKS.sub("", fold(title)):
            return place
    if _rules()["refused"].fullmatch(said):
        return NONE_OF_THEM
    if len(titles) == 1 and _rules()["agreed"].fullmatch(said):
        return 0
    return _ordinal(said, len(titles))


def _ordinal(said: str, count: int) -> int | None:
    for place in range(min(count, 3)):
        if _rules()[f"place {place}"].fullmatch(said):
            return place
    return count - 1 if _rules()["last"].fullmatch(said) else None


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    rules = load("picks")
    before, after = (_compact(rules[name]) for name in ("before", "after"))
    named = {f"place {place}": words for place, words in enumerate(rules["ordinals"])}
    named["last"] = rules["last"]
    found = {name: re.compile(f"{before}(?:{words}){after}") for name, words in named.items()}
    return found | {name: re.compile(_compact(rules[name])) for name in ("agreed", "refused")}


def _compact(pattern: str) -> str:
    """A pattern that was folded over lines, without the spaces that this put between its parts."""
    return re.sub(r"(?<=[|)*?]) (?=[(|])|(?<=\|) ", "", pattern.strip())
