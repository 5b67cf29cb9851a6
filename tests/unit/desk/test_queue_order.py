"""The order of the queue and the guess of the wait."""

from datetime import timedelta

import pytest

from handoff.domain.enums import Priority
from handoff.domain.queue_order import queue_key
from handoff.domain.wait import WaitFacts, expected_wait, wait_range
from tests.support.desks import START


@pytest.mark.parametrize(
    ("earlier", "later", "minutes", "passes"),
    [
        (Priority.NORMAL, Priority.URGENT, 9.9, True),
        (Priority.NORMAL, Priority.URGENT, 10.1, False),
        (Priority.NORMAL, Priority.HIGH, 4.9, True),
        (Priority.NORMAL, Priority.HIGH, 5.1, False),
        (Priority.LOW, Priority.URGENT, 14.9, True),
        (Priority.LOW, Priority.URGENT, 15.1, False),
        (Priority.NORMAL, Priority.NORMAL, 0.1, False),
    ],
)
def test_a_priority_passes_those_who_came_a_little_earlier(
    earlier: Priority, later: Priority, minutes: float, passes: bool
) -> None:
    """Five minutes a level, and then the earlier one is first: nobody starves."""
    first = queue_key(id="b", waiting_since=START, priority=earlier)
    second = queue_key(id="a", waiting_since=START + timedelta(minutes=minutes), priority=later)
    assert (second < first) == passes


def test_the_wait_is_the_sum_over_the_places_ahead() -> None:
    """18 slots, 10 minutes each, one in 400 seconds leaving: the formula by hand."""
    facts = WaitFacts(slots=18, samples=50, mean_handling_seconds=600, abandonment_per_second=0.0025)
    by_hand = 1 / (18 / 600 + 0.0025) + 1 / (18 / 600 + 0.005)
    assert expected_wait(2, facts) == pytest.approx(by_hand)
    assert wait_range(2, facts) == (0, round(by_hand + 60))


def test_a_long_wait_has_a_range_of_half_on_both_sides() -> None:
    """Beyond two minutes the spread grows with the wait."""
    facts = WaitFacts(slots=1, samples=20, mean_handling_seconds=300)
    assert wait_range(4, facts) == (600, 1800)


@pytest.mark.parametrize(("slots", "samples", "mean"), [(3, 19, 100.0), (0, 50, 100.0), (3, 50, 0.0)])
def test_too_little_knowledge_gives_no_number(slots: int, samples: int, mean: float) -> None:
    """Below 20 samples, or with nobody there, the desk says that it does not know."""
    facts = WaitFacts(slots=slots, samples=samples, mean_handling_seconds=mean)
    assert wait_range(1, facts) is None
