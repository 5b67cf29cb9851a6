"""Turns a message into the numbers that mood is read from, beside its embedding."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.patterns import load
from bot.words import fold

BUCKETS = 1 << 15
GRAMS = (2, 3, 4, 5)
CLASSES = (
    "insult",
    "swear",
    "anger",
    "negative",
    "distress",
    "happy",
    "polite",
    "soured",
    "soothed",
    "waits",
)
SURFACE = ("caps", "exclamations", "questions", "dots", "stretched", "angry_face", "happy_face", "length")

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_ANGRY_FACE = re.compile("[😠😡🤬👿😤🖕💩🤮]|>:\\(|:@|\\*{2,}")
_HAPPY_FACE = re.compile("[😀-😆😊😍🥰😘❤♥👍🙏🎉😂🤣]|[:;]-?[)D]|<3|x+d\\b", re.IGNORECASE)
_MASKED = re.compile(r"\[[A-Z]+\]|@\w+|https?://\S+")


def surface(text: str) -> NDArray[np.float32]:
    """Measure how a text is typed: shouting, marks, stretched letters, faces, length."""
    bare = _MASKED.sub(" ", text)
    letters = [letter for letter in bare if letter.isalpha()]
    cased = [letter for letter in letters if letter.isupper() or letter.islower()]
    caps = sum(letter.isupper() for letter in cased) / len(cased) if len(cased) > 5 else 0.0
    values = (
        max(0.0, caps - 0.15) * 2,
        np.log1p(bare.count("!")),
        np.log1p(bare.count("?") + bare.count("؟")),
        float("..." in bare or "…" in bare),
        min(2, len(_STRETCHED.findall(bare))),
        min(2, len(_ANGRY_FACE.findall(bare))),
        min(2, len(_HAPPY_FACE.findall(bare))),
        np.log1p(len(bare.split())) / 3,
    )
    return np.array(values, dtype=np.float32)


def colours(text: str, lang: str) -> NDArray[np.float32]:
    """Count the words of each colour, damped, in the lexicon of one language."""
    plain = f" {fold(text)} "
    return np.array([np.log1p(len(finder.findall(plain))) for finder in _lexicon(lang)], dtype=np.float32)


def grams(text: str) -> NDArray[np.int64]:
    """Hash the text's words, pairs of words and letter sequences within words; each counts once."""
    words = re.findall(r"[^\W_]+|[!?؟]+", fold(_MASKED.sub(" ", text)))
    seen: set[str] = set()
    for at, word in enumerate(words):
        seen.add(word)
        if at:
            seen.add(f"{words[at - 1]} {word}")
        padded = f"<{word}>"
        for size in GRAMS:
            seen.update("#" + padded[i : i + size] for i in range(len(padded) - size + 1))
    hashed = {crc32(gram.encode()) % BUCKETS for gram in seen}
    return np.fromiter(sorted(hashed), dtype=np.int64, count=len(hashed))


@cache
def _lexicon(lang: str) -> Sequence[re.Pattern[str]]:
    """Compile a language's words: each colour, praise and blame turned round by a "not", and waiting."""
    words: Mapping[str, Mapping[str, str]] = load("mood_words")
    colour = {name: _any_of(words[name][lang]) for name in CLASSES if name in words}
    turns = [_turned(colour[name], _any_of(words["not"][lang]), lang) for name in ("happy", "negative")]
    return tuple(re.compile(one) for one in (*colour.values(), *turns, _waits(words["time"][lang])))


def _any_of(entries: str) -> str:
    return r"\b(?:" + "|".join(_beginning(entry) for entry in entries.split()) + ")"


def _turned(colour: str, negation: str, lang: str) -> str:
    """Persian puts its "not" behind the word, English and Polish before it."""
    if lang == "fa":
        return rf"{colour}\w*(?: \w+){{0,2}}? {negation}"
    return rf"{negation}(?:[ '](?:\w+)){{0,3}}? {colour}"


def _waits(units: str) -> str:
    return rf"\b(?:\d+|[^\W\d_]+) ?{_any_of(units)}"


def _beginning(entry: str) -> str:
    """Make a pattern of a lexicon entry: a word's beginning, or the whole word where it ends in "="."""
    whole = entry.endswith("=")
    return fold(entry.rstrip("=").replace(r"\s", " ")).replace(" ", r"\s?") + (r"\b" if whole else "")
