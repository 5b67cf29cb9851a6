"""A yes to the offer of a person, and what only looks like one."""

import pytest

from bot.acceptance import accepts

YES = [
    "yes", "Yes please!", "yeah, that would be great", "sure", "ok", "Please do", "I'd like that, thanks",
    "Yes, please transfer me to someone who can help.", "go ahead",
    "tak", "Tak, poproszę", "jasne", "chętnie", "proszę", "Oczywiście, dziękuję",
    "بله", "بله لطفا", "آره", "باشه", "حتماً", "اره ممنون",
]  # fmt: skip
NO = [
    "no", "no thanks", "yes but not now", "ok but first tell me the price", "where is my order?", "not sure",
    "I would rather not", "it was ordered yesterday", "okra", "nie", "nie, dziękuję", "wolę poczekać",
    "tak, ale nie teraz", "gdzie jest paczka", "نه", "نه ممنون", "سفارشم کجاست؟", "نمی‌خوام", "",
    "Okay, I'll try to find it myself", "Alright, I will check my e-mails", "I would prefer an answer",
    "ok I don't need that", "yes " + "and another thing " * 20,
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_yes_is_a_yes(text: str) -> None:
    """In three languages, with or without politeness."""
    assert accepts(text)


@pytest.mark.parametrize("text", NO)
def test_everything_else_is_not(text: str) -> None:
    """A hesitation, a refusal or another question stays with the bot."""
    assert not accepts(text)
