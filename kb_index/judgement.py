"""How likely the first answer is right, and what to do about it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol, Self

import numpy as np

from kb_index.errors import ForeignJudge
from kb_index.features import FEATURES
from kb_index.lexical import Floats
from kb_index.logit import Logit, odds_of, squeeze

DEFAULT_RISK = 0.2
CLARIFY_FROM = 0.4
VERSION = 3
_SHIPPED = Path(__file__).with_name("judgement.json")


class Outcome(StrEnum):
    """What the bot does with a ranking: say it, ask "did you mean", or admit that it does not know."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    NO_ANSWER = "no_answer"


class Judge(Protocol):
    """What searching and answering need: a probability for what was seen, and what to do with it."""

    def probability(self, features: Floats) -> float:
        """The probability that the first answer is right."""
        ...

    def decide(self, probability: float, risk: float) -> Outcome:
        """What to do so that at most this share of all answers is wrong."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Small logistic models: are the articles about this at all, is the first one it, and what a desk learnt.

    `learnt` changes the log-odds of the other two; a desk without feedback of its own has none.
    """

    on_topic: Logit
    first: Logit
    thresholds: Mapping[float, float]
    stretch: tuple[float, float] = (0.0, 1.0)
    learnt: Logit | None = None
    slope: float = 1.0
    embedding: str | None = None
    fitted_on: tuple[str, ...] = ()
    features: tuple[str, ...] = field(default=FEATURES)

    def probability(self, features: Floats) -> float:
        """The probability that the first answer is right: the articles are about it, and it is the one."""
        offset, slope = self.stretch
        odds = offset + slope * self.odds(features)
        return squeeze(odds if self.learnt is None else self.slope * odds + self.learnt(features))

    def odds(self, features: Floats) -> float:
        """The log-odds of both being so, before they are stretched."""
        return _odds(squeeze(self.on_topic(features)) * squeeze(self.first(features)))

    def threshold_of(self, risk: float) -> float:
        """The least probability at which an answer is given, so that at most `risk` of all answers are wrong.

        Most answers lie above it and are surer than it, so it is lower than 1 - risk; measured where fitted.
        """
        if not 0 < risk < 1:
            raise ValueError("a risk is a share between 0 and 1")
        risks = sorted(self.thresholds)
        least = [1.0, *(self.thresholds[known] for known in risks), 0.0]
        return float(np.interp(risk, [0.0, *risks, 1.0], least))

    def decide(self, probability: float, risk: float = DEFAULT_RISK) -> Outcome:
        """Answer where at most `risk` of all answers are wrong; ask back where the right one is likely near.

        A probability of its own for "among the first three" was measured and decides no better than this.
        """
        threshold = self.threshold_of(risk)
        if probability >= threshold:
            return Outcome.ANSWERED
        return Outcome.CLARIFY if probability >= CLARIFY_FROM * threshold else Outcome.NO_ANSWER

    def to_json(self) -> str:
        """The model as text, with what it was made for."""
        content: dict[str, object] = {
            "version": VERSION,
            "embedding": self.embedding,
            "features": list(self.features),
            "on_topic": self.on_topic.named(self.features),
            "first": self.first.named(self.features),
            "stretch": list(self.stretch),
            "slope": self.slope,
            "learnt": self.learnt and self.learnt.named(self.features),
            "thresholds": {str(risk): least for risk, least in sorted(self.thresholds.items())},
            "fitted_on": list(self.fitted_on),
        }
        return json.dumps(content, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, *, embedding: str | None = None) -> Self:
        """The model of a text, unless it was made for other features or another embedding model."""
        try:
            content = json.loads(text)
            _check(content, embedding)
            learnt = content["learnt"]
            return cls(
                on_topic=Logit.of(content["on_topic"], FEATURES),
                first=Logit.of(content["first"], FEATURES),
                stretch=_pair(content["stretch"]),
                slope=float(content["slope"]),
                learnt=None if learnt is None else Logit.of(learnt, FEATURES),
                thresholds={float(risk): float(least) for risk, least in content["thresholds"].items()},
                embedding=content["embedding"],
                fitted_on=tuple(str(one) for one in content["fitted_on"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ForeignJudge(f"the judgement cannot be read: {str(error)[:200]}") from error


def _odds(probability: float) -> float:
    return float(odds_of(np.asarray(probability)))


def _pair(values: Sequence[float]) -> tuple[float, float]:
    offset, slope = values
    return float(offset), float(slope)


def _check(content: Mapping[str, object], embedding: str | None) -> None:
    if content["version"] != VERSION:
        raise ForeignJudge(f"the judgement is of version {content['version']}, this is version {VERSION}")
    theirs = content["features"]
    if not isinstance(theirs, Sequence) or tuple(theirs) != FEATURES:
        raise ForeignJudge("the judgement was fitted on other features than the search gives now")
    made_for = content["embedding"]
    if embedding is not None and made_for is not None and made_for != embedding:
        raise ForeignJudge(f"the judgement was fitted with the model {made_for}, not with {embedding}")


@lru_cache(maxsize=1)
def shipped() -> Judgement:
    """The model that ships; its card lies beside it."""
    return Judgement.from_json(_SHIPPED.read_text(encoding="utf-8"))


def threshold_of(risk: float) -> float:
    """The least probability of an answer by the model that ships."""
    return shipped().threshold_of(risk)


def decide(probability: float, risk: float = DEFAULT_RISK) -> Outcome:
    """The outcome by the model that ships."""
    return shipped().decide(probability, risk)
