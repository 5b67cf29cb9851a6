"""SLA clocks: how long a customer may wait for people, in business time, every deadline known beforehand.

A clock's business time is a sum of pieces: it runs, rests while the desk waits for the customer, and goes on.
While it runs, its warning and its due moment are fixed; what is kept in the end is met, breached or dropped.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from handoff.domain.enums import Owner, Priority
from handoff.domain.timing.calendar import BusinessCalendar

WARN_SHARE = 0.8
PEOPLE = (Owner.QUEUE, Owner.AGENT)


class ClockName(StrEnum):
    """What a customer is to get by a target."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"


class ClockState(StrEnum):
    """How a clock stands; `met`, `breached` and `dropped` are how it is kept."""

    RUNNING = "running"
    WARNED = "warned"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The targets for one kind of customer; None is no target."""

    first_response: timedelta | None = None
    next_response: timedelta | None = None
    resolution: timedelta | None = None


def _minutes(first: int, following: int, resolution: int) -> Targets:
    return Targets(
        first_response=timedelta(minutes=first),
        next_response=timedelta(minutes=following),
        resolution=timedelta(minutes=resolution),
    )


USUAL_TARGETS: Mapping[Priority, Targets] = MappingProxyType(
    {
        Priority.URGENT: _minutes(5, 5, 4 * 60),
        Priority.HIGH: _minutes(15, 15, 8 * 60),
        Priority.NORMAL: _minutes(30, 30, 24 * 60),
        Priority.LOW: _minutes(60, 60, 48 * 60),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the desk has set itself for its service: its hours, and its targets by priority."""

    calendar: BusinessCalendar = field(default_factory=BusinessCalendar.always)
    targets: Mapping[Priority, Targets] = field(default_factory=lambda: USUAL_TARGETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaClock:
    """One target in one conversation; `used` is the business time of the pieces before that of `since`."""

    target: timedelta
    started_at: datetime
    used: timedelta = timedelta()
    since: datetime | None = None
    warn_at: datetime | None = None
    due_at: datetime | None = None
    warned_at: datetime | None = None
    breached_at: datetime | None = None
    ended_at: datetime | None = None
    dropped: bool = False

    @classmethod
    def start(cls, target: timedelta, at: datetime, calendar: BusinessCalendar) -> "SlaClock":
        return cls(target=target, started_at=at).resume(at, calendar)

    @property
    def state(self) -> ClockState:
        if self.breached_at is not None:
            return ClockState.BREACHED
        if self.ended_at is not None:
            return ClockState.DROPPED if self.dropped else ClockState.MET
        if self.since is None:
            return ClockState.PAUSED
        return ClockState.WARNED if self.warned_at is not None else ClockState.RUNNING

    @property
    def open(self) -> bool:
        """Whether somebody still has to meet this target."""
        return self.ended_at is None

    @property
    def next_at(self) -> datetime | None:
        """When the clock must be looked at: its warning, then its breach; None if nothing is to come."""
        if self.since is None or self.breached_at is not None:
            return None
        return self.warn_at if self.warned_at is None and self.warn_at is not None else self.due_at

    def resume(self, at: datetime, calendar: BusinessCalendar) -> "SlaClock":
        """The customer waits for us again."""
        if not self.open or self.since is not None:
            return self
        left, warning = self.target - self.used, self.target * WARN_SHARE - self.used
        return replace(
            self,
            since=at,
            due_at=calendar.add(at, max(left, timedelta())),
            warn_at=calendar.add(at, max(warning, timedelta())),
        )

    def pause(self, at: datetime, calendar: BusinessCalendar) -> "SlaClock":
        """We wait for the customer: this time is not counted."""
        if not self.open or self.since is None:
            return self
        judged = self.judged(at)
        used = self.used + calendar.between(self.since, at)
        return replace(judged, used=used, since=None, warn_at=None, due_at=None)

    def stop(self, at: datetime, calendar: BusinessCalendar, *, kept: bool = True) -> "SlaClock":
        """The target was met (or breached, if too late); not `kept`: nobody has to meet it any more."""
        if not self.open:
            return self
        paused = self.pause(at, calendar)
        return replace(paused, ended_at=at, dropped=not kept and paused.breached_at is None)

    def judged(self, at: datetime) -> "SlaClock":
        """The same clock, knowing which of its moments have passed."""
        judged = self
        if self.since is None:
            return judged
        if judged.warned_at is None and judged.warn_at is not None and judged.warn_at <= at:
            judged = replace(judged, warned_at=judged.warn_at)
        if judged.breached_at is None and judged.due_at is not None and judged.due_at < at:
            judged = replace(judged, breached_at=judged.due_at)
        return judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Sla:
    """The clocks of one stay with people, which began at `handed_off_at`; the customer's own began before.

    `taken_at` is when the first person had it, `answered_at` when the first one wrote.
    """

    first_word_at: datetime | None = None
    handed_off_at: datetime | None = None
    taken_at: datetime | None = None
    answered_at: datetime | None = None
    first_response: SlaClock | None = None
    next_response: SlaClock | None = None
    resolution: SlaClock | None = None

    @property
    def due_at(self) -> datetime | None:
        """When the first of the clocks must be looked at."""
        return min((one.next_at for _, one in self if one.next_at is not None), default=None)

    def __iter__(self) -> Iterator[tuple[ClockName, SlaClock]]:
        for name in ClockName:
            clock: SlaClock | None = getattr(self, name.value)
            if clock is not None:
                yield name, clock

    def heard(self, at: datetime) -> "Sla":
        """The customer has written; their first word counts."""
        return self if self.first_word_at is not None else replace(self, first_word_at=at)

    def began(self, at: datetime, priority: Priority, terms: Terms) -> "Sla":
        """A person is needed: the first response and the resolution run."""
        targets = terms.targets.get(priority, Targets())
        return Sla(
            first_word_at=self.first_word_at,
            handed_off_at=at,
            first_response=_started(targets.first_response, at, terms),
            resolution=_started(targets.resolution, at, terms),
        )

    def taken(self, at: datetime) -> "Sla":
        """A person has it; the first one counts."""
        return self if self.taken_at is not None else replace(self, taken_at=at)

    def asked(self, at: datetime, priority: Priority, terms: Terms) -> "Sla":
        """The customer waits: after a first response for the next one, from their first word on."""
        if self.handed_off_at is None:
            return self
        answered = self.first_response is None or not self.first_response.open
        following = self.next_response
        if answered and (following is None or not following.open):
            targets = terms.targets.get(priority, Targets())
            following = _started(targets.next_response, at, terms)
        resolution = self.resolution.resume(at, terms.calendar) if self.resolution else None
        return replace(self, next_response=following, resolution=resolution)

    def answered(self, at: datetime, terms: Terms) -> "Sla":
        """A person has written to the customer, whose turn it is now."""
        if self.handed_off_at is None:
            return self
        calendar = terms.calendar
        return replace(
            self,
            answered_at=self.answered_at or at,
            first_response=self.first_response.stop(at, calendar) if self.first_response else None,
            next_response=self.next_response.stop(at, calendar) if self.next_response else None,
            resolution=self.resolution.pause(at, calendar) if self.resolution else None,
        )

    def ended(self, at: datetime, terms: Terms, *, solved: bool) -> "Sla":
        """The stay with people is over; only what they `solved` was resolved by them."""
        calendar = terms.calendar
        return self._each(
            lambda name, clock: clock.stop(at, calendar, kept=solved and name is ClockName.RESOLUTION)
        )

    def judged(self, at: datetime) -> "Sla":
        """The same clocks, knowing which of their moments have passed."""
        return self._each(lambda _, clock: clock.judged(at))

    def _each(self, change: Callable[[ClockName, SlaClock], SlaClock]) -> "Sla":
        clocks = {name: change(name, clock) for name, clock in self}
        return replace(
            self,
            first_response=clocks.get(ClockName.FIRST_RESPONSE),
            next_response=clocks.get(ClockName.NEXT_RESPONSE),
            resolution=clocks.get(ClockName.RESOLUTION),
        )


def _started(target: timedelta | None, at: datetime, terms: Terms) -> SlaClock | None:
    return SlaClock.start(target, at, terms.calendar) if target is not None else None


def moved(sla: Sla, before: Owner, after: Owner, at: datetime, priority: Priority, terms: Terms) -> Sla:
    """What a change of owner does to the clocks: people's clocks begin, go on, or end with people."""
    told = replace(sla, first_word_at=None, handed_off_at=None) if before is Owner.NOBODY else sla
    if after not in PEOPLE:
        return told.ended(at, terms, solved=before is Owner.AGENT and after is Owner.NOBODY)
    if before not in PEOPLE:
        begun = told.began(at, priority, terms)
    else:
        resolution = told.resolution.resume(at, terms.calendar) if told.resolution else None
        begun = replace(told, resolution=resolution)
    return begun.taken(at) if after is Owner.AGENT else begun
