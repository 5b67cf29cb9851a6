"""The course of a mood over a conversation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trend import STEEP, WINDOW, Direction, trend

moods = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_before_the_first_message_there_is_no_mood() -> None:
    """Nothing said is calm, and steady."""
    assert (trend([]).level, trend([]).slope, trend([]).direction) == (0.0, 0.0, Direction.STEADY)


@pytest.mark.parametrize(
    ("said", "direction"),
    [
        ([0.1], Direction.STEADY),
        ([0.9, 0.9, 0.9], Direction.STEADY),
        ([0.05, 0.2, 0.5, 0.8], Direction.RISING),
        ([0.9, 0.7, 0.3, 0.1], Direction.COOLING),
        ([0.1, 0.9], Direction.RISING),
        ([0.8, 0.8, 0.1, 0.1, 0.1], Direction.COOLING),
        ([0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], Direction.STEADY),
    ],
)
def test_rising_cooling_and_steady(said: list[float], direction: Direction) -> None:
    """What lies more than a handful of turns back no longer gives a direction."""
    assert trend(said).direction is direction


def test_an_anger_that_stays_stands_higher_than_one_loud_word() -> None:
    """The same last message, another history."""
    assert trend([0.6, 0.7, 0.6]).level > trend([0.0, 0.0, 0.6]).level > trend([0.0, 0.6, 0.0]).level


@given(moods)
def test_the_level_is_the_mean_weighted_by_age(said: list[float]) -> None:
    """Against the plain formula."""
    weights = 0.5 ** (np.arange(len(said))[::-1] / 1.5)
    expected = float(np.average(said, weights=weights))
    assert trend(said).level == pytest.approx(expected)


@given(moods)
def test_the_slope_is_the_line_through_the_last_levels(said: list[float]) -> None:
    """Against NumPy's fit; the direction follows from it."""
    levels = [trend(said[: end + 1]).level for end in range(len(said))][-WINDOW:]
    expected = float(np.polyfit(range(len(levels)), levels, 1)[0]) if len(levels) > 1 else 0.0
    found = trend(said)
    assert found.slope == pytest.approx(expected, abs=1e-9)
    assert (found.direction is Direction.STEADY) == (abs(found.slope) < STEEP)
    assert found.peak >= found.level


@given(moods, st.floats(0, 1))
def test_a_worse_last_message_never_lowers_the_level(said: list[float], more: float) -> None:
    """Nor the slope."""
    worse = [*said[:-1], max(said[-1], more)]
    assert trend(worse).level >= trend(said).level
    assert trend(worse).slope >= trend(said).slope - 1e-12
