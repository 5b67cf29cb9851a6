"""Slips put right before a question is embedded: the model is thrown by "adress", articles say "address"."""

import re
from collections.abc import Callable, Iterator, Mapping

from kb_index.normalise import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORT, _MOST_WORDS = 4, 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def corrected(text: str, known: Mapping[str, int], pieces: Callable[[str], float]) -> str:
    """The text with each word that neither articles nor model know replaced by the articles' nearest.

    Nearest is one slip away: a letter lost, doubled, wrong, or swapped with its neighbour. Too many short
    words are one letter apart ("scam", "spam"), so in those only swapped letters are put right.
    In a long text one slip is drowned by the rest, and names that nobody knows abound: it stays as it is.
    """

    def right(found: re.Match[str]) -> str:
        word = fold(found[0])
        if not word.isascii() or word in known or pieces(word) < 2:
            return found[0]
        near = max(_one_slip_away(word), key=lambda other: known.get(other, 0))
        return near if near in known else found[0]

    return _WORD.sub(right, text) if len(text.split()) <= _MOST_WORDS else text


def _one_slip_away(word: str) -> Iterator[str]:
    """Every string that one slip makes of a word, the first letter kept."""
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        if len(word) <= _SHORT:
            continue
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)
