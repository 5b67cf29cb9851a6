"""The words-to-intent model: letters and words, a sentence vector, and both side by side."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.components.text import normalise

Floats = NDArray[np.float32]
# How sharply each head speaks: letters, joint, vector.
Balance = tuple[float, float, float]
DEFAULT_BALANCE: Balance = (5.0, 5.0, 0.0)

_TOKEN = r"(?u)\b\w+\b|[?!؟]"
_NEIGHBOURS = 5


@dataclass
class Head:
    """A linear classifier: one column of weights an intent, laid out as a product with few rows wants it."""

    weights: Floats
    offsets: Floats

    @classmethod
    def fitted(
        cls, machine: LinearSVC | LogisticRegression, features: Any, intents: NDArray[np.str_]
    ) -> Head:
        """Fit a classifier and keep what is needed of it."""
        machine.fit(features, intents)
        weights, offsets = machine.coef_.astype(np.float32), machine.intercept_.astype(np.float32)
        if len(machine.classes_) == 2:
            weights, offsets = np.vstack([-weights, weights]), np.concatenate([-offsets, offsets])
        return cls(np.ascontiguousarray(weights.T), offsets)

    def scores(self, features: Any) -> Floats:
        """Return one row a text, one column an intent."""
        return np.asarray(features @ self.weights) + self.offsets

    def scores_beside(self, letters: csr_matrix, vectors: Floats) -> Floats:
        """Return the scores of `beside(letters, vectors)` without building it: a turn is one row."""
        width = letters.shape[1]
        return np.asarray(letters @ self.weights[:width]) + vectors @ self.weights[width:] + self.offsets


@dataclass(frozen=True)
class Scores:
    """What each head says of some texts, and how far their vectors are trusted."""

    letters: Floats
    joint: Floats
    vector: Floats
    trust: Floats

    def shares(self, balance: Balance) -> NDArray[np.float64]:
        """Mix the heads into one share of one an intent."""
        letters, joint, vector = balance
        trust = self.trust[:, None].astype(np.float64)
        known = joint * self.joint + vector * self.vector
        return softmax(trust * known + (1 - trust) * (letters * self.letters), axis=1)


class IntentModel:
    """Learns from texts, their intents and their vectors; a vector's length says how far it is trusted.

    Three heads: letters and words alone, these beside the vector, and the vector alone. Where the embedding
    model knows the language the last two decide; where it does not, or gave no vector in time, the first.
    """

    def __init__(
        self,
        *,
        strength: float = 1.0,
        longest: int = 4,
        word_weight: float = 0.5,
        vector_strength: float = 30.0,
    ) -> None:
        self.characters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(1, longest), sublinear_tf=True, lowercase=False, dtype=np.float32
        )
        self.words = TfidfVectorizer(
            ngram_range=(1, 2), token_pattern=_TOKEN, sublinear_tf=True, lowercase=False, dtype=np.float32
        )
        self.strength, self.word_weight, self.vector_strength = strength, word_weight, vector_strength
        self.intents: list[str] = []
        self.heads: dict[str, Head] = {}
        self.known = np.empty((0, 0), dtype=np.float32)

    def fit(self, texts: Sequence[str], intents: Sequence[str], vectors: Floats | None = None) -> IntentModel:
        """Learn from examples; without any vector there is only the head of the letters."""
        plain, names = [normalise(text) for text in texts], np.array(intents, dtype=str)
        self.characters.fit(plain)
        self.words.fit(plain)
        self.intents = np.unique(names).tolist()
        letters = self.letters_of(plain)
        self.heads = {"letters": Head.fitted(self._machine(), letters, names)}
        if vectors is not None and vectors.any():
            self.heads["joint"] = Head.fitted(self._machine(), beside(letters, vectors), names)
            regression = LogisticRegression(
                C=self.vector_strength, class_weight="balanced", max_iter=100, tol=1e-3
            )
            with warnings.catch_warnings():
                # Near its end the fit changes probabilities in the third place, and no guess.
                warnings.simplefilter("ignore", ConvergenceWarning)
                self.heads["vector"] = Head.fitted(regression, vectors, names)
            self.known = _unit(vectors[vectors.any(axis=1)])
        return self

    def scores(self, texts: Sequence[str], vectors: Floats | None = None) -> Scores:
        """Return what the heads say; one row a text, one column an intent, higher is likelier."""
        features = self.letters_of([normalise(text) for text in texts])
        letters = self.heads["letters"].scores(features)
        if vectors is None or "joint" not in self.heads or not vectors.any():
            nothing = np.zeros_like(letters)
            return Scores(letters, nothing, nothing, np.zeros(len(letters), dtype=np.float32))
        joint = self.heads["joint"].scores_beside(features, vectors)
        return Scores(letters, joint, self.heads["vector"].scores(vectors), trust_in(vectors))

    def nearness(self, vectors: Floats) -> Floats:
        """Return the mean cosine to the five nearest examples; 0 where there is no vector."""
        if not len(self.known) or not vectors.any():
            return np.zeros(len(vectors), dtype=np.float32)
        near: list[Floats] = []
        at = min(_NEIGHBOURS, len(self.known))
        for start in range(0, len(vectors), 512):
            cosines = _unit(vectors[start : start + 512]) @ self.known.T
            near.append(np.partition(cosines, -at, axis=1)[:, -at:].mean(axis=1))
        return np.concatenate(near)

    def letters_of(self, plain: Sequence[str]) -> csr_matrix:
        """Return the character and word n-grams of normalised texts."""
        words = self.words.transform(plain) * np.float32(self.word_weight)
        return hstack([self.characters.transform(plain), words], format="csr", dtype=np.float32)

    def _machine(self) -> LinearSVC:
        return LinearSVC(C=self.strength, class_weight="balanced", random_state=1, max_iter=2000)


def beside(letters: csr_matrix, vectors: Floats) -> csr_matrix:
    """Return letters and vectors as one row a text."""
    return hstack([letters, csr_matrix(vectors)], format="csr")


def trust_in(vectors: Floats) -> Floats:
    """Return how far each vector is trusted: its length, from 0 to 1."""
    return np.minimum(np.linalg.norm(vectors, axis=1), 1.0)


def _unit(vectors: Floats) -> Floats:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
