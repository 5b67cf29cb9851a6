"""Webhooks: who outside the desk wants to hear what happens, and each telling as a row of work."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=4)
GROWTH = 4
JITTER = 0.2
TRIED_FOR = timedelta(days=1)
FAILS_FOR = timedelta(days=5)
OLD_SECRET_FOR = timedelta(days=1)
MOST_TRIES_COUNTED = 12


class HookEvent(StrEnum):
    """What a receiver may ask to hear of."""

    CONVERSATION_OPENED = "conversation.opened"
    CONVERSATION_HANDOFF = "conversation.handoff"
    CONVERSATION_OWNER_CHANGED = "conversation.owner_changed"
    CONVERSATION_ASSIGNED = "conversation.assigned"
    CONVERSATION_HANDED_BACK = "conversation.handed_back"
    CONVERSATION_RESOLVED = "conversation.resolved"
    CONVERSATION_REOPENED = "conversation.reopened"
    CONVERSATION_MERGED = "conversation.merged"
    CONVERSATION_UNMERGED = "conversation.unmerged"
    CONVERSATION_RATED = "conversation.rated"
    OFFER_MADE = "offer.made"
    OFFER_ENDED = "offer.ended"
    MESSAGE_CREATED = "message.created"
    NOTE_CREATED = "note.created"
    ANSWER_RATED = "answer.rated"
    TICKET_CREATED = "ticket.created"
    PROMISE_MADE = "promise.made"
    PROMISE_BROKEN = "promise.broken"
    PROMISE_KEPT = "promise.kept"
    SLA_WARNED = "sla.warned"
    SLA_BREACHED = "sla.breached"


TEST_EVENT = "webhook.test"


class OffReason(StrEnum):
    """Why the desk itself has switched a webhook off."""

    FAILING = "failing"
    GONE = "gone"


class DeliveryState(StrEnum):
    """How a delivery stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address outside the desk, what it wants to hear, and the secret that signs it.

    After a rotation the old secret signs, too, until `old_secret_until`.
    """

    id: str
    url: str
    events: tuple[HookEvent, ...]
    secret: str = field(repr=False)
    created_at: datetime
    created_by: str
    name: str = ""
    active: bool = True
    old_secret: str | None = field(default=None, repr=False)
    old_secret_until: datetime | None = None
    failing_since: datetime | None = None
    off_because: OffReason | None = None
    off_at: datetime | None = None
    version: int = 0

    def secrets(self, at: datetime) -> tuple[str, ...]:
        """Those that sign now, the newest first."""
        old, until = self.old_secret, self.old_secret_until
        return (self.secret, old) if old is not None and until is not None and at < until else (self.secret,)

    def failed_long(self, at: datetime) -> bool:
        """Whether nothing has reached the receiver for so long that asking on is of no use."""
        return self.failing_since is not None and at - self.failing_since >= FAILS_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One telling: the same `id` and `body` however often it is tried.

    `number` is the order in which things happened. `by_hand` is tried once: somebody looks on.
    """

    id: str
    webhook_id: str
    event: str
    body: str
    due_at: datetime
    created_at: datetime
    number: int = 0
    conversation_id: str | None = None
    state: DeliveryState = DeliveryState.WAITING
    by_hand: bool = False
    tries: int = 0
    first_tried_at: datetime | None = None
    worker: str | None = None
    status: int | None = None
    milliseconds: int | None = None
    problem: str | None = None
    ended_at: datetime | None = None

    def next_try(self, at: datetime, chance: float, wished: timedelta | None = None) -> datetime | None:
        """When to try again after a failure; None: it is given up."""
        if self.by_hand:
            return None
        pause = max(pause_after(self.tries, chance), min(wished or timedelta(), LONGEST_PAUSE))
        since = self.first_tried_at or at
        return at + pause if at + pause <= since + TRIED_FOR else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a try: the receiver's status, or why there is none."""

    status: int | None
    milliseconds: int
    problem: str | None = None
    wished: timedelta | None = None

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the receiver says that it is there no more, for good."""
        return self.status == 410


def pause_after(tries: int, chance: float) -> timedelta:
    """How long to wait after so many failed tries: longer each time, and never in step with others.

    `chance` lies between 0 and 1.
    """
    doublings: int = GROWTH ** (min(tries, MOST_TRIES_COUNTED) - 1) if tries > 0 else 1
    return min(LONGEST_PAUSE, FIRST_PAUSE * doublings) * (1 - JITTER + 2 * JITTER * chance)
