"""How likely the first answer is right, and what to do about it."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from kb_index.fusion import Fused
from kb_index.lexical import Floats

DEFAULT_RISK = 0.2
CLARIFY_FROM = 0.4
_WEIGHTS = Path(__file__).with_name("judgement.json")
FEATURES = ("share", "trust", "size", "trusted_dense", "untrusted_lexical")
_HEAT, _RIVALS, _MOST_LEXICAL = 0.04, 10, 1.5


class Outcome(StrEnum):
    """What the bot does with a ranking: say it, ask "did you mean", or admit that it does not know."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    NO_ANSWER = "no_answer"


class Judge(Protocol):
    """What the ranker needs: a probability for what it saw."""

    def probability(self, features: Floats) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Two small logistic models: are the articles about this at all, and is the first one it?"""

    on_topic: tuple[float, ...]
    first: tuple[float, ...]

    def probability(self, features: Floats) -> float:
        """The probability that the first answer is right: that of both being so."""
        share, trust, size, dense, lexical = features
        on_topic = _logistic(self.on_topic, (1.0, dense, lexical))
        return on_topic * _logistic(self.first, (1.0, share, trust, size))


def _logistic(weights: tuple[float, ...], values: tuple[float, ...]) -> float:
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return float(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def features_of(fused: Fused, articles: int) -> Floats:
    """How far the first stands above its rivals, among how many, and how near it is by the trusted side."""
    score = fused.score[fused.order[:_RIVALS]]
    share = 1 / np.exp((score - score[0]) / _HEAT).sum()
    first, trust = fused.order[0], fused.trust
    lexical = min(fused.lexical[first], _MOST_LEXICAL)
    odds = np.log(share / (1 - share + 1e-3))
    return np.asarray([odds, trust, np.log(articles) / 10, trust * fused.dense[first], (1 - trust) * lexical])


def threshold_of(risk: float) -> float:
    """The least probability at which an answer is given, so that at most `risk` of all answers are wrong.

    Most answers lie above it and are surer than it, so it is lower than 1 - risk; measured where fitted.
    """
    if not 0 < risk < 1:
        raise ValueError("a risk is a share between 0 and 1")
    risks, thresholds = _thresholds()
    return float(np.interp(risk, risks, thresholds))


def decide(probability: float, risk: float = DEFAULT_RISK) -> Outcome:
    """Answer where at most `risk` of all answers are wrong; ask back where the right one may be near."""
    threshold = threshold_of(risk)
    if probability >= threshold:
        return Outcome.ANSWERED
    return Outcome.CLARIFY if probability >= CLARIFY_FROM * threshold else Outcome.NO_ANSWER


@lru_cache(maxsize=1)
def _thresholds() -> tuple[list[float], list[float]]:
    table = {float(risk): float(value) for risk, value in _content()["thresholds"].items()}
    risks = sorted(table)
    return [0.0, *risks, 1.0], [1.0, *(table[risk] for risk in risks), 0.0]


@lru_cache(maxsize=1)
def shipped() -> Judgement:
    """The model that ships; its card lies beside it."""
    content = _content()
    if tuple(content["features"]) != FEATURES:
        raise ValueError(f"{_WEIGHTS.name} was fitted on other features")
    return Judgement(on_topic=tuple(content["on_topic"]), first=tuple(content["first"]))


def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return content
