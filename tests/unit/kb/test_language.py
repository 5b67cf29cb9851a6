"""The language of a message, from its script, its letters, its words, and the hint."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_index.language import LANGS, also_in, detect


@pytest.mark.parametrize(
    ("text", "hint", "lang"),
    [
        ("سفارشم کجاست؟", "en", "fa"),
        ("قیمت iPhone 15 چنده؟", "en", "fa"),
        ("Gdzie jest moja paczka?", "en", "pl"),
        ("gdzie jest moja paczka", "en", "pl"),
        ("zwrot pieniedzy", "en", "pl"),
        ("nie dziala", "en", "pl"),
        ("reklamacja", "pl", "pl"),
        ("Łódź", "en", "pl"),
        ("Is the shop in Łódź open on Sunday, and when does it close?", "en", "en"),
        ("where is my order", "pl", "en"),
        ("refund please", "fa", "en"),
        ("How do I return the lamp?", None, "en"),
        ("my e-mail is jan.kowalski@poczta.example", "en", "en"),
    ],
)
def test_the_words_decide(text: str, hint: str | None, lang: str) -> None:
    """Script first, then Polish letters, then common words, then the model."""
    assert detect(text, hint) == lang


@pytest.mark.parametrize("text", ["ok", "LM-12345", "👍", "", "12", "a@b.example", "!!!"])
@pytest.mark.parametrize("hint", LANGS)
def test_a_text_that_shows_nothing_keeps_the_hint(text: str, hint: str) -> None:
    """Numbers, addresses and faces have no language."""
    assert detect(text, hint) == hint


def test_an_unknown_hint_is_english() -> None:
    """A widget may send any locale."""
    assert detect("ok", "de") == "en"


@settings(deadline=None)  # the first text loads the model
@given(st.text(max_size=80))
def test_any_text_has_one_of_our_languages(text: str) -> None:
    """Nothing raises."""
    assert detect(text) in LANGS


@pytest.mark.parametrize(
    ("text", "lang", "others"),
    [
        ("where is my سفارش", "en", ("fa",)),
        ("قیمت iPhone 15 چنده؟", "fa", ()),
        ("سلام where is my order", "fa", ("en",)),
        ("سلام gdzie jest moja paczka", "fa", ("pl",)),
        ("where is my order", "en", ()),
    ],
)
def test_a_mixed_message_has_two_languages(text: str, lang: str, others: tuple[str, ...]) -> None:
    """A name in the other script is not a language; two words are."""
    assert also_in(text, lang) == others
