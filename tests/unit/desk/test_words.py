"""The locale files speak of the same things in every language."""

from string import Formatter

import pytest

from handoff.desk.words import say, texts
from handoff.domain.languages import LANGUAGES


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_names(lang: str) -> None:
    """No key is missing and no placeholder is forgotten."""
    english = texts("en")
    assert texts(lang).keys() == english.keys()
    assert {key: names(text) for key, text in texts(lang).items()} == {
        key: names(text) for key, text in english.items()
    }
    assert all(text.strip() == text and text for text in texts(lang).values())


def test_persian_has_persian_numbers_and_keeps_names_apart() -> None:
    """A Latin name must not turn the sentence round."""
    assert "۱۲" in say("activity.queued", "fa", position=12)
    assert "\u2068Ana\u2069" in say("activity.joined", "fa", agent="Ana")
    assert say("activity.joined", "en", agent="Ana").startswith("Ana joined")


def test_an_unknown_language_is_english() -> None:
    """The desk never falls silent for want of a translation."""
    assert say("choice.answer_helped", "xx") == "That helped"
