"""A promise in the ledger: open until somebody has kept it or says it was none; never merely forgotten."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.domain.enums import AuthorType
from handoff.domain.timing.calendar import BusinessCalendar

MOST_TEXT_CHARS = 500
WARN_SHARE = 0.8
MOST_WARNING = timedelta(hours=2)
LEAST_BUSINESS = timedelta(minutes=30)
KEPT_SHARE = 0.25
MOST_SITTING = timedelta(hours=1)
AGAIN = timedelta(days=1)


class PromiseState(StrEnum):
    """How a promise stands; `kept` and `dropped` are its two ends."""

    OPEN = "open"
    WARNED = "warned"
    BROKEN = "broken"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the customer was told would happen, read from the message `seq`, due at `due_at`.

    It is the business of whoever has the conversation; `keeper_id` is the agent who had it last.
    """

    id: str
    conversation_id: str
    seq: int
    text: str
    author: AuthorType
    made_at: datetime
    due_at: datetime
    warn_at: datetime
    timed: bool
    next_at: datetime | None
    keeper_id: str | None = None
    warned_at: datetime | None = None
    broken_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    kept_seq: int | None = None
    dropped: bool = False
    version: int = 0

    @property
    def state(self) -> PromiseState:
        if self.ended_at is not None:
            return PromiseState.DROPPED if self.dropped else PromiseState.KEPT
        if self.broken_at is not None:
            return PromiseState.BROKEN
        return PromiseState.WARNED if self.warned_at is not None else PromiseState.OPEN

    @property
    def open(self) -> bool:
        """Whether somebody still has to do what was said."""
        return self.ended_at is None

    @property
    def late(self) -> bool:
        """Whether its moment passed before it was kept."""
        return self.broken_at is not None and not self.dropped

    def judged(self, at: datetime) -> "Promise":
        """The same promise, knowing which of its moments have passed, and when to look at it again."""
        if self.next_at is None or self.next_at > at:
            return self
        warned = self.warned_at or (self.warn_at if self.warn_at <= at else None)
        if self.due_at > at:
            return replace(self, warned_at=warned, next_at=self.due_at)
        return replace(self, warned_at=warned, broken_at=self.broken_at or self.due_at, next_at=at + AGAIN)

    def moved(self, due_at: datetime, at: datetime, calendar: BusinessCalendar) -> "Promise":
        """Due at another moment, which begins its warning anew."""
        warn_at = warning_of(at, due_at, calendar)
        return replace(
            self, due_at=due_at, warn_at=warn_at, next_at=warn_at, warned_at=None, broken_at=None, timed=True
        )

    def kept(self, at: datetime, *, by: str | None, seq: int | None = None) -> "Promise":
        """Somebody did what was said, in the message `seq` or outside the conversation."""
        broken = self.broken_at or (self.due_at if self.due_at < at else None)
        return replace(self, ended_at=at, ended_by=by, kept_seq=seq, broken_at=broken, next_at=None)

    def taken_back(self, at: datetime, *, by: str | None) -> "Promise":
        """It was no promise, or nobody has to keep it any more."""
        return replace(self, ended_at=at, ended_by=by, dropped=True, next_at=None)

    def again(self, at: datetime) -> "Promise":
        """The end was a mistake: it is to be kept still."""
        unended = replace(self, ended_at=None, ended_by=None, kept_seq=None, dropped=False)
        return replace(unended, warned_at=None, broken_at=None, next_at=self.warn_at).judged(at)

    def is_kept_by_words_at(self, at: datetime) -> bool:
        """Whether a reply now is what was promised, not the rest of the talk in which it was promised."""
        return at - self.made_at >= min(KEPT_SHARE * (self.due_at - self.made_at), MOST_SITTING)


def warning_of(made_at: datetime, due_at: datetime, calendar: BusinessCalendar) -> datetime:
    """Early enough to do it: when most of the business time has passed, at most two hours before."""
    left = calendar.between(made_at, due_at)
    shared = calendar.add(made_at, WARN_SHARE * left) if left else None
    share = shared or made_at + WARN_SHARE * (due_at - made_at)
    close = due_at - MOST_WARNING
    if calendar.between(close, due_at) < LEAST_BUSINESS:
        return min(share, due_at)
    return min(max(share, close), due_at)
