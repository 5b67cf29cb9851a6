"""Says how much stands in one message: one plain question is 0, a case with many parts comes near 1."""

import re
from collections.abc import Mapping
from functools import cache

from bot.patterns import either, load
from bot.words import fold

_QUESTION = re.compile(r"[?؟]+")
_THING = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|#?\b[a-z]{0,4}-?\d{4,}\b|\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b"
    r"|[$€£]\s?\d+|\b\d+(?:[.,]\d+)?\s?(?:usd|eur|pln|zl|euro?s?|dollars?|تومان|ریال)\b"
)
WEIGHTS: Mapping[str, tuple[float, float]] = {
    "questions": (0.14, 0.42),
    "things": (0.12, 0.36),
    "length": (0.10, 0.30),
    "conditions": (0.10, 0.20),
    "steps": (0.10, 0.20),
    "attempts": (0.10, 0.20),
    "exceptions": (0.06, 0.12),
    "law": (0.15, 0.30),
}
"""What one more of each adds, and what they add at most."""

FREE_WORDS, WORDS_A_STEP = 50, 30


def complexity(text: str) -> float:
    """Add up what stands in the message beyond one question about one thing."""
    total = sum(min(counted * WEIGHTS[part][0], WEIGHTS[part][1]) for part, counted in parts_of(text).items())
    return round(min(total, 1.0), 4)


def parts_of(text: str) -> dict[str, int]:
    """Count each part; the first question and the first number or address are free."""
    plain = fold(text)
    counted = {
        "questions": max(0, len(_QUESTION.findall(plain)) - 1),
        "things": max(0, len(set(_THING.findall(plain))) - 1),
        "length": max(0, len(plain.split()) - FREE_WORDS) // WORDS_A_STEP,
    }
    return counted | {part: len(finder.findall(plain)) for part, finder in _finders().items()}


@cache
def _finders() -> Mapping[str, re.Pattern[str]]:
    return {
        part: either([*rules["en"], *rules["pl"], *rules["fa"]]) for part, rules in load("complexity").items()
    }
