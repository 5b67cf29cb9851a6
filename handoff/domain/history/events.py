"""Facts that happened, published after the commit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.aids.jottings import Mention
from handoff.domain.bot.verdict import AnswerVerdict
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, EscalationReason, Owner
from handoff.domain.promise.ledger import PromiseState
from handoff.domain.queueing.offer import OfferOutcome
from handoff.domain.timing.sla import ClockName, ClockState


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationOpened:
    """A visitor began a conversation."""

    conversation_id: str
    visitor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAdded:
    """A message got its place in a conversation (a note must not reach the visitor)."""

    conversation_id: str
    visitor_id: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChanged:
    """Somebody else must act now; `epoch` is the new one."""

    conversation_id: str
    visitor_id: str
    epoch: int
    before: Owner
    after: Owner
    at: datetime
    agent_before: str | None = None
    agent_after: str | None = None
    reason: EscalationReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationChanged:
    """Something that a list or header shows is different (language, priority, csat …)."""

    conversation_id: str
    visitor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueChanged:
    """Somebody joined or left the queue, so the others' positions may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnOwed:
    """The bot owes an answer: wake the turn runner."""

    conversation_id: str
    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SideAsked:
    """A waiting customer wrote something that the bot might answer on the side; nothing is owed."""

    conversation_id: str
    epoch: int
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDropped:
    """A bot's reply came too late and was thrown away."""

    conversation_id: str
    epoch: int
    upto_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesDelivered:
    """Everything up to `seq` has come to a reader's page, who need not have looked."""

    conversation_id: str
    visitor_id: str
    reader_id: str
    by_visitor: bool
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesSeen:
    """A reader has seen everything up to `seq`."""

    conversation_id: str
    visitor_id: str
    reader_id: str
    by_visitor: bool
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerJudged:
    """An agent said whether an answer of the bot was right, or took it back (`verdict` is None)."""

    conversation_id: str
    visitor_id: str
    message_id: str
    verdict: AnswerVerdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentMentioned:
    """A colleague was named in a note."""

    conversation_id: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRated:
    """The customer said whether an answer of the bot helped; the last word counts."""

    conversation_id: str
    visitor_id: str
    message_id: str
    helpful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRated:
    """The customer said how satisfied they were with this end; the last word counts."""

    conversation_id: str
    visitor_id: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentChanged:
    """An agent's availability, presence, capacity or load is different."""

    agent_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSteered:
    """Somebody who leads set an agent's availability or capacity."""

    agent_id: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade:
    """A waiting conversation is held out to an agent."""

    conversation_id: str
    agent_id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEnded:
    """An offer is over, whoever has the conversation now."""

    conversation_id: str
    agent_id: str
    outcome: OfferOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed:
    """The watchdog found a conversation past its deadline, or without one: count it and alarm."""

    conversation_id: str
    visitor_id: str
    owner: Owner
    deadline_at: datetime | None
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMoved:
    """An SLA clock has come to its warning or its breach, which was at `at`."""

    conversation_id: str
    visitor_id: str
    clock: ClockName
    state: ClockState
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEnded:
    """An SLA clock was kept as met, breached or dropped, so long after the first word and the handoff."""

    conversation_id: str
    visitor_id: str
    clock: ClockName
    state: ClockState
    since_first_word: timedelta
    since_handoff: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMoved:
    """A promise was made, came to its warning or its due moment, or has ended; `late` if after its moment."""

    conversation_id: str
    visitor_id: str
    promise_id: str
    author: AuthorType
    state: PromiseState
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesChanged:
    """Something is different about a conversation's promises."""

    conversation_id: str


Event = (
    ConversationOpened
    | MessageAdded
    | OwnerChanged
    | ConversationChanged
    | QueueChanged
    | TurnOwed
    | SideAsked
    | TurnDropped
    | MessagesDelivered
    | MessagesSeen
    | AnswerJudged
    | AgentMentioned
    | AnswerRated
    | ConversationRated
    | AgentChanged
    | AgentSteered
    | OfferMade
    | OfferEnded
    | DeadlineMissed
    | ClockMoved
    | ClockEnded
    | PromiseMoved
    | PromisesChanged
)
