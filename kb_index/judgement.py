"""How likely the first answer is right, and what to do about it."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from kb_index.fusion import Fused
from kb_index.lexical import Floats

DEFAULT_RISK = 0.25
_WEIGHTS = Path(__file__).with_name("judgement.json")
FEATURES = (
    "bias",
    "dense",
    "lexical",
    "covered",
    "margin",
    "margin_dense",
    "margin_lexical",
    "top5",
    "agree_dense",
    "agree_lexical",
    "trust",
    "trust_dense",
    "trust_margin",
    "words",
)


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
    """The fitted weights of a logistic model over FEATURES, and where clarifying still pays."""

    weights: tuple[float, ...]
    clarify_share: float = 0.4

    def probability(self, features: Floats) -> float:
        """The probability that the first answer is right."""
        return float(1 / (1 + np.exp(-np.clip(features @ np.asarray(self.weights), -30, 30))))


def features_of(fused: Fused, covered: float, words: int) -> Floats:
    """What the model looks at: scores, margins, agreement of both sides, language and length."""
    order, trust = fused.order, fused.trust
    score, dense, lexical = fused.score[order], fused.dense[order], fused.lexical[order]
    margin_dense = dense[0] - (dense[1:].max() if len(dense) > 1 else 0.0)
    margin_lexical = lexical[0] - (lexical[1:].max() if len(lexical) > 1 else 0.0)
    return np.asarray(
        [
            1.0,
            dense[0],
            lexical[0],
            covered,
            score[0] - (score[1] if len(score) > 1 else 0.0),
            margin_dense,
            margin_lexical,
            score[:5].mean(),
            float(margin_dense >= 0),
            float(margin_lexical >= 0),
            trust,
            trust * dense[0],
            trust * margin_dense,
            np.log1p(words) / 4,
        ]
    )


def decide(probability: float, risk: float = DEFAULT_RISK, *, clarify_share: float = 0.4) -> Outcome:
    """Answer where at most `risk` of such answers are wrong; ask back where the right one may be near."""
    if not 0 < risk < 1:
        raise ValueError("a risk is a share between 0 and 1")
    if probability >= 1 - risk:
        return Outcome.ANSWERED
    return Outcome.CLARIFY if probability >= clarify_share * (1 - risk) else Outcome.NO_ANSWER


@lru_cache(maxsize=1)
def shipped() -> Judgement:
    """The model that ships; its card lies beside it."""
    content = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    if tuple(content["features"]) != FEATURES:
        raise ValueError(f"{_WEIGHTS.name} was fitted on other features")
    return Judgement(weights=tuple(content["weights"]), clarify_share=content["clarify_share"])
