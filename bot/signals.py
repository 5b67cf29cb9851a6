"""Reads one customer message before the bot does: language, mood, wishes, and whether a person is needed."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from types import MappingProxyType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from bot.acceptance import accepts
from bot.complexity import complexity
from bot.emotion import EMBEDDING, EmotionModel, Mood
from bot.escalation import Escalation, Limits, Quote, Signals, decide
from bot.sensitive import sensitive_topic
from bot.similarity import same_question
from bot.skills import skill_of
from bot.trend import trend
from bot.wish import WishReader
from kb_index.language import Lang, detect

EMBEDDING_SECONDS = 2.0
MOODS_KEPT = 2048
QUOTED = 280
MOODS_BEFORE = 4
_log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]


class TextEmbedder(Protocol):
    """Turns texts into rows of length one; the same cached embedder that the search uses."""

    async def embed(self, texts: Sequence[str]) -> Vectors: ...


class Line(Protocol):
    """A message of the customer and its place in the conversation."""

    @property
    def text(self) -> str: ...
    @property
    def seq(self) -> int | None: ...


class Queue(Protocol):
    """How the queue stands for a customer of this language."""

    @property
    def idle_agents(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def expected_wait_seconds(self) -> float | None: ...
    @property
    def open_now(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What one message tells; `mood` runs from 0, calm, to 1, very upset."""

    signals: Signals
    mood: float
    lang: Lang
    limits: Limits
    escalation: Escalation | None

    @property
    def values(self) -> Mapping[str, object]:
        """Every signal by its name, for the log."""
        return self.signals.values()

    @property
    def limits_in_force(self) -> Mapping[str, object]:
        return self.limits.values()

    @property
    def models(self) -> Mapping[str, object]:
        """Which weights gave the signals."""
        return {name: weights_version(name) for name in ("emotion", "wish")}

    def review(
        self, *, wish: str | None = None, doubt: str | None = None, probability: float | None = None
    ) -> Self:
        """Decide again when the bot has tried: it gives up for a reason, or doubts its own answer."""
        signals = replace(self.signals, wish=wish, doubt=doubt, probability=probability)
        return replace(self, signals=signals, escalation=decide(signals, self.limits))


class Assessor:
    """Assesses each message once, with one embedding; works without Rasa, and without the embedder too."""

    def __init__(
        self,
        embedder: TextEmbedder,
        *,
        model: EmotionModel | None = None,
        wishes: WishReader | None = None,
        limits: Limits | None = None,
        default_model: bool = True,
        embedding_seconds: float = EMBEDDING_SECONDS,
    ) -> None:
        self._embedder = embedder
        self._model = model or EmotionModel.load()
        self._wishes = wishes or WishReader.load()
        self._limits = limits or Limits()
        self._default_model = default_model
        self._embedding_seconds = embedding_seconds
        self._moods: dict[tuple[str, Lang], Mood] = {}

    async def assess(
        self,
        said: Line,
        *,
        lang: str,
        before: Sequence[Line] = (),
        failed_answers: int = 0,
        rejected: int = 0,
        turns: int = 0,
        deferred: str | None = None,
        gave_facts: bool = False,
        offered: bool = False,
        queue: Queue | None = None,
    ) -> Assessment:
        """Assess a message; `before` are the customer's earlier ones in this session, oldest first.

        `offered` says that the bot's last words were the offer of a person.
        """
        spoken = await asyncio.to_thread(detect, said.text, lang)
        vectors = await self._vectors([said.text, *(line.text for line in before)])
        moods = [
            self._mood(line.text, detect(line.text, spoken), vectors, at)
            for at, line in list(enumerate(before, start=1))[-MOODS_BEFORE:]
        ]
        signals = self._signals(said, self._mood(said.text, spoken, vectors, 0), moods, before, vectors)
        signals = replace(
            signals,
            asked_for_human=signals.asked_for_human or (offered and accepts(said.text)),
            lang=spoken,
            failed_answers=failed_answers,
            rejected=rejected,
            turns=turns,
            deferred=deferred,
            gave_facts=gave_facts,
        )
        return self._assessment(_with_queue(signals, queue), spoken)

    def choice(
        self,
        *,
        lang: str,
        failed_answers: int = 0,
        rejected: int = 0,
        turns: int = 0,
        queue: Queue | None = None,
    ) -> Assessment:
        """What a pressed button tells: only what has been counted before it."""
        known = detect("", lang)
        signals = Signals(lang=known, failed_answers=failed_answers, rejected=rejected, turns=turns)
        return self._assessment(_with_queue(signals, queue), known)

    def _assessment(self, signals: Signals, lang: Lang) -> Assessment:
        return Assessment(
            signals=signals,
            mood=round(max(signals.anger, signals.distress), 4),
            lang=lang,
            limits=self._limits,
            escalation=decide(signals, self._limits),
        )

    def _signals(
        self, said: Line, mood: Mood, moods: Sequence[Mood], before: Sequence[Line], vectors: Vectors | None
    ) -> Signals:
        asked = self._wishes.read(said.text, None if vectors is None else vectors[0])
        topic = sensitive_topic(said.text)
        repeated = _repeated(said, before, vectors)
        course = trend([*(past.anger for past in moods), mood.anger])
        here, asked_before = _quote(said), [_quote(line) for line in repeated]
        return Signals(
            asked_for_human=asked is not None,
            sensitive_topic=topic.topic if topic else None,
            anger=mood.anger,
            anger_before=max((past.anger for past in moods[-2:]), default=0.0),
            distress=mood.distress,
            mood_level=round(course.level, 4),
            mood_slope=round(course.slope, 4),
            complexity=complexity(said.text),
            topic=skill_of([*(line.text for line in before), said.text]),
            repeats=len(repeated),
            quotes=MappingProxyType(
                {
                    "said": (here,),
                    "repeats": (*asked_before, here),
                    "failed_answers": (*(_quote(line) for line in before[-1:]), here),
                }
            ),
        )

    def _mood(self, text: str, lang: Lang, vectors: Vectors | None, row: int) -> Mood:
        """Read a message's mood, once: it is read again with every message that follows it."""
        if vectors is None:
            return self._model.read(text, lang, None)
        known = self._moods.get((text, lang))
        if known is None:
            known = self._moods[text, lang] = self._model.read(text, lang, vectors[row])
            while len(self._moods) > MOODS_KEPT:
                del self._moods[next(iter(self._moods))]
        return known

    async def _vectors(self, texts: Sequence[str]) -> Vectors | None:
        """Embed, or do without: a customer who needs a person must not wait for a model."""
        if not self._default_model:
            return None
        try:
            async with asyncio.timeout(self._embedding_seconds):
                vectors = await self._embedder.embed(texts)
        except Exception:
            _log.warning("no embedding in time; the words alone decide", exc_info=True)
            return None
        return vectors if vectors.shape[1] == EMBEDDING else None


@cache
def weights_version(name: str) -> str:
    """Name the shipped weights by their content, so that a log says which ones judged."""
    raw = (files("bot.models") / f"{name}.npz").read_bytes()
    return blake2b(raw, digest_size=6).hexdigest()


def _quote(line: Line) -> Quote:
    words = " ".join(line.text.split())
    shown = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
    return Quote(text=shown, seq=line.seq)


def _with_queue(signals: Signals, queue: Queue | None) -> Signals:
    if queue is None:
        return signals
    return replace(
        signals,
        idle_agents=queue.idle_agents,
        waiting=queue.waiting,
        expected_wait_seconds=queue.expected_wait_seconds,
        open_now=queue.open_now,
    )


def _repeated(said: Line, before: Sequence[Line], vectors: Vectors | None) -> list[Line]:
    """Return the customer's earlier messages that ask the same."""
    alike = []
    for at, line in enumerate(before, start=1):
        cosine = float(vectors[0] @ vectors[at]) if vectors is not None else 0.0
        if same_question(said.text, line.text, cosine):
            alike.append(line)
    return alike
