"""Puts right a word that is one slip of the finger away from a word that matters."""

import re
from collections.abc import Collection, Sequence

_WORD = re.compile(r"[a-z]+")
SHORTEST = 4


def mend(plain: str, triggers: Sequence[str], real_words: Collection[str]) -> str:
    """Return the text with near misses of the triggers replaced; a real word is never touched."""

    def mended(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < SHORTEST or word in triggers or word in real_words:
            return word
        return next((right for right in triggers if one_slip(word, right)), word)

    return _WORD.sub(mended, plain)


def one_slip(word: str, right: str) -> bool:
    """Tell whether one letter was added, lost or changed, or two were swapped; the first letter must hold."""
    if word[0] != right[0] or abs(len(word) - len(right)) > 1 or len(right) < SHORTEST:
        return False
    if len(word) == len(right):
        wrong = [at for at in range(len(word)) if word[at] != right[at]]
        if len(wrong) == 1:
            return len(right) > SHORTEST
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return swapped and word[wrong[0]] == right[wrong[1]] and word[wrong[1]] == right[wrong[0]]
    longer, shorter = (word, right) if len(word) > len(right) else (right, word)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
