"""A typed "the first one" picks a title that was offered; anything more is a new question."""

import pytest

from bot.picking import NONE_OF_THEM, pick

TITLES = ["Returns", "Warranty", "Delivery times"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first one", 0),
        ("First one, please!", 0),
        ("1", 0),
        ("number two", 1),
        ("i mean the third", 2),
        ("the last one", 2),
        ("warranty", 1),
        ("«Warranty»", 1),
        ("اولی", 0),
        ("همون دومی لطفا", 1),
        ("گزینه سوم", 2),
        ("شماره ۲", 1),
        ("آخری", 2),
        ("pierwsze", 0),
        ("to drugie", 1),
        ("chodzi mi o trzecie", 2),
        ("ostatnia", 2),
        ("none of these", NONE_OF_THEM),
        ("هیچ‌کدام", NONE_OF_THEM),
        ("żadne z nich", NONE_OF_THEM),
        ("how long is the first warranty?", None),
        ("one question", None),
        ("I have 2 lamps", None),
        ("yes", None),
        ("", None),
    ],
)
def test_which_title_is_meant(text: str, place: int | None) -> None:
    """By its place, its name, or none of them."""
    assert pick(text, TITLES) == place


@pytest.mark.parametrize("text", ["yes", "tak", "بله", "that one", "دقیقا"])
def test_a_yes_means_the_only_title(text: str) -> None:
    """Of one title a yes is enough; where nothing was offered it picks nothing."""
    assert pick(text, TITLES[:1]) == 0
    assert pick(text, []) is None


def test_a_place_that_was_not_offered_is_no_choice() -> None:
    """Of two titles there is no third."""
    assert pick("the third one", TITLES[:2]) is None
