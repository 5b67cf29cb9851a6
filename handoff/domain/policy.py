"""The numbers a desk's manager may choose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from handoff.domain.conversation.attachment import AttachmentPolicy
from handoff.domain.conversation.closing import ClosingPolicy
from handoff.domain.enums import Owner, Priority
from handoff.domain.languages import Languages
from handoff.domain.queueing.place import Weights
from handoff.domain.timing.sla import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingPolicy:
    """How waiting conversations find their agent."""

    offers: bool = True
    offer: timedelta = timedelta(seconds=30)
    missed_offers: int = 2
    ask_again: timedelta = timedelta(seconds=120)
    sticky_wait: timedelta = timedelta(seconds=60)
    language_wait: timedelta = timedelta(seconds=120)
    skill_wait: timedelta = timedelta(seconds=120)
    hard_in_a_row: int = 2
    hard_break: timedelta = timedelta(seconds=60)
    vanish_grace: timedelta = timedelta(seconds=60)
    offer_grace: timedelta = timedelta(seconds=5)
    """How long an offer waits for an agent without a connection: long enough to load a page again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptLimits:
    """How many copies of conversations may be asked for in a day, so that nobody floods a mailbox with them.

    `for_others` is for an address that the host site has not vouched for, from whomever it is asked.
    """

    of_conversation: int = 5
    of_visitor: int = 10
    for_others: int = 3
    by_agents: int = 20
    during: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPolicy:
    """Whether and how tickets go on by e-mail; `key` seals the addresses of replies."""

    enabled: bool = False
    window: timedelta = timedelta(minutes=2)
    key: str = field(default="", repr=False)
    most_chars: int = 20_000
    most_an_hour: int = 30
    transcripts: TranscriptLimits = TranscriptLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How long anything may take before the watchdog acts, and how much anyone may send."""

    languages: Languages = field(default_factory=Languages)
    max_message_chars: int = 4000
    agent_capacity: int = 4
    weights: Weights = field(default_factory=Weights)
    phone_region: str = ""
    side_questions: bool = True
    tiers: Mapping[str, Priority] = field(default_factory=lambda: MappingProxyType({}))
    """At least which priority a contact's tier gives."""
    bot_turn: timedelta = timedelta(seconds=75)
    bot_idle: timedelta = timedelta(hours=24)
    more_facts: timedelta = timedelta(minutes=5)
    agent_reply: timedelta = timedelta(minutes=5)
    agent_idle: timedelta = timedelta(hours=24)
    ticket_reply: timedelta = timedelta(hours=24)
    ticket_idle: timedelta = timedelta(days=7)
    turn_lease: timedelta = timedelta(seconds=6)
    presence_ttl: timedelta = timedelta(seconds=45)
    snooze_most: timedelta = timedelta(days=90)
    routing: RoutingPolicy = RoutingPolicy()
    terms: Terms = field(default_factory=Terms)
    mail: MailPolicy = MailPolicy()
    attachments: AttachmentPolicy = field(default_factory=AttachmentPolicy)
    closing: ClosingPolicy = field(default_factory=ClosingPolicy)
    queue_reminder: Mapping[Priority, timedelta] = field(
        default_factory=lambda: MappingProxyType(
            {
                Priority.URGENT: timedelta(minutes=2),
                Priority.HIGH: timedelta(minutes=5),
                Priority.NORMAL: timedelta(minutes=10),
                Priority.LOW: timedelta(minutes=15),
            }
        )
    )

    def patience(
        self, owner: Owner, priority: Priority, *, customer_waits: bool, asynchronous: bool = False
    ) -> timedelta | None:
        """How long an owner may leave a conversation alone; None once nobody owns it."""
        if owner is Owner.NOBODY:
            return None
        if asynchronous and owner is not Owner.BOT:
            return self.ticket_reply if customer_waits else self.ticket_idle
        if owner is Owner.QUEUE:
            return self.queue_reminder[priority]
        if owner is Owner.AGENT:
            return self.agent_reply if customer_waits else self.agent_idle
        return self.bot_turn if customer_waits else self.bot_idle
