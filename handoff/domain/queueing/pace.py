"""How fast the desk has been lately: how long chats last, how long offers take, and how many give up.

Chats that go on are counted with the time they have had, and chats that began before the oldest known end
only from there on (the product-limit estimate, for truncated and censored lives): without the first a
desk in its first hour, and without the second a busy desk, would get its handling times wrong.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log

from handoff.domain.queueing.newcomers import Came, Newcomers

# With whom a live chat goes on, and since when.
Going = tuple[str, datetime]

MIN_SAMPLES = 20
# An agent's own mean counts as much as the desk's after so many chats of theirs.
PRIOR_CHATS = 10
# Ages are told apart by so many seconds.
STEP = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A chat with an agent: how long it lasted or has lasted, and how old it was when we began to count."""

    agent_id: str
    seconds: float
    ended: bool = True
    seen_from: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitFacts:
    """What the desk knows of its own recent past: `taken` runs from the first offer to the claim.

    `hard` is the share of chats after which the agent had a break; `came` is who began to wait lately.
    """

    stays: tuple[Stay, ...] = ()
    taken: tuple[float, ...] = ()
    left_per_second: float = 0.0
    hard: float = 0.0
    came: tuple[Came, ...] = ()

    @property
    def samples(self) -> int:
        return sum(stay.ended for stay in self.stays)

    @property
    def known(self) -> bool:
        """Whether enough chats have ended to say anything."""
        return self.samples >= MIN_SAMPLES and any(stay.seconds > 0 for stay in self.stays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A stay with people that has ended, and what of it tells how fast the desk is."""

    queued_at: datetime
    ended_at: datetime
    claimed_at: datetime | None = None
    offered_at: datetime | None = None
    agent_id: str | None = None
    left: bool = False
    hard: bool = False


def facts_of(
    ended: Sequence[Past],
    going: Sequence[Going],
    came: Sequence[Came] = (),
    *,
    at: datetime,
    most: int,
) -> WaitFacts:
    """From the latest ends, the last one first and `most` of them, and the chats of now (who, since when)."""
    since = ended[-1].ended_at if len(ended) >= most else datetime.min.replace(tzinfo=UTC)

    def stay(agent_id: str, began: datetime, end: datetime, over: bool) -> Stay:
        seen_from = max(0.0, (since - began).total_seconds())
        return Stay(agent_id=agent_id, seconds=(end - began).total_seconds(), ended=over, seen_from=seen_from)

    over = [
        stay(one.agent_id, one.claimed_at, one.ended_at, True)
        for one in ended
        if one.agent_id and one.claimed_at
    ]
    taken = [
        (one.claimed_at - one.offered_at).total_seconds()
        for one in ended
        if one.claimed_at and one.offered_at and one.offered_at <= one.claimed_at
    ]
    waited = sum(((one.claimed_at or one.ended_at) - one.queued_at).total_seconds() for one in ended)
    return WaitFacts(
        stays=(*over, *(stay(agent_id, began, at, False) for agent_id, began in going)),
        taken=tuple(taken),
        left_per_second=sum(one.left for one in ended) / waited if waited > 0 else 0.0,
        hard=sum(one.hard for one in ended if one.claimed_at) / max(len(over), 1),
        came=tuple(came),
    )


class Handling:
    """How long a chat lasts, as quantiles: of a new one, and of one that has lasted a while."""

    def __init__(self, stays: Sequence[Stay]) -> None:
        self._ages, self._over = _curve(stays)
        ended = [stay.seconds for stay in stays if stay.ended]
        exposure = sum(stay.seconds - stay.seen_from for stay in stays)
        self._tail = max(exposure / max(len(ended), 1), 1.0)
        self._speed = _speeds(stays)
        self._going_on: dict[int, Sequence[float]] = {}

    def speed(self, agent_id: str) -> float:
        """By how much this agent's chats are longer (above 1) or shorter than the desk's."""
        return self._speed.get(agent_id, 1.0)

    def lasts(self, share: float) -> float:
        """The time within which this share of chats end."""
        at = bisect_left(self._over, share)
        if at < len(self._ages):
            return self._ages[at]
        known = self._over[-1] if self._over else 0.0
        last = self._ages[-1] if self._ages else 0.0
        return last + self._tail * log((1 - known) / (1 - share)) if known < 1 else last

    def goes_on(self, age: float, shares: Sequence[float]) -> Sequence[float]:
        """The times within which these shares of chats of such an age end; older than all: the mean again."""
        about = int(age // STEP)
        if about not in self._going_on:
            self._going_on[about] = self._rest(about * STEP, shares)
        return self._going_on[about]

    def _rest(self, age: float, shares: Sequence[float]) -> Sequence[float]:
        at = bisect_right(self._ages, age)
        over = self._over[at - 1] if at else 0.0
        if at == len(self._ages) or over >= 1:
            return [-self._tail * log(1 - share) for share in shares]
        return [max(0.0, self.lasts(over + (1 - over) * share) - age) for share in shares]


class Pace:
    """What the recent past comes to, worked out once for all forecasts of the next moment."""

    def __init__(self, facts: WaitFacts, *, at: datetime) -> None:
        self.at = at
        self.known = facts.known
        self.handling = Handling(facts.stays)
        self.newcomers = Newcomers(facts.came, at=at)
        self.taken = sorted(facts.taken)
        self.left_per_second = facts.left_per_second
        self.hard = facts.hard


def _curve(stays: Sequence[Stay]) -> tuple[list[float], list[float]]:
    """The ages at which chats ended, and the share of chats that are over by then."""
    entered = sorted(stay.seen_from for stay in stays)
    left = sorted(stay.seconds for stay in stays)
    ended = sorted(stay.seconds for stay in stays if stay.ended)
    ages: list[float] = []
    over: list[float] = []
    going = 1.0
    for age in sorted(set(ended)):
        at_risk = max(bisect_right(entered, age) - bisect_left(left, age), 1)
        deaths = bisect_right(ended, age) - bisect_left(ended, age)
        # Where nobody older is at risk only by chance, the curve would end at a young age.
        going *= 1 - deaths / at_risk if at_risk > deaths or age == ended[-1] else 0.5
        ages.append(age)
        over.append(1 - going)
    return ages, over


def _speeds(stays: Sequence[Stay]) -> dict[str, float]:
    by_agent: dict[str, list[float]] = {}
    for stay in stays:
        if stay.ended:
            by_agent.setdefault(stay.agent_id, []).append(stay.seconds)
    count = sum(map(len, by_agent.values()))
    mean = sum(map(sum, by_agent.values())) / count if count else 0.0
    if mean <= 0:
        return {}
    return {
        agent: (sum(own) / mean + PRIOR_CHATS) / (len(own) + PRIOR_CHATS) for agent, own in by_agent.items()
    }
