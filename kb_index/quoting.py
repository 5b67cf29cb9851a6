"""The sentences of a passage that answer a question, in their order, lists and steps kept whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb_index.analysis import pieces, words
from kb_index.sentences import Unit, units_of

ENOUGH_WORDS = 60
SHORT_WORDS = 30
ALSO = 0.5
GAP = "…"
_LIKE = 0.5
_FULL_WORD = 5
_FIRST, _NUMBER, _STEPS, _AROUND = 0.25, 0.3, 0.35, 0.3
_DIGIT = re.compile(r"\d")
_WANTS_NUMBER = re.compile(
    r"\b(how (much|many|long|old|big|far|soon|fast)|when|what time|cost\w*|price\w*|fee|pay|"
    r"ile|kiedy|jak (d[lł]ugo|szybko)|koszt\w*|cen[ayęe]|opłat\w*|p[lł]ac\w*)\b|"
    r"چند|چقدر|چه قدر|کی|هزینه|قیمت|مدت|زمان|رایگان",
    re.IGNORECASE,
)
_WANTS_STEPS = re.compile(
    r"\bhow (do|can|to|should|would)\b|\b(jak|w jaki spos[oó]b)\b(?! (d[lł]ugo|szybko|du[zż]))|"
    r"چطور|چگونه|چجوری|چه جوری|روش",
    re.IGNORECASE,
)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What is said of a passage, as Markdown and in its parts; `whole` says that nothing was left out."""

    text: str
    parts: tuple[str, ...]
    whole: bool


def quote(passage: str, question: str) -> Quote:
    """The part of a passage that answers this question; all of it where it is short."""
    units = units_of(passage)
    everything = range(len(units))
    if sum(unit.words for unit in units) <= SHORT_WORDS:
        return _quoted(units, everything)
    scores = _scores(units, question)
    chosen = {int(np.argmax(scores))}
    for n in np.argsort(-scores)[1:]:
        size = sum(units[c].words for c in chosen) + units[n].words
        if scores[n] >= ALSO * scores.max() and size <= ENOUGH_WORDS:
            chosen.add(int(n))
    return _quoted(units, sorted(_with_what_they_lean_on(units, chosen)))


def _quoted(units: Sequence[Unit], chosen: Sequence[int]) -> Quote:
    """The chosen units with the breaks that stood between them, and a mark where something is left out."""
    text, before = "", -1
    for n in chosen:
        unit = units[n]
        if text:
            left_out = n != before + 1
            same = unit.paragraph == units[before].paragraph
            text += (f" {GAP} " if left_out else " ") if same else "\n\n"
        text += unit.text
        before = n
    parts = tuple(units[n].text for n in chosen)
    return Quote(text=text, parts=parts, whole=len(chosen) == len(units))


def _with_what_they_lean_on(units: Sequence[Unit], chosen: set[int]) -> set[int]:
    """A list needs the line that leads to it; "It takes effect at once" needs the sentence before."""
    needed = set(chosen)
    for n in sorted(chosen, reverse=True):
        at = n
        while at > 0 and units[at].leans and units[at - 1].paragraph == units[at].paragraph:
            at -= 1
            needed.add(at)
        if at > 0 and units[at].is_list and units[at - 1].leads:
            needed.add(at - 1)
    for n in list(needed):
        if units[n].leads and n + 1 < len(units) and units[n + 1].is_list:
            needed.add(n + 1)
    return needed


def _scores(units: Sequence[Unit], question: str) -> Floats:
    """How well each unit answers: the question's words in it and around it, and what was asked for."""
    asked = list(dict.fromkeys(words(question)))
    found = np.asarray([[_likeness(word, unit) for word in asked] for unit in units]).reshape(len(units), -1)
    weight = np.asarray([min(len(word), _FULL_WORD) / _FULL_WORD for word in asked])
    rare = weight * np.log(1 + len(units) / (0.5 + found.sum(axis=0)))
    total = max(float(rare.sum()), 1e-9)
    own: Floats = found @ rare / total
    around = np.asarray([own[near].mean() if (near := _near(units, n)) else 0 for n in range(len(units))])
    scores: Floats = own + _AROUND * around
    scores[0] += _FIRST * float(own.mean() + 0.05)
    if _WANTS_NUMBER.search(question):
        scores *= 1 + _NUMBER * np.asarray([bool(_DIGIT.search(unit.plain)) for unit in units])
    if _WANTS_STEPS.search(question):
        scores *= 1 + _STEPS * np.asarray([unit.is_steps for unit in units])
    return scores


def _near(units: Sequence[Unit], n: int) -> list[int]:
    return [m for m in (n - 1, n + 1) if 0 <= m < len(units) and units[m].paragraph == units[n].paragraph]


def _likeness(word: str, unit: Unit) -> float:
    """How much of a word is in the nearest word of a unit: forms of one word share most of their pieces."""
    mine = set(pieces(word))
    best = max((len(mine & theirs) / len(mine) for theirs in unit.pieces), default=0.0)
    return best if best >= _LIKE else 0.0
