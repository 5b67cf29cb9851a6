"""Logistic models: a weighted sum squeezed into a probability, and how one is fitted near a prior."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from kb_index.lexical import Floats

_FURTHEST, _STEPS, _CLOSE = 30.0, 60, 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Logit:
    """A bias and a weight for each feature, in the order in which the features come."""

    bias: float
    weights: tuple[float, ...]

    @classmethod
    def of(cls, named: Mapping[str, float], features: Sequence[str]) -> Self:
        """From weights by name; a feature that is not named counts nothing."""
        unknown = set(named) - {"bias", *features}
        if unknown:
            raise ValueError(f"weights for features that are not known: {', '.join(sorted(unknown))}")
        weights = tuple(float(named.get(name, 0.0)) for name in features)
        return cls(bias=float(named.get("bias", 0.0)), weights=weights)

    def named(self, features: Sequence[str]) -> dict[str, float]:
        """The weights that count, by name."""
        pairs = zip(features, self.weights, strict=True)
        return {"bias": self.bias, **{name: weight for name, weight in pairs if weight}}

    def __call__(self, features: Floats) -> float:
        """The log-odds."""
        return self.bias + float(np.dot(self.weights, features))


def squeeze(odds: float) -> float:
    """Log-odds to a probability."""
    return float(1 / (1 + np.exp(-np.clip(odds, -_FURTHEST, _FURTHEST))))


def odds_of(probability: Floats) -> Floats:
    """Probabilities to log-odds; 0 and 1 stay finite."""
    inside = np.clip(probability, 1e-6, 1 - 1e-6)
    odds: Floats = np.log(inside / (1 - inside))
    return odds


def fitted(rows: Floats, truth: Floats, weight: Floats, prior: Floats, freedom: Floats) -> Floats:
    """Weights of the likeliest logistic model near `prior`, as far from it as `freedom` lets each be.

    Newton's method on the penalised likelihood; a column of ones in `rows` makes a bias. The problem is
    convex, so the result depends on nothing but the data.
    """
    weights = prior.astype(np.float64).copy()
    pull = 1 / np.square(freedom)
    for _ in range(_STEPS):
        probability = 1 / (1 + np.exp(-np.clip(rows @ weights, -_FURTHEST, _FURTHEST)))
        slope = rows.T @ (weight * (probability - truth)) + pull * (weights - prior)
        curve = (rows * (weight * probability * (1 - probability))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        # A step of Newton's may overshoot where the data are nearly separable.
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        weights -= step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return weights
