"""The words-to-intent model: character and word n-grams into a logistic regression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.components.text import normalise

_TOKEN = r"(?u)\b\w+\b|[?!؟]"


class IntentModel:
    """Learns from (text, intent) pairs; language needs no telling, the letters carry it."""

    def __init__(self, *, strength: float = 10.0, longest: int = 4, word_weight: float = 0.5) -> None:
        self.characters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(1, longest), sublinear_tf=True, lowercase=False, dtype=np.float32
        )
        self.words = TfidfVectorizer(
            ngram_range=(1, 2), token_pattern=_TOKEN, sublinear_tf=True, lowercase=False, dtype=np.float32
        )
        self.word_weight = word_weight
        self.regression = LogisticRegression(
            C=strength, class_weight="balanced", max_iter=300, random_state=1
        )

    @property
    def intents(self) -> list[str]:
        """The intents, in the order of the columns of `probabilities`."""
        return [str(name) for name in self.regression.classes_]

    def fit(self, texts: Sequence[str], intents: Sequence[str]) -> IntentModel:
        """Learn from examples."""
        plain = [normalise(text) for text in texts]
        self.characters.fit(plain)
        self.words.fit(plain)
        self.regression.fit(self._features(plain), list(intents))
        return self

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return one row a text, one column an intent."""
        return self.regression.predict_proba(self._features([normalise(text) for text in texts]))

    def _features(self, plain: Sequence[str]) -> csr_matrix:
        words = self.words.transform(plain) * np.float32(self.word_weight)
        return hstack([self.characters.transform(plain), words], format="csr")
