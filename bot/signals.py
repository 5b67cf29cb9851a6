"""Reads one customer message before the bot does: language, mood, wishes, and whether a person is needed."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.emotion import EMBEDDING, EmotionModel, Mood
from bot.escalation import Escalation, Limits, Signals, decide
from bot.human_request import asks_for_human
from bot.sensitive import sensitive_topic
from bot.similarity import same_question
from kb_index.language import Lang, detect

EMBEDDING_SECONDS = 2.0
QUOTED = 280
_log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]


class TextEmbedder(Protocol):
    """Turns texts into rows of length one; the same cached embedder that the search uses."""

    async def embed(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What one message tells; `mood` runs from 0, calm, to 1, very upset."""

    signals: Signals
    mood: float
    lang: Lang
    escalation: Escalation | None


class Assessor:
    """Assesses each message once, with one embedding; works without Rasa, and without the embedder too."""

    def __init__(
        self,
        embedder: TextEmbedder,
        *,
        model: EmotionModel | None = None,
        limits: Limits | None = None,
        default_model: bool = True,
        embedding_seconds: float = EMBEDDING_SECONDS,
    ) -> None:
        self._embedder = embedder
        self._model = model or EmotionModel.load()
        self._limits = limits or Limits()
        self._default_model = default_model
        self._embedding_seconds = embedding_seconds

    async def assess(
        self,
        text: str,
        *,
        lang: str,
        context: Sequence[str] = (),
        failed_answers: int = 0,
        rejected: int = 0,
        turns: int = 0,
    ) -> Assessment:
        """Assess a message; counts and context are of the conversation before it."""
        spoken = await asyncio.to_thread(detect, text, lang)
        vectors = await self._vectors([text, *context])
        mood = self._mood(text, spoken, vectors, 0)
        before = [self._mood(said, detect(said, spoken), vectors, at + 1) for at, said in enumerate(context)]
        signals = self._signals(text, mood, before, repeats=_repeats(text, context, vectors))
        signals = _counted(signals, failed_answers, rejected, turns)
        return Assessment(
            signals=signals,
            mood=round(max(mood.anger, mood.distress), 4),
            lang=spoken,
            escalation=decide(signals, self._limits),
        )

    def _signals(self, text: str, mood: Mood, before: Sequence[Mood], *, repeats: int) -> Signals:
        evidence: dict[str, str] = {}
        asked, topic = asks_for_human(text), sensitive_topic(text)
        if asked:
            evidence["asked_for_human"] = _quoted(text)
        if topic:
            evidence["sensitive_topic"] = _quoted(text)
        for name in ("anger", "distress"):
            if getattr(mood, name) >= getattr(self._limits, name):
                evidence[name] = _quoted(text)
        return Signals(
            asked_for_human=asked is not None,
            anger=mood.anger,
            distress=mood.distress,
            anger_before=max((past.anger for past in before[-2:]), default=0.0),
            sensitive_topic=topic.topic if topic else None,
            repeats=repeats,
            evidence=MappingProxyType(evidence),
        )

    def _mood(self, text: str, lang: Lang, vectors: Vectors | None, row: int) -> Mood:
        return self._model.read(text, lang, vectors[row] if vectors is not None else None)

    async def _vectors(self, texts: Sequence[str]) -> Vectors | None:
        """Embed, or do without: a customer who needs a person must not wait for a model."""
        if not self._default_model:
            return None
        try:
            vectors = await asyncio.wait_for(self._embedder.embed(texts), self._embedding_seconds)
        except Exception:
            _log.warning("no embedding in time; the words alone decide", exc_info=True)
            return None
        return vectors if vectors.shape[1] == EMBEDDING else None


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"


def _counted(signals: Signals, failed_answers: int, rejected: int, turns: int) -> Signals:
    return replace(signals, failed_answers=failed_answers, rejected=rejected, turns=turns)


def _repeats(text: str, context: Sequence[str], vectors: Vectors | None) -> int:
    """Count the customer's earlier messages that ask the same."""
    alike = 0
    for at, said in enumerate(context, start=1):
        cosine = float(vectors[0] @ vectors[at]) if vectors is not None else 0.0
        alike += same_question(text, said, cosine)
    return alike
