"""Days are said by the reader's calendar."""

from datetime import date, timedelta

import pytest

from bot.actions.dates import day_in_words, persian
from bot.actions.texts import load_texts


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "21 March 2025"), ("pl", "21 marca 2025"), ("fa", "۱ فروردین ۱۴۰۴")]
)
def test_a_day_in_three_languages(lang: str, said: str) -> None:
    """Month names come from the texts, Persian digits with the Persian calendar."""
    assert day_in_words("2025-03-21", load_texts(), lang) == said
    assert day_in_words("", load_texts(), lang) == ""


def test_every_persian_day_follows_the_one_before() -> None:
    """Forty years without a gap; the leap years are the known ones."""
    day, leap = date(2010, 3, 21), []
    before = persian(day - timedelta(days=1))
    while day.year < 2050:
        year, month, of_month = persian(day)
        if of_month != before[2] + 1:
            assert of_month == 1
            assert (year, month) in {(before[0], before[1] + 1), (before[0] + 1, 1)}
            if month == 1 and before[2] == 30:
                leap.append(before[0])
        before, day = (year, month, of_month), day + timedelta(days=1)
    assert leap == [1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424]
