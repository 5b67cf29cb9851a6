"""Texts to terms of three kinds, the same way for every language.

Overlapping pieces of a word do what a stemmer, a list of affixes and a speller do for one language each:
"pieniedzy" meets "pieniądze", "کتاب‌هایم" meets "کتاب", "bookmraks" meets "bookmarks". Stems are the first
letters of a word, which weigh it as a whole; pairs of stems know phrases. Each kind is scored apart.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kb_index.normalise import ZWNJ, fold

PIECE, STEM = 4, 5
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64


def words(text: str) -> list[str]:
    """The folded words of a text; ZWNJ ends a word, so that affixes stand apart."""
    return [word[:_LONGEST] for word in _WORD.findall(fold(text).replace(ZWNJ, " "))]


@lru_cache(maxsize=200_000)
def pieces(word: str) -> tuple[str, ...]:
    """All runs of a few letters in a word whose ends are marked."""
    marked = f"_{word}_"
    if len(marked) <= PIECE:
        return (marked,)
    return tuple(marked[at : at + PIECE] for at in range(len(marked) - PIECE + 1))


def _stem(word: str) -> str:
    return f"={word[:STEM]}"


def terms(text: str) -> Counter[str]:
    """How often each term of each kind occurs in a text; no kind can be taken for another."""
    said = words(text)
    counted: Counter[str] = Counter()
    for word, times in Counter(said).items():
        for piece in pieces(word):
            counted[piece] += times
        counted[_stem(word)] += times
    counted.update(_pairs(said))
    return counted


def _pairs(said: list[str]) -> list[str]:
    stems = [_stem(word) for word in said]
    return [first + second for first, second in pairwise(stems)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The terms of a question, each once, by kind."""

    pieces: tuple[str, ...]
    stems: tuple[str, ...]
    pairs: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Wanted":
        """What a question looks for."""
        said = words(text)
        return cls(
            pieces=tuple(dict.fromkeys(piece for word in said for piece in pieces(word))),
            stems=tuple(dict.fromkeys(map(_stem, said))),
            pairs=tuple(dict.fromkeys(_pairs(said))),
        )
