"""The queue's order, for any customers: total, the same in SQL, and nobody starves."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.enums import Priority
from handoff.domain.queueing.queue_order import TARGETS, QueueKey, queue_key
from tests.support.desks import START

LONGEST = max(TARGETS.values()) - min(TARGETS.values())

keys = st.builds(
    lambda id, seconds, priority: queue_key(
        id=id, waiting_since=START + timedelta(seconds=seconds), priority=priority
    ),
    id=st.text("ab", min_size=1, max_size=3),
    seconds=st.integers(0, 3000),
    priority=st.sampled_from(Priority),
)


@given(keys, keys, keys)
def test_the_order_is_total(a: QueueKey, b: QueueKey, c: QueueKey) -> None:
    """Any two are comparable, equal only when they are the same, and there is no circle."""
    assert (a < b) + (b < a) + (a == b) == 1
    if a < b < c:
        assert a < c


@given(keys, keys)
def test_nobody_is_passed_by_one_who_came_much_later(earlier: QueueKey, later: QueueKey) -> None:
    """Starvation-free: after the longest target, everyone who comes stands behind."""
    if later.waiting_since - earlier.waiting_since > LONGEST:
        assert earlier < later


@given(st.lists(keys, unique_by=lambda key: key.id))
def test_within_a_priority_the_first_to_come_is_the_first_served(waiting: list[QueueKey]) -> None:
    """And a higher priority never stands behind a lower one that came at the same time or later."""
    order = sorted(waiting)
    for index, first in enumerate(order):
        for second in order[index + 1 :]:
            target = (first.due_at - first.waiting_since, second.due_at - second.waiting_since)
            if target[0] == target[1]:
                assert first.waiting_since <= second.waiting_since
            if target[0] > target[1]:
                assert first.waiting_since < second.waiting_since
