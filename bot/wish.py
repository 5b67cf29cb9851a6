"""Hears the wish for a person: by rules, and by a small linear model where the wish is freely worded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from bot.features import BUCKETS, grams
from bot.human_request import asks_for_human, asks_for_none

EMBEDDING = 384
FORMAT = 1
# Persian script is read by its letters alone, for the embedding is blind to it; Latin script by letters and
# meaning together, or by letters alone where no embedding came in time.
PERSIAN, MEANT, SPELT = "persian", "latin", "latin_spelt"
HEADS = (PERSIAN, MEANT, SPELT)

Floats = NDArray[np.float32]
_PERSIAN_LETTER = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A customer's wish for a person: how it was heard, and how sure that is."""

    heard_by: Literal["rules", "model"]
    probability: float


class WishModelError(Exception):
    """The shipped weights do not fit this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A linear model over the embedding and the letter groups, and the probability from which it is heard."""

    meaning: Floats
    gram: Floats
    bias: float
    threshold: float

    def chance(self, found: NDArray[np.int64], vector: Floats | None) -> float:
        """Return the probability that these words wish for a person."""
        logit = self.bias + float(self.gram[found].sum()) / np.sqrt(max(len(found), 1))
        if vector is not None:
            logit += float(self.meaning @ vector)
        return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


@dataclass(frozen=True, slots=True, kw_only=True)
class WishReader:
    """Rules and model together: what the rules hear is a wish, and so is what the model is sure of."""

    heads: Mapping[str, Head]

    @classmethod
    def load(cls, weights: Traversable | None = None) -> Self:
        """Read the shipped weights, or others; they are plain arrays, never pickles."""
        raw = (weights or files("bot.models") / "wish.npz").read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT or int(stored["buckets"]) != BUCKETS:
                raise WishModelError("bot/models/wish.npz was made by another version; refit it")
            return cls(heads={name: _head(stored, name) for name in HEADS})

    def read(self, text: str, vector: Floats | None = None) -> Wish | None:
        """Return the wish of a message; `vector` is its embedding by the default model, if there is one."""
        if asks_for_human(text) is not None:
            return Wish(heard_by="rules", probability=1.0)
        head = self.heads[head_for(text, vector)]
        chance = head.chance(grams(text), vector if head.meaning.any() else None)
        if chance < head.threshold or asks_for_none(text):
            return None
        return Wish(heard_by="model", probability=chance)


def head_for(text: str, vector: Floats | None) -> str:
    """Name the head that reads a text."""
    if _PERSIAN_LETTER.search(text):
        return PERSIAN
    known = vector is not None and len(vector) == EMBEDDING and bool(vector.any())
    return MEANT if known else SPELT


def _head(stored: Mapping[str, NDArray[np.float32]], name: str) -> Head:
    bias, threshold = (float(value) for value in stored[f"{name}_limits"])
    return Head(
        meaning=stored[f"{name}_meaning"].astype(np.float32),
        gram=stored[f"{name}_gram"].astype(np.float32),
        bias=bias,
        threshold=threshold,
    )
