"""Reads anger, distress and plain displeasure from one message; small linear models."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.features import BUCKETS, colours, grams, surface

HEADS = ("anger", "distress", "negative")
LANGS = ("en", "fa", "pl")
OPEN = "en_open"
PARTS = ("dense", "gram", "bias")
FORMAT = 3
EMBEDDING = 384

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """Calibrated probabilities that a customer's message shows each feeling."""

    anger: float
    distress: float
    negative: float


class EmotionModelError(Exception):
    """The shipped weights do not fit this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A linear model: a row a head over dense features, a row a head over letter groups, and the biases."""

    dense: Floats
    gram: Floats
    bias: Floats

    def logits(self, dense: Floats, found: NDArray[np.int64]) -> Floats:
        """Return one logit a head."""
        letters = self.gram[:, found].sum(axis=1) / np.sqrt(max(len(found), 1))
        answer: Floats = self.bias + self.dense @ dense + letters
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionModel:
    """A model a language; English has a second one for open talk, and a gate that tells the two apart."""

    weights: Mapping[str, Weights]
    gate: Weights
    limits: Mapping[str, Floats]

    @classmethod
    def load(cls) -> Self:
        """Read the shipped weights; they are plain arrays, never pickles."""
        raw = (files("bot.models") / "emotion.npz").read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT or int(stored["buckets"]) != BUCKETS:
                raise EmotionModelError("bot/models/emotion.npz was made by another version; refit it")
            arrays = {name: stored[name].astype(np.float32) for name in stored.files}
        weights = {
            name: Weights(**{part: arrays[f"{part}_{name}"] for part in PARTS})
            for name in (*LANGS, OPEN, "gate")
        }
        gate = weights.pop("gate")
        return cls(weights=weights, gate=gate, limits={lang: arrays[f"limits_{lang}"] for lang in LANGS})

    def read(self, text: str, lang: str, vector: Floats | None = None) -> Mood:
        """Return the mood of a text; without its embedding the words alone decide."""
        known = lang if lang in LANGS else "en"
        dense, found = dense_features(text, known, vector), grams(text)
        logits = self.weights[known].logits(dense, found)
        if known == "en":
            service = sigmoid(float(self.gate.logits(dense, found)[0]))
            logits = service * logits + (1 - service) * self.weights[OPEN].logits(dense, found)
        return Mood(**{head: sigmoid(float(logit)) for head, logit in zip(HEADS, logits, strict=True)})

    def threshold(self, lang: str, head: str) -> float:
        """Return the probability from which a yes-or-no answer is yes; chosen on rows unseen in fitting."""
        return float(self.limits[lang if lang in LANGS else "en"][HEADS.index(head)])


def dense_features(text: str, lang: str, vector: Floats | None) -> Floats:
    """Join a text's embedding, colours and surface; another embedding size than the model's is left out."""
    embedded = vector if vector is not None and len(vector) == EMBEDDING else np.zeros(EMBEDDING, np.float32)
    return np.concatenate([embedded, colours(text, lang), surface(text)], dtype=np.float32)


def sigmoid(logit: float) -> float:
    """Turn a logit into a probability."""
    return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))
