"""Reads how a whole conversation goes from the customer's own turns: annoyed, or heading for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.emotion import EMBEDDING, EmotionModel, Mood
from bot.exchange import ExchangeModel, Turn
from bot.features import BUCKETS, CLASSES, SURFACE, colours, grams, surface
from bot.human_request import asks_for_human
from bot.similarity import same_question
from bot.trend import trend
from kb_index.language import detect

HEADS = ("annoyed", "transferred")
SUMMARY = 17 + 2 * (len(SURFACE) + len(CLASSES))
FORMAT = 3
PARTS = ("summary", "meaning", "last_meaning", "grams", "last_grams")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn of the customer with what was read from it."""

    text: str
    lang: str
    mood: Mood
    displeased: float
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One question to a conversation: the weights of each part, the bias, and the yes-or-no threshold."""

    weights: Mapping[str, NDArray[np.float32]]
    bias: float
    threshold: float


@dataclass(frozen=True, slots=True)
class CourseModel:
    """The shipped weights, one head a question."""

    heads: Mapping[str, Head]

    @classmethod
    def load(cls) -> Self:
        """Read the shipped weights; they are plain arrays, never pickles."""
        raw = (files("bot.models") / "course.npz").read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT or int(stored["buckets"]) != BUCKETS:
                raise ValueError("bot/models/course.npz was made by another version; refit it")
            return cls({name: _head(stored, name) for name in HEADS})

    def read(self, turns: Sequence[Said], question: str) -> float:
        """Return the probability that the answer to the question is yes after these turns."""
        if not turns:
            return 0.0
        head = self.heads[question]
        logit = head.bias + sum(float(head.weights[name] @ row) for name, row in dense_parts(turns).items())
        for name, found in gram_parts(turns).items():
            logit += float(head.weights[name][found].sum()) / np.sqrt(max(len(found), 1))
        return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


def heard(
    turns: Sequence[Turn],
    vectors: Iterator[NDArray[np.float32]],
    moods: EmotionModel,
    exchanges: ExchangeModel,
) -> list[Said]:
    """Read each of the customer's turns; `vectors` yields their embeddings in order."""
    said: list[Said] = []
    for at, turn in enumerate(turns):
        if turn.customer:
            vector, lang = next(vectors), detect(turn.text, "en")
            mood, displeased = moods.read(turn.text, lang, vector), exchanges.read(turns[:at], turn.text)
            said.append(Said(text=turn.text, lang=lang, mood=mood, displeased=displeased, vector=vector))
    return said


def dense_parts(turns: Sequence[Said]) -> dict[str, NDArray[np.float32]]:
    """Summarise the turns, and give the mean and the last embedding."""
    mean: NDArray[np.float32] = np.mean([said.vector for said in turns], axis=0, dtype=np.float32)
    return {"summary": summarise(turns), "meaning": mean, "last_meaning": turns[-1].vector}


def gram_parts(turns: Sequence[Said]) -> dict[str, NDArray[np.int64]]:
    """Hash what was said in any turn, and in the last one."""
    said = np.unique(np.concatenate([grams(turn.text) for turn in turns]))
    return {"grams": said, "last_grams": grams(turns[-1].text)}


def summarise(turns: Sequence[Said]) -> NDArray[np.float32]:
    """Put a conversation's moods, wishes, repeats and typing into one row."""
    anger, negative, distress = (
        np.array([_logit(getattr(said.mood, name)) for said in turns])
        for name in ("anger", "negative", "distress")
    )
    displeased = np.array([_logit(said.displeased) for said in turns])
    cross = trend([said.mood.negative for said in turns])
    half = len(turns) // 2
    repeats = sum(
        same_question(later.text, earlier.text, float(later.vector @ earlier.vector))
        for at, later in enumerate(turns)
        for earlier in turns[:at]
    )
    wishes = sum(asks_for_human(said.text) is not None for said in turns)
    typed = np.array([np.concatenate([surface(said.text), colours(said.text, said.lang)]) for said in turns])
    moods = (
        anger.mean(), anger.max(), anger[-1], negative.mean(), negative.max(), negative[-1], distress.max(),
        anger[half:].mean() - anger[: max(half, 1)].mean(), np.log1p(len(turns)), float(repeats > 0),
        float(wishes > 0), displeased.mean(), displeased.max(), displeased[-1], cross.level, cross.slope,
        trend([said.displeased for said in turns]).level,
    )  # fmt: skip
    return np.concatenate([moods, typed.sum(0), typed.mean(0)], dtype=np.float32)


def _logit(share: float) -> float:
    return float(np.log(max(share, 1e-4) / max(1 - share, 1e-4)))


def _head(stored: Mapping[str, NDArray[np.float32]], name: str) -> Head:
    weights = {part: stored[f"{name}_{part}"].astype(np.float32) for part in PARTS}
    if len(weights["summary"]) != SUMMARY or len(weights["meaning"]) != EMBEDDING:
        raise ValueError("bot/models/course.npz was made by another version; refit it")
    bias, threshold = (float(value) for value in stored[f"{name}_limits"])
    return Head(weights=weights, bias=bias, threshold=threshold)
