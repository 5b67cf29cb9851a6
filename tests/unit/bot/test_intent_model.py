"""The bot's intent model: what it learns from letters and from vectors, and how sure it is."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.components.confidence import Confidence
from bot.components.intent_model import DEFAULT_BALANCE, IntentModel, trust_in

# Words that share nothing but their meaning: only a vector can tell the pairs.
WORDS = {
    "refund": ("money back", "reimburse me", "return the sum", "repay it", "give back cash", "undo payment"),
    "ship": ("where is it", "parcel late", "not arrived", "track box", "delivery when", "still waiting"),
    "greet": ("hello", "good day", "hi there", "hey", "morning all", "greetings"),
}
SIDES = {"refund": (1.0, 0.0, 0.0), "ship": (0.0, 1.0, 0.0), "greet": (0.0, 0.0, 1.0)}
TEXTS = [text for texts in WORDS.values() for text in texts]
INTENTS = [intent for intent, texts in WORDS.items() for _ in texts]


def vectors_of(intents: list[str], trust: float = 1.0) -> NDArray[np.float32]:
    if not intents:
        return np.zeros((0, 3), np.float32)
    noise = np.random.default_rng(3).normal(0, 0.05, (len(intents), 3))
    rows = np.array([SIDES.get(intent, (0.0, -1.0, 0.0)) for intent in intents]) + noise
    return (trust * rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def fitted() -> IntentModel:
    return IntentModel().fit(TEXTS, INTENTS, vectors_of(INTENTS))


def guesses(model: IntentModel, texts: list[str], vectors: NDArray[np.float32] | None) -> list[str]:
    return [
        model.intents[column]
        for column in model.scores(texts, vectors).shares(DEFAULT_BALANCE).argmax(axis=1)
    ]


def test_a_vector_tells_what_letters_cannot() -> None:
    """Unknown words with a vector near an intent's examples get that intent."""
    asked = ["ship", "refund", "greet"]
    assert guesses(fitted(), ["zzz", "qqq", "xxx"], vectors_of(asked)) == asked


def test_without_a_vector_the_letters_decide_as_if_there_were_none() -> None:
    """No vector in time, or one in a language the model does not know: the head of the letters alone."""
    model, alone = fitted(), IntentModel().fit(TEXTS, INTENTS)
    texts = ["helo there", "my parcel is late", "money"]
    expected = alone.scores(texts).shares(DEFAULT_BALANCE)
    assert list(alone.heads) == ["letters"]
    for none in (None, np.zeros((3, 3), np.float32), np.zeros((3, 0), np.float32)):
        assert np.allclose(expected, model.scores(texts, none).shares(DEFAULT_BALANCE), atol=1e-5)
    assert guesses(model, texts, None) == ["greet", "ship", "refund"]


def test_a_shorter_vector_counts_less() -> None:
    """Between trust and none the score moves steadily from the letters' to the vector's."""
    model, text = fitted(), ["hello"]
    given = [vectors_of(["refund"], trust) for trust in (0.0, 0.3, 0.6, 1.0)]
    away = [float(model.scores(text, rows).shares((5.0, 4.0, 0.5))[0, 1]) for rows in given]
    assert model.intents[1] == "refund"
    assert away == sorted(away)
    assert trust_in(vectors_of(["refund"], 0.3)) == pytest.approx([0.3])


def test_two_intents_are_enough() -> None:
    """A machine of two classes has one row of weights; both intents are still scored."""
    model = IntentModel().fit(TEXTS[:12], INTENTS[:12])
    assert model.scores(["money back", "parcel late"]).letters.shape == (2, 2)
    assert guesses(model, ["money back", "parcel late"], None) == ["refund", "ship"]


def test_what_is_far_from_all_examples_is_doubted() -> None:
    """A guess near the examples is surer than one far away, whatever the letters say."""
    many, intents = TEXTS * 4, INTENTS * 4
    texts = [f"{text} {n % 7}" for n, text in enumerate(many)]
    vectors = vectors_of(intents)
    outside = (["what is love", "sing", "who won", "tell a joke"] * 3, vectors_of(["far"] * 12))
    sure = Confidence.learnt(IntentModel, texts, intents, vectors, outside)
    model = IntentModel().fit(texts, intents, vectors)
    rows = vectors_of(["ship", "far"])
    scores = model.scores(["parcel late", "sing a song"], rows)
    near, far = sure.of(scores.shares(sure.balance), scores.trust, model.nearness(rows))
    assert 0.7 < near <= 1
    assert far < 0.5


def test_nearness_is_the_mean_cosine_to_the_five_nearest() -> None:
    """Against NumPy, and nothing where there is no vector."""
    model, rows = fitted(), vectors_of(["ship", "greet"])
    known = vectors_of(INTENTS)
    cosines = np.sort(rows @ known.T, axis=1)[:, -5:].mean(axis=1)
    assert model.nearness(rows) == pytest.approx(cosines, abs=1e-3)
    assert model.nearness(np.zeros((2, 0), np.float32)).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("count", [1, 2])
def test_few_examples_of_an_intent_are_no_failure(count: int) -> None:
    """A class smaller than the folds of the calibration can still be learnt."""
    texts, intents = [*TEXTS, *["stop it now", "cancel this"][:count]], [*INTENTS, *["cancel"] * count]
    sure = Confidence.learnt(IntentModel, texts, intents, vectors_of(intents), ([], vectors_of([])))
    assert np.isfinite([*sure.balance, sure.offset, *sure.weights]).all()
