"""Assessing one message: mood, repeats, wishes, and going on without an embedder."""

import asyncio
import logging
from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.emotion import EMBEDDING, EmotionModel
from bot.escalation import EscalationReason, Quote
from bot.signals import Assessor
from bot.similarity import same_question


def said(text: str, seq: int = 9) -> Quote:
    return Quote(text=text, seq=seq)


class CountingEmbedder:
    """Gives every text its own direction and remembers the texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        rows = np.zeros((len(texts), EMBEDDING), dtype=np.float32)
        rows[np.arange(len(texts)), [crc32(text.encode()) % EMBEDDING for text in texts]] = 1
        return rows


class BrokenEmbedder:
    """Fails as a model does that is not there."""

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise RuntimeError("no model")


class StuckEmbedder:
    """Never answers."""

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        await asyncio.Event().wait()
        raise AssertionError("unreachable")


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("This is ridiculous, three weeks and nobody answers, you are useless!!!", "en", "frustrated"),
        ("این چه وضعشه؟ افتضاحید، سه هفته‌ست منتظرم!", "fa", "frustrated"),
        ("To jest skandal, jesteście beznadziejni, czekam trzy tygodnie!", "pl", "frustrated"),
        ("I want to talk to a human", "en", "asked_for_human"),
        ("می‌خوام با یه آدم حرف بزنم", "fa", "asked_for_human"),
        ("poproszę konsultanta", "pl", "asked_for_human"),
        ("your lamp caught fire and burned my hand", "en", "sensitive_topic"),
    ],
)
async def test_a_message_that_needs_a_person_says_why(text: str, lang: str, reason: str) -> None:
    """In three languages; the customer's words are the first evidence."""
    found = await Assessor(CountingEmbedder()).assess(said(text), lang="en")
    assert found.lang == lang
    assert found.escalation is not None
    assert found.escalation.reason == reason
    assert found.escalation.evidence == (Quote(text=text, seq=9),)


@pytest.mark.parametrize(
    "text",
    ["Where is my order?", "How do I return a lamp?", "سفارشم کجاست؟", "چطور کالا را پس بدهم؟",
     "Gdzie jest moja paczka?", "jak zwrócić lampę", "is my payment safe?", "thanks a lot!"],
)  # fmt: skip
async def test_a_routine_question_stays_with_the_bot(text: str) -> None:
    """No false alarm on the questions that the bot is for."""
    found = await Assessor(CountingEmbedder()).assess(said(text), lang="en")
    assert found.escalation is None
    assert found.mood < 0.35


async def test_one_message_is_one_embedding() -> None:
    """The message and its context are embedded in one call, each text once."""
    embedder = CountingEmbedder()
    await Assessor(embedder).assess(said("and for lamps?"), lang="en", before=[said("how do returns work")])
    assert embedder.texts == ["and for lamps?", "how do returns work"]


@pytest.mark.parametrize("embedder", [BrokenEmbedder(), StuckEmbedder()])
async def test_without_an_embedder_the_words_decide(
    embedder: BrokenEmbedder | StuckEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    """A customer who needs a person does not wait for a model, and the failure is logged."""
    with caplog.at_level(logging.WARNING, logger="bot.signals"):
        found = await Assessor(embedder, embedding_seconds=0.05).assess(said("a human please"), lang="en")
    assert found.escalation is not None
    assert found.escalation.reason is EscalationReason.ASKED_FOR_HUMAN
    assert "no embedding in time" in caplog.text


async def test_another_models_vectors_are_left_out() -> None:
    """The shipped weights know one model's vectors only."""
    embedder = CountingEmbedder()
    found = await Assessor(embedder, default_model=False).assess(said("افتضاحید"), lang="fa")
    assert embedder.texts == []
    assert found.mood > 0.5


async def test_the_counts_of_the_desk_are_signals() -> None:
    """What went wrong before this message counts."""
    found = await Assessor(CountingEmbedder()).assess(
        said("and the price?"), lang="en", failed_answers=2, rejected=1, turns=4
    )
    assert (found.signals.failed_answers, found.signals.rejected, found.signals.turns) == (2, 1, 4)
    assert found.escalation is not None
    assert found.escalation.reason is EscalationReason.REPEATED_FALLBACK


async def test_the_same_question_again_is_seen() -> None:
    """Twice before, in other punctuation."""
    found = await Assessor(CountingEmbedder()).assess(
        said("Where is my order?!"),
        lang="en",
        before=[said("where is my order", 1), said("hello", 3), said("WHERE IS MY ORDER", 5)],
    )
    assert found.signals.repeats == 2
    assert found.escalation is not None
    assert found.escalation.reason is EscalationReason.REPEATED_QUESTION
    assert [quote.seq for quote in found.escalation.evidence] == [1, 5, 9]


@pytest.mark.parametrize(
    ("one", "other", "cosine", "same"),
    [
        ("how do I return it", "How do i return it??", 0.0, True),
        ("where is my parcel now", "what happened to my package", 0.9, True),
        ("where is my parcel now", "how long is the warranty", 0.3, False),
        ("کجاست سفارش من الان", "چطور کالا را پس بدهم", 0.95, False),
        ("yes", "yes", 1.0, False),
    ],
)
def test_meaning_counts_only_where_the_model_reads(one: str, other: str, cosine: float, same: bool) -> None:
    """Persian sentences look alike to an English model."""
    assert same_question(one, other, cosine) is same


@pytest.mark.parametrize("text", ["", " ", "؟", "👍" * 50, "a" * 5000, "\x00", "א", "\u200c"])
@pytest.mark.parametrize("lang", ["en", "fa", "pl", "xx"])
def test_any_text_has_a_mood(text: str, lang: str) -> None:
    """Odd input gives probabilities, not errors."""
    mood = EmotionModel.load().read(text, lang)
    assert all(0 <= value <= 1 for value in (mood.anger, mood.distress, mood.negative))


def test_the_weights_are_small_and_hold_no_objects() -> None:
    """They ship with the product and load without pickle."""
    from importlib.resources import files

    for name in ("emotion.npz", "course.npz"):
        raw = (files("bot.models") / name).read_bytes()
        assert len(raw) < 1_000_000
        assert b"\x80\x04\x95" not in raw
