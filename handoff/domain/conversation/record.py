"""What is kept of a conversation."""

from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.enums import (
    Channel,
    ConversationState,
    EscalationReason,
    Owner,
    Priority,
)
from handoff.domain.queueing.place import Place
from handoff.domain.queueing.queue_order import QueueKey, queue_key
from handoff.domain.timing.sla import Sla


@dataclass(slots=True, kw_only=True)
class ConversationRecord:
    """What is kept of a conversation, and what can be read off it without changing it."""

    id: str
    visitor_id: str
    lang: str
    opened_at: datetime
    updated_at: datetime
    owner: Owner = Owner.BOT
    state: ConversationState = ConversationState.OPEN
    epoch: int = 1
    priority: Priority = Priority.NORMAL
    reason: EscalationReason | None = None
    skill: str | None = None
    team_id: str | None = None
    agent_id: str | None = None
    agent_name: str | None = None
    task: str | None = None
    waiting_since: datetime | None = None
    call_back: bool = False
    email_left: bool = False
    deadline_at: datetime | None = None
    reminders: int = 0
    resolved_at: datetime | None = None
    resolve_reason: str | None = None
    head_seq: int = 0
    last_visitor_seq: int = 0
    bot_cursor: int = 0
    bot_since_seq: int = 0
    deferred: EscalationReason | None = None
    customer_waits: bool = False
    goal: str | None = None
    preview: str | None = None
    csat: int | None = None
    csat_due: bool = False
    tags: tuple[str, ...] = ()
    sla: Sla = field(default_factory=Sla)
    snoozed_until: datetime | None = None
    channel: Channel = Channel.WIDGET
    ticket: int | None = None
    undeliverable: bool = False
    merged_into: str | None = None
    version: int = 0

    @property
    def begun(self) -> bool:
        """Whether its customer has said something or a person is wanted; before that no list shows it."""
        return self.last_visitor_seq > 0 or self.reason is not None

    @property
    def owes_turn(self) -> bool:
        """Whether the bot has not answered the customer's last words, and must."""
        return self.owner is Owner.BOT and self.last_visitor_seq > self.bot_cursor

    @property
    def owed_task(self) -> str | None:
        """The agent's task, until the bot has had its one turn at it."""
        untried = self.owner is Owner.BOT and self.bot_cursor == self.bot_since_seq
        return self.task if untried else None

    @property
    def with_people(self) -> bool:
        return self.owner in (Owner.QUEUE, Owner.AGENT)

    @property
    def asynchronous(self) -> bool:
        """Whether nobody expects an answer while they look on: it has become a ticket."""
        return self.ticket is not None

    @property
    def snoozed(self) -> bool:
        return self.state is ConversationState.SNOOZED

    @property
    def live(self) -> bool:
        """Whether the customer waits in the chat; a ticket, a call back or a mail can be done later."""
        return not (self.asynchronous or self.call_back or self.email_left)

    @property
    def place_of(self) -> Place | None:
        """What it takes up of its agent's capacity, unless it is put aside."""
        if self.agent_id is None or self.snoozed:
            return None
        return self.place_with(self.agent_id)

    def place_with(self, agent_id: str) -> Place:
        """What it would take up of an agent's capacity."""
        return Place(agent_id=agent_id, live=self.live)

    @property
    def queue_key(self) -> QueueKey | None:
        """The place in the queue's order, while it waits there."""
        if self.owner is not Owner.QUEUE or self.waiting_since is None:
            return None
        return queue_key(id=self.id, waiting_since=self.waiting_since, priority=self.priority)

    def owned_by(self, agent_id: str) -> bool:
        return self.owner is Owner.AGENT and self.agent_id == agent_id
