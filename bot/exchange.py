"""Reads one exchange: how the last answer went, how the customer took it, and whether that is displeasure.

"No, not that one" is calm and still tells that the bot failed; a mood read from the words alone misses it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.patterns import either, load
from bot.similarity import letters_in_common
from bot.words import fold

ANSWER = ("sorry", "failed", "no", "confirms", "offers", "closes", "done")
REPLY = (
    "no", "yes", "thanks", "praises", "other", "corrects", "tries", "refuses", "again", "upset", "leaves",
    "asks",
)  # fmt: skip
PAIRS = (
    ("confirms", "no"), ("offers", "no"), ("closes", "no"), ("closes", "thanks"), ("failed", "yes"),
    ("failed", "thanks"), ("failed", "asks"), ("failed", "other"), ("failed", "tries"), ("done", "no"),
    ("confirms", "corrects"),
)  # fmt: skip
REST = ("repeats_self", "answer_repeated", "opening", "failures", "failed_lately", "length", "turn")
FEATURES = (*(f"answer_{name}" for name in ANSWER), *(f"reply_{name}" for name in REPLY),
            *(f"{one}+{two}" for one, two in PAIRS), *REST)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Something said, and whether by the customer."""

    text: str
    customer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeModel:
    """A weight a feature, the bias, and the yes-or-no threshold."""

    weights: NDArray[np.float32]
    bias: float
    threshold: float

    @classmethod
    def load(cls) -> Self:
        """Read the shipped weights; they are plain arrays, never pickles."""
        raw = (files("bot.models") / "exchange.npz").read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as stored:
            if [str(name) for name in stored["features"]] != list(FEATURES):
                raise ValueError("bot/models/exchange.npz was made by another version; refit it")
            bias, threshold = (float(value) for value in stored["limits"])
            return cls(weights=stored["weights"].astype(np.float32), bias=bias, threshold=threshold)

    def read(self, before: Sequence[Turn], text: str) -> float:
        """Return the probability that the message shows displeasure with how the conversation goes."""
        logit = self.bias + float(self.weights @ exchange(before, text))
        return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


def exchange(before: Sequence[Turn], text: str) -> NDArray[np.float32]:
    """Return what the message and the conversation before it tell, as one row."""
    answers = [turn.text for turn in before if not turn.customer]
    answer = before[-1].text if before and not before[-1].customer else ""
    said = [fold(turn.text) for turn in before if turn.customer]
    told, took = _marks("answer", answer), _marks("reply", text)
    plain = fold(text)
    pairs = [told[ANSWER.index(one)] * took[REPLY.index(two)] for one, two in PAIRS]
    failures = [max(_marks("answer", one)[:2]) for one in answers]
    rest = (
        max((letters_in_common(plain, one) for one in said), default=0.0),
        float(any(fold(one) == fold(answer) for one in answers[:-1])),
        float(not said),
        min(sum(failures), 4) / 4,
        max(failures[-2:], default=0.0),
        np.log1p(len(plain.split())) / 3,
        np.log1p(len(said)) / 3,
    )
    return np.array([*told, *took, *pairs, *rest], dtype=np.float32)


def _marks(side: str, text: str) -> list[float]:
    plain = fold(text)
    return [float(finder.search(plain) is not None) for finder in _finders(side)]


@cache
def _finders(side: str) -> Sequence[re.Pattern[str]]:
    rules = load("exchange")[side]
    return tuple(either(rules[name]) for name in (ANSWER if side == "answer" else REPLY))
