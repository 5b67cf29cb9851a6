"""Slips are put right by what the articles say, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.spelling import corrected

KNOWN = {"address": 9, "delivery": 5, "change": 7, "spam": 3, "lamp": 4, "form": 2, "from": 8, "bookmarks": 6}


def spelt(word: str) -> float:
    """A model that knows two words more than the articles do, and spells the rest."""
    return 1.0 if word in {"addresses", "charge"} else 3.0


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("chnage my adress", "change my address"),
        ("Delivry to another adddress?", "delivery to another address?"),
        ("imported bookmraks", "imported bookmarks"),
        ("a frmo and a lapm", "a from and a lamp"),
        ("is this a scam", "is this a scam"),
        ("charge all addresses", "charge all addresses"),
        ("order AB-1234 zzzzzzz", "order AB-1234 zzzzzzz"),
        ("سفارش adress", "سفارش address"),
    ],
)
def test_slips_are_put_right(said: str, meant: str) -> None:
    """One slip a word; what the model knows, short words, numbers and other scripts stay."""
    assert corrected(said, KNOWN, spelt) == meant


def test_a_long_story_stays_as_it_is() -> None:
    """What one slip does there is little, and its names are not slips."""
    story = "adress " * 41
    assert corrected(story, KNOWN, spelt) == story
    assert corrected(story[: 7 * 40], KNOWN, spelt) != story[: 7 * 40]


@given(st.lists(st.sampled_from(sorted(KNOWN)), max_size=8))
def test_what_articles_say_stays(words: list[str]) -> None:
    """A word of theirs is never taken for a slip of another."""
    assert corrected(" ".join(words), KNOWN, spelt) == " ".join(words)


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing raises, and an article's words are the only ones that come in."""
    before, after = text.split(), corrected(text, KNOWN, spelt).split()
    assert len(before) == len(after)
