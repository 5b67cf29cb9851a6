"""The order of the queue."""

from datetime import timedelta

import pytest

from handoff.domain.enums import Priority
from handoff.domain.queueing.queue_order import queue_key
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
