"""The order of the queue, written once: a customer waits up to the target of their priority.

It is linear ageing of 300 s a level: an urgent customer passes a normal one who came less than ten minutes
earlier, and nobody starves, because everyone who comes later than the last target stands behind.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.enums import Priority

TARGETS = {
    Priority.URGENT: timedelta(seconds=0),
    Priority.HIGH: timedelta(seconds=300),
    Priority.NORMAL: timedelta(seconds=600),
    Priority.LOW: timedelta(seconds=900),
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class QueueKey:
    """Where a conversation stands: smaller is served first; the id makes the order total."""

    due_at: datetime
    waiting_since: datetime
    id: str


def due_at(waiting_since: datetime, priority: Priority) -> datetime:
    """The moment by which this customer should be served."""
    return waiting_since + TARGETS[priority]


def queue_key(*, id: str, waiting_since: datetime, priority: Priority) -> QueueKey:
    return QueueKey(due_at=due_at(waiting_since, priority), waiting_since=waiting_since, id=id)
