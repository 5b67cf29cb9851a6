"""When a conversation should leave the bot: named signals in, one reason with its evidence out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class EscalationReason(StrEnum):
    """Why a person is needed; the desk keeps the same words."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is known about one customer message and the conversation before it."""

    asked_for_human: bool = False
    anger: float = 0.0
    distress: float = 0.0
    anger_before: float = 0.0
    sensitive_topic: str | None = None
    failed_answers: int = 0
    rejected: int = 0
    repeats: int = 0
    turns: int = 0
    form_failures: int = 0
    evidence: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The customer's own words behind a signal, by the signal's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the bot may try before a person takes over; calibrated probabilities and counts."""

    anger: float = 0.55
    rising_anger: float = 0.35
    distress: float = 0.75
    failed_answers: int = 2
    rejected: int = 2
    form_failures: int = 3
    repeats: int = 2
    turns: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """The decision that a person is needed, and all that led to it."""

    reason: EscalationReason
    priority: str
    signals: Mapping[str, object]
    evidence: tuple[str, ...]


_TOPIC_PRIORITY = {"safety": "urgent", "fraud": "urgent", "legal": "high", "data_protection": "high"}
_DEFAULT = Limits()


def decide(signals: Signals, limits: Limits = _DEFAULT) -> Escalation | None:
    """Return why a person is needed, the gravest reason first, or None when the bot may go on."""
    rising = min(signals.anger, signals.anger_before) >= limits.rising_anger
    angry = signals.anger >= limits.anger or rising
    mood = "high" if angry else "normal"
    topic = signals.sensitive_topic or ""
    troubles = signals.failed_answers + signals.rejected
    asked_again = signals.repeats >= limits.repeats or (signals.repeats > 0 and troubles > 0)
    why = EscalationReason
    rules = (
        (bool(topic), why.SENSITIVE_TOPIC, _TOPIC_PRIORITY.get(topic, "high"), ("sensitive_topic",)),
        (signals.asked_for_human, why.ASKED_FOR_HUMAN, mood, ("asked_for_human",)),
        (angry, why.FRUSTRATED, "high", ("anger", "anger_before")),
        (signals.distress >= limits.distress, why.FRUSTRATED, "high", ("distress",)),
        (signals.form_failures >= limits.form_failures, why.FORM_FAILED, mood, ("form_failures",)),
        (signals.rejected >= limits.rejected, why.NEGATIVE_FEEDBACK, mood, ("rejected",)),
        (signals.failed_answers >= limits.failed_answers, why.REPEATED_FALLBACK, mood, ("failed_answers",)),
        (asked_again, why.REPEATED_QUESTION, mood, ("repeats", "failed_answers", "rejected")),
        (signals.turns >= limits.turns, why.MAX_TURNS, "normal", ("turns",)),
    )
    for holds, reason, priority, names in rules:
        if holds:
            return _escalation(signals, reason, priority, names)
    return None


def _escalation(
    signals: Signals, reason: EscalationReason, priority: str, names: tuple[str, ...]
) -> Escalation:
    values = {name: getattr(signals, name) for name in _VALUES}
    seen = {name: value for name, value in values.items() if value}
    words = [signals.evidence[name] for name in names if name in signals.evidence]
    facts = [f"{name}: {_short(seen[name])}" for name in names if name in seen]
    return Escalation(
        reason=reason, priority=priority, signals=MappingProxyType(seen), evidence=(*words, *facts)
    )


def _short(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


_VALUES = tuple(name for name in Signals.__dataclass_fields__ if name != "evidence")
