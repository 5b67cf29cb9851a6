"""Those who will come while somebody waits, and may pass them: the desk's last hour, as if it came again."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.enums import Priority
from handoff.domain.queueing.queue_order import TARGETS

WINDOW = timedelta(hours=1)
MOST_CAME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Somebody who began to wait a while ago, and of what kind they were."""

    at: datetime
    priority: Priority
    lang: str
    team_id: str | None = None
    skill: str | None = None
    live: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """One of a kind that came, who on one way on comes in so many seconds and is due in so many."""

    kind: Came
    comes_in: float
    due_in: float


class Newcomers:
    """The last hour, begun at another moment of it on each way on: as many, as bunched, of the same kinds."""

    def __init__(self, came: Sequence[Came], *, at: datetime) -> None:
        since = at - WINDOW
        if len(came) >= MOST_CAME:
            since = max(since, min(one.at for one in came))
        self._span = max((at - since).total_seconds(), 1.0)
        past = sorted((one for one in came if since < one.at <= at), key=lambda one: one.at)
        self._past = [((one.at - since).total_seconds(), one) for one in past]
        self._times = [second for second, _ in self._past]
        self._soonest = min((TARGETS[one.priority].total_seconds() for one in past), default=0.0)

    def on(self, share: float, due_before: float) -> list[Newcomer]:
        """Who comes on the way that begins at this share of the hour, and is due before somebody else."""
        # Most wait among their like: who comes later and is no more urgent passes nobody.
        if not self._past or due_before <= self._soonest:
            return []
        begin = share * self._span
        first = bisect_left(self._times, begin)
        found: list[Newcomer] = []
        for second, kind in (*self._past[first:], *self._past[:first]):
            comes_in = (second - begin) % self._span
            if comes_in >= due_before:
                break
            due_in = comes_in + TARGETS[kind.priority].total_seconds()
            if due_in < due_before:
                found.append(Newcomer(kind=kind, comes_in=comes_in, due_in=due_in))
        return sorted(found, key=lambda one: one.due_in)
