"""The words of the desk that are a choice from a fixed list."""

from enum import StrEnum


class Owner(StrEnum):
    """Who must act next in a conversation."""

    BOT = "bot"
    QUEUE = "queue"
    AGENT = "agent"
    NOBODY = "nobody"


class ConversationState(StrEnum):
    """Where a conversation is in its life; `resolved` exactly when nobody owns it, `snoozed` with agents."""

    OPEN = "open"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class MessageKind(StrEnum):
    """What a message is; a `note` is for agents only."""

    TEXT = "text"
    NOTE = "note"
    ACTIVITY = "activity"
    CARD = "card"
    FORM = "form"


class AuthorType(StrEnum):
    """Who writes or acts."""

    VISITOR = "visitor"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class Role(StrEnum):
    """What a member of staff may do."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    ADMIN = "admin"


class Availability(StrEnum):
    """An agent's own choice whether to take conversations."""

    ONLINE = "online"
    AWAY = "away"
    OFFLINE = "offline"


class Priority(StrEnum):
    """How soon a waiting customer must be served."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class EscalationReason(StrEnum):
    """Why a conversation is with people: why it left the bot, or that the customer came back to them."""

    ASKED_FOR_HUMAN = "asked_for_human"
    FRUSTRATED = "frustrated"
    LOW_CONFIDENCE = "low_confidence"
    NO_ANSWER = "no_answer"
    REPEATED_FALLBACK = "repeated_fallback"
    REPEATED_QUESTION = "repeated_question"
    COMPLEX = "complex"
    SENSITIVE_TOPIC = "sensitive_topic"
    NEGATIVE_FEEDBACK = "negative_feedback"
    MAX_TURNS = "max_turns"
    BOT_UNAVAILABLE = "bot_unavailable"
    FORM_FAILED = "form_failed"
    CAME_BACK = "came_back"
    PROMISE_DUE = "promise_due"
    WROTE_EMAIL = "wrote_email"


class Channel(StrEnum):
    """Where a conversation began."""

    WIDGET = "widget"
    EMAIL = "email"


class HandoffOutcome(StrEnum):
    """How a handoff ended."""

    RESOLVED = "resolved"
    HANDED_BACK = "handed_back"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"
    MERGED = "merged"


# A customer who was never served: closed the conversation, or left the queue for the bot.
LEFT = frozenset({HandoffOutcome.ABANDONED, HandoffOutcome.CANCELLED})


class ListView(StrEnum):
    """The lists of conversations an agent can look at."""

    MINE = "mine"
    SNOOZED = "snoozed"
    QUEUE = "queue"
    BOT = "bot"
    TICKETS = "tickets"
    RESOLVED = "resolved"
    ALL = "all"


def more_urgent(one: Priority, other: Priority | None) -> Priority:
    """Whichever is served sooner."""
    order = list(Priority)
    return one if other is None else min(one, other, key=order.index)


def raised(priority: Priority) -> Priority:
    """One step sooner, as far as there is one."""
    order = list(Priority)
    return order[max(0, order.index(priority) - 1)]


PRIORITY_OF_REASON = {
    EscalationReason.SENSITIVE_TOPIC: Priority.URGENT,
    EscalationReason.CAME_BACK: Priority.URGENT,
    EscalationReason.PROMISE_DUE: Priority.HIGH,
    EscalationReason.FRUSTRATED: Priority.HIGH,
    EscalationReason.NEGATIVE_FEEDBACK: Priority.HIGH,
    EscalationReason.MAX_TURNS: Priority.LOW,
}


def priority_of(reason: EscalationReason) -> Priority:
    """The priority a reason gives a conversation when nothing else is known."""
    return PRIORITY_OF_REASON.get(reason, Priority.NORMAL)
