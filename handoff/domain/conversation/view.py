"""What a reader is shown of a conversation: frozen, complete, ready for the wire."""

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.bot.verdict import AnswerVerdict
from handoff.domain.briefing.brief import Brief
from handoff.domain.conversation.closing_form import Question, Rating
from handoff.domain.conversation.message import Message
from handoff.domain.conversation.ticket import Ticket
from handoff.domain.enums import (
    Availability,
    Channel,
    ConversationState,
    EscalationReason,
    Owner,
    Priority,
    Role,
)
from handoff.domain.identity.consent import GivenConsent
from handoff.domain.promise.ledger import Promise
from handoff.domain.timing.sla import Sla


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRef:
    """The agent a customer is talking to; `picture` names the one that they have now."""

    id: str
    name: str
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neglected:
    """How many conversations are past their deadline or have none, and how many nobody has."""

    overdue: int
    ownerless: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePlace:
    """The place among those who wait for the same agents; `overall` counts the whole queue, for staff.

    `wait_seconds` is None while too little is known to be honest, `opens_at` while the desk is open.
    """

    position: int
    wait_seconds: tuple[int, int] | None
    opens_at: datetime | None = None
    overall: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationView:
    """A conversation as its readers see it (`visitor…`, `unread`, `goal`, `last_text`: for agents only)."""

    id: str
    visitor_id: str
    owner: Owner
    epoch: int
    state: ConversationState
    lang: str
    priority: Priority
    opened_at: datetime
    updated_at: datetime
    head_seq: int
    begun: bool = True
    """Whether a customer has said something or a person is wanted; before that no list shows it."""
    reason: EscalationReason | None = None
    agent: AgentRef | None = None
    queue: QueuePlace | None = None
    waiting_since: datetime | None = None
    deadline_at: datetime | None = None
    resolved_at: datetime | None = None
    resolve_reason: str | None = None
    task: str | None = None
    tags: tuple[str, ...] = ()
    csat: int | None = None
    csat_due: bool = False
    call_back: bool = False
    visitor_name: str | None = None
    visitor_email: str | None = None
    visitor_phone: str | None = None
    visitor_known: bool = False
    visitor_tier: str | None = None
    visitor_blocked: bool = False
    unread: int = 0
    goal: str | None = None
    last_text: str | None = None
    sla: Sla | None = None
    snoozed_until: datetime | None = None
    channel: Channel = Channel.WIDGET
    ticket: Ticket | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A conversation as its visitor gets it: no notes, only messages after `after`."""

    conversation: ConversationView
    messages: tuple[Message, ...]
    head_seq: int
    delivered_to_agent: int = 0
    seen_by_agent: int = 0

    @property
    def queue(self) -> QueuePlace | None:
        return self.conversation.queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The promises somebody has to keep, with the headers of their conversations."""

    promises: tuple[Promise, ...]
    conversations: tuple[ConversationView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewed:
    """A conversation as an agent gets it, with the brief of its latest handoff."""

    conversation: ConversationView
    messages: tuple[Message, ...]
    head_seq: int
    brief: Brief | None = None
    delivered_to_visitor: int = 0
    seen_by_visitor: int = 0
    verdicts: tuple[AnswerVerdict, ...] = ()
    promises: tuple[Promise, ...] = ()
    ratings: tuple[Rating, ...] = ()
    questions: tuple[Question, ...] = ()
    consent: GivenConsent | None = None

    @property
    def queue(self) -> QueuePlace | None:
        return self.conversation.queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of a list; `cursor` asks for the next one."""

    items: tuple[ConversationView, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Everything said in a conversation, from the first message to the last."""

    conversation: ConversationView
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """An agent as colleagues see them when they want to transfer."""

    id: str
    name: str
    role: Role
    availability: Availability
    present: bool
    load: int
    capacity: int
    async_load: int = 0
    used: float = 0.0
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    auto_accept: bool = False
    away_reason: str | None = None
    rests_until: datetime | None = None
    state_since: datetime | None = None
    hard_in_a_row: int = 0
    can_take: bool = False
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What an agent sees of a conversation that is held out to them."""

    conversation: ConversationView
    brief: Brief | None
    expires_at: datetime
