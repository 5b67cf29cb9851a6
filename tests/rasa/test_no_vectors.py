"""The bot understands without the app's vectors: they may be late, or of another embedding model."""

from pathlib import Path

import pytest
import yaml

from bot.intent_trial import guess_intents
from bot.training_vectors import Embedding
from kb_index.stand_in import HashingEmbedder

pytestmark = pytest.mark.rasa

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HELDOUT = yaml.safe_load((HERE / "heldout.yml").read_text(encoding="utf-8"))


def test_vectors_of_another_model_are_left_aside(model: Path) -> None:
    """An app that embeds with another model than the bot learnt with: the letters find the intent alone."""
    cases = [
        (text, intent) for intents in HELDOUT.values() for intent, texts in intents.items() for text in texts
    ]
    other = HashingEmbedder()
    guesses = guess_intents(
        ROOT,
        [text for text, _ in cases],
        embedding=Embedding(key=other.key, load=lambda: other),
        examples=None,
        model=model.absolute(),
    )
    wrong = [
        (text, intent, guess.decided)
        for (text, intent), guess in zip(cases, guesses, strict=True)
        if guess.decided != intent
    ]
    assert len(wrong) <= 3, wrong
