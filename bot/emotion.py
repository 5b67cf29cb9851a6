"""Reads anger, distress and plain displeasure from one message; small linear models, one a language."""

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
FORMAT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """Calibrated probabilities that a customer's message shows each feeling."""

    anger: float
    distress: float
    negative: float


class EmotionModelError(Exception):
    """The shipped weights do not fit this program."""


@dataclass(frozen=True, slots=True)
class EmotionModel:
    """The weights by language: (heads, features) for dense features, (heads, buckets) for letter groups."""

    dense: Mapping[str, NDArray[np.float32]]
    gram: Mapping[str, NDArray[np.float32]]
    bias: Mapping[str, NDArray[np.float32]]
    limits: Mapping[str, NDArray[np.float32]]

    @classmethod
    def load(cls) -> Self:
        """Read the shipped weights; they are plain arrays, never pickles."""
        raw = (files("bot.models") / "emotion.npz").read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT or int(stored["buckets"]) != BUCKETS:
                raise EmotionModelError("bot/models/emotion.npz was made by another version; refit it")
            arrays = {name: stored[name].astype(np.float32) for name in stored.files}
        parts = (
            {lang: arrays[f"{kind}_{lang}"] for lang in LANGS} for kind in ("dense", "gram", "bias", "limits")
        )
        return cls(*parts)

    def read(self, text: str, lang: str, vector: NDArray[np.float32] | None = None) -> Mood:
        """Return the mood of a text; without its embedding the words alone decide."""
        known = lang if lang in self.bias else "en"
        logits = self.bias[known] + self.dense[known] @ dense_features(text, known, vector)
        found = grams(text)
        if len(found):
            logits = logits + self.gram[known][:, found].sum(axis=1) / np.sqrt(len(found))
        return Mood(**{head: _sigmoid(float(logit)) for head, logit in zip(HEADS, logits, strict=True)})

    def threshold(self, lang: str, head: str) -> float:
        """Return the probability from which a yes-or-no answer is yes; chosen on rows unseen in fitting."""
        return float(self.limits[lang if lang in self.limits else "en"][HEADS.index(head)])


def dense_features(text: str, lang: str, vector: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """Join a text's embedding, colours and surface; another embedding size than the model's is left out."""
    embedded = vector if vector is not None and len(vector) == EMBEDDING else np.zeros(EMBEDDING, np.float32)
    return np.concatenate([embedded, colours(text, lang), surface(text)], dtype=np.float32)


EMBEDDING = 384


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))
