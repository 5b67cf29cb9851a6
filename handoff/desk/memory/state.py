"""Everything a desk remembers, in dictionaries."""

from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.aids.jottings import AgentDraft, Mention
from handoff.domain.aids.shelf import ShelfItem
from handoff.domain.bot.decision import Decision
from handoff.domain.bot.verdict import AnswerVerdict
from handoff.domain.conversation.attachment import Attachment
from handoff.domain.conversation.closing_form import Rating
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.deskwide import JudgeRecord, SettingChange
from handoff.domain.figures.day import Answers, CountedDay
from handoff.domain.history.kept_event import KeptEvent
from handoff.domain.identity.consent import GivenConsent
from handoff.domain.identity.people import AgentRecord, Team, Visitor
from handoff.domain.mail import Incoming, Mail
from handoff.domain.promise.ledger import Promise
from handoff.domain.queueing.away import AvailabilityChange
from handoff.domain.queueing.offer import Offer
from handoff.domain.retention import Erasure
from handoff.domain.suppression import Suppression
from handoff.domain.webhook import Delivery, Webhook


@dataclass(slots=True)
class State:
    """All there is; a transaction works on a copy."""

    conversations: dict[str, Conversation] = field(default_factory=dict)
    messages: dict[str, tuple[Message, ...]] = field(default_factory=dict)
    by_id: dict[str, tuple[str, int]] = field(default_factory=dict)
    seen: dict[tuple[str, str], tuple[bool, int]] = field(default_factory=dict)
    delivered: dict[tuple[str, str], tuple[bool, int]] = field(default_factory=dict)
    leases: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    agents: dict[str, AgentRecord] = field(default_factory=dict)
    handoffs: dict[str, Handoff] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    presences: dict[tuple[str, str], datetime] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    feedback: dict[str, bool] = field(default_factory=dict)
    ratings: dict[tuple[str, int], Rating] = field(default_factory=dict)
    verdicts: dict[str, AnswerVerdict] = field(default_factory=dict)
    setting_changes: dict[tuple[str, int], SettingChange] = field(default_factory=dict)
    judges: dict[int, JudgeRecord] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    shelf: dict[str, ShelfItem] = field(default_factory=dict)
    drafts: dict[tuple[str, str, str], AgentDraft] = field(default_factory=dict)
    mentions: dict[tuple[str, str], Mention] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    mails: dict[str, Mail] = field(default_factory=dict)
    mails_in: dict[str, Incoming] = field(default_factory=dict)
    suppressions: dict[str, Suppression] = field(default_factory=dict)
    mailboxes: dict[str, tuple[str | None, datetime | None, int | None, int]] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    availabilities: dict[str, AvailabilityChange] = field(default_factory=dict)
    events: dict[str, KeptEvent] = field(default_factory=dict)
    figure_days: dict[int, tuple[str, CountedDay, Answers | None]] = field(default_factory=dict)
    webhooks: dict[str, Webhook] = field(default_factory=dict)
    erasures: dict[str, Erasure] = field(default_factory=dict)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    attachment_data: dict[str, bytes] = field(default_factory=dict)
    consents: dict[tuple[str, int], GivenConsent] = field(default_factory=dict)

    def copy(self) -> "State":
        return State(*(dict(getattr(self, name)) for name in self.__slots__))
