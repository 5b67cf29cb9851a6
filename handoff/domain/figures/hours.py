"""How long agents were online or away, and why: from the moments at which each changed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.enums import Availability
from handoff.domain.figures.line import Line, Unit
from handoff.domain.figures.scope import Grain, Scope
from handoff.domain.history.kept_event import SLOT_SECONDS
from handoff.domain.queueing.away import AvailabilityChange

HOUR = 3600.0
AGENT = "agent:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Somebody was so, from one moment to another, in seconds since 1970."""

    agent_id: str
    state: str
    begin: float
    end: float


@dataclass(slots=True)
class Sums:
    """Seconds and agents under one key."""

    seconds: float = 0.0
    agents: set[str] = field(default_factory=set)

    def add(self, agent_id: str, seconds: float) -> None:
        self.seconds += seconds
        self.agents.add(agent_id)


def stretches(
    before: Iterable[AvailabilityChange],
    changes: Iterable[AvailabilityChange],
    since: datetime,
    until: datetime,
) -> Iterator[Stretch]:
    """What lies between the changes, each agent's apart; `before` is how they were when the time began."""
    begin, end = since.timestamp(), until.timestamp()
    of: dict[str, list[tuple[float, str | None]]] = {one.agent_id: [(begin, state_of(one))] for one in before}
    for one in changes:
        of.setdefault(one.agent_id, []).append((one.at.timestamp(), state_of(one)))
    for agent_id, moments in of.items():
        ends = [*(at for at, _ in moments[1:]), end]
        for (at, state), to in zip(moments, ends, strict=True):
            if state is not None and to > at:
                yield Stretch(agent_id=agent_id, state=state, begin=at, end=to)


def state_of(change: AvailabilityChange) -> str | None:
    """`online`, `away`, or `away:` with the reason; None for who is offline or not here."""
    if not change.present or change.availability is Availability.OFFLINE:
        return None
    reason = f":{change.reason}" if change.reason else ""
    return f"{change.availability.value}{reason}"


def hours(found: Sequence[Stretch], scope: Scope) -> Iterator[Line]:
    """Of everybody by bucket and state, and of each agent by state."""
    everybody: dict[tuple[int | None, str], Sums] = {}
    each: dict[str, Sums] = {}
    edges, buckets = _edges(scope)
    for one in found:
        everybody.setdefault((None, one.state), Sums()).add(one.agent_id, one.end - one.begin)
        group = f"{AGENT}{one.agent_id}:{one.state}"
        each.setdefault(group, Sums()).add(one.agent_id, one.end - one.begin)
        if scope.grid.grain is not Grain.WHOLE:
            for bucket, seconds in _parts(one, edges, buckets):
                everybody.setdefault((bucket, one.state), Sums()).add(one.agent_id, seconds)
    yield from _lines("availability", everybody)
    yield from _lines("agent_availability", {(None, group): sums for group, sums in each.items()})


def _lines(figure: str, sums: Mapping[tuple[int | None, str], Sums]) -> Iterator[Line]:
    for (bucket, group), one in sorted(sums.items(), key=lambda item: (item[0][0] or -1, item[0][1])):
        value = round(one.seconds / HOUR, 4)
        yield Line(figure=figure, unit=Unit.HOURS, n=len(one.agents), value=value, bucket=bucket, group=group)


def _edges(scope: Scope) -> tuple[list[float], list[int]]:
    """Where each bucket begins, and its number."""
    edges: list[float] = []
    buckets: list[int] = []
    for slot in range(scope.since, scope.until):
        bucket = scope.grid.bucket(slot)
        if not buckets or buckets[-1] != bucket:
            edges.append(float(slot * SLOT_SECONDS))
            buckets.append(bucket)
    return edges, buckets


def _parts(one: Stretch, edges: Sequence[float], buckets: Sequence[int]) -> Iterator[tuple[int, float]]:
    """How much of it lies in each bucket."""
    place, at = bisect_right(edges, one.begin) - 1, one.begin
    while at < one.end:
        to = min(one.end, edges[place + 1]) if place + 1 < len(edges) else one.end
        yield buckets[place], to - at
        place, at = place + 1, to
