"""When a conversation should leave the bot: named signals in, one reason with its evidence out.

Pure, so that a logged decision can be made again with other limits (`bot/replay.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Self


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
class Quote:
    """The customer's own words, and the message they stand in."""

    text: str
    seq: int | None = None


NO_QUOTES: Mapping[str, tuple[Quote, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is known about one customer message, the conversation before it, and the live queue.

    `doubt` is the outcome of the bot's answer where it is not sure (`clarify`, `no_answer`), `wish` the
    reason for which the bot's own dialogue gives up, `deferred` the one for which it was given one more try.
    """

    lang: str = "en"
    asked_for_human: bool = False
    sensitive_topic: str | None = None
    anger: float = 0.0
    anger_before: float = 0.0
    distress: float = 0.0
    mood_level: float = 0.0
    mood_slope: float = 0.0
    complexity: float = 0.0
    topic: str | None = None
    failed_answers: int = 0
    rejected: int = 0
    repeats: int = 0
    form_failures: int = 0
    turns: int = 0
    doubt: str | None = None
    probability: float | None = None
    wish: str | None = None
    deferred: str | None = None
    gave_facts: bool = False
    idle_agents: int = 0
    waiting: int = 0
    expected_wait_seconds: float | None = None
    open_now: bool = True
    quotes: Mapping[str, tuple[Quote, ...]] = field(default_factory=lambda: NO_QUOTES)
    """The customer's own words behind a signal, by its name; `said` holds the message itself."""

    def values(self) -> dict[str, object]:
        """Every signal by its name, as it is logged."""
        return {name: getattr(self, name) for name in NAMES}

    def seen(self) -> dict[str, object]:
        """The signals that say something of the conversation, for those who read the brief."""
        told = {name: value for name, value in self.values().items() if name not in FOR_THE_LOG}
        return {name: value for name, value in told.items() if value}

    @classmethod
    def logged(cls, values: Mapping[str, object]) -> Self:
        """The signals of a logged decision; what a later version has added is as if unseen."""
        return cls(**{name: values[name] for name in NAMES if name in values})  # type: ignore[arg-type]


NAMES = tuple(name.name for name in fields(Signals) if name.name != "quotes")
FOR_THE_LOG = frozenset(
    {"lang", "topic", "wish", "doubt", "deferred", "gave_facts", "mood_level", "mood_slope"}
    | {"idle_agents", "waiting", "expected_wait_seconds", "open_now"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the bot may try before a person takes over; moods are calibrated probabilities.

    Chosen by `bench/escalation.py` (docs/measurements.md says what each costs and brings).
    """

    anger: float = 0.6
    """One message as angry as this is enough."""
    rising_anger: float = 0.4
    """So angry twice within three messages, and not cooling."""
    distress: float = 0.85
    """Politeness ("I am sorry, I do not have it") and a cold are read as distress up to here."""
    failed_answers: int = 2
    """One miss is the customer's words, two are the articles."""
    rejected: int = 2
    """As with misses; here the customer says so."""
    form_failures: int = 3
    """A third wrong order number is no typing error any more."""
    repeats: int = 2
    """The third time of asking; the second if an answer failed in between."""
    complexity: float = 0.5
    """Several questions, orders, conditions and steps in one message that the bot has failed to answer."""
    turns: int = 30
    """What has not been solved in so many messages is not solved by one more."""
    ease: float = 0.8
    """What is left of the softer limits while an agent who speaks the language is idle."""
    long_wait_seconds: float = 300.0
    """From here on one more try costs the customer less than the wait."""
    by_queue: bool = True
    """Whether the live queue moves the softer limits at all."""

    def values(self) -> dict[str, object]:
        """Every limit by its name, as it is logged."""
        return {name.name: getattr(self, name.name) for name in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """The decision that a person is needed, and all that led to it.

    `wait` says that the queue is long or nobody is there, and the reason can bear one more try of the bot,
    who asks for the facts that a person will need.
    """

    reason: EscalationReason
    priority: str
    skill: str | None
    lang: str
    signals: Mapping[str, object]
    evidence: tuple[Quote, ...]
    wait: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One reason: how strongly it holds (from 1 on it does) and which signals speak for it.

    A `soft` reason is one that an idle agent brings forward and a long wait puts off once.
    """

    reason: EscalationReason
    strength: float
    names: tuple[str, ...]
    soft: bool = False


DEFAULT = Limits()
AT_ONCE, COOLING = 2.0, -0.08
_TOPIC_PRIORITY = {"safety": "urgent", "fraud": "urgent", "legal": "high", "data_protection": "high"}
_TOPIC_SKILL = {"safety": "safety", "fraud": "fraud", "legal": "legal", "data_protection": "privacy"}
_SOFT_WISHES = frozenset({"low_confidence", "no_answer", "repeated_fallback", "complex", "max_turns"})
_COMPLAINTS = frozenset({EscalationReason.FRUSTRATED, EscalationReason.NEGATIVE_FEEDBACK})
SKILLS = (
    "orders", "returns", "billing", "account", "technical", "complaint", "safety", "fraud", "legal", "privacy"
)  # fmt: skip


def decide(signals: Signals, limits: Limits = DEFAULT) -> Escalation | None:
    """Return why a person is needed, the gravest reason first, or None when the bot may go on."""
    rule = next((rule for rule in rules(signals, limits) if rule.strength >= 1), None)
    return None if rule is None else _escalation(signals, rule, limits)


def strain(signals: Signals, limits: Limits = DEFAULT) -> float:
    """Return how near a conversation is to a person: 1 and more is where `decide` says so."""
    return max(rule.strength for rule in rules(signals, limits))


def rules(signals: Signals, limits: Limits = DEFAULT) -> Iterator[Rule]:
    """Yield every reason with its strength, the gravest first."""
    yield from _grave(signals, limits)
    yield from _soft(signals, limits, limits.ease if _idle(signals, limits) else 1.0)


def _grave(signals: Signals, limits: Limits) -> Iterator[Rule]:
    why, wish = EscalationReason, _reason(signals.wish)
    yield Rule(
        reason=why.SENSITIVE_TOPIC,
        strength=AT_ONCE * bool(signals.sensitive_topic),
        names=("sensitive_topic",),
    )
    yield Rule(
        reason=why.ASKED_FOR_HUMAN, strength=AT_ONCE * signals.asked_for_human, names=("asked_for_human",)
    )
    yield Rule(reason=why.FRUSTRATED, strength=signals.anger / limits.anger, names=("anger",))
    yield Rule(reason=why.FRUSTRATED, strength=signals.distress / limits.distress, names=("distress",))
    if wish is not None and wish.value not in _SOFT_WISHES:
        yield Rule(reason=wish, strength=AT_ONCE, names=("wish",))
    yield Rule(
        reason=why.FORM_FAILED,
        strength=signals.form_failures / limits.form_failures,
        names=("form_failures",),
    )
    yield Rule(reason=why.NEGATIVE_FEEDBACK, strength=signals.rejected / limits.rejected, names=("rejected",))
    tried = _reason(signals.deferred)
    if tried is not None:
        yield Rule(reason=tried, strength=float(signals.gave_facts), names=("deferred",))


def _soft(signals: Signals, limits: Limits, ease: float) -> Iterator[Rule]:
    why, wish = EscalationReason, _reason(signals.wish)
    troubles = signals.failed_answers + signals.rejected
    twice = min(signals.anger, signals.anger_before) if signals.mood_slope >= COOLING else 0.0
    again = signals.repeats > 0 and troubles > 0
    uneasy = max(signals.anger, signals.mood_level) >= limits.rising_anger * ease
    unsure = ease < 1 and (uneasy or signals.repeats > 0)
    yield Rule(
        reason=why.FRUSTRATED,
        strength=twice / (limits.rising_anger * ease),
        names=("anger", "anger_before"),
        soft=True,
    )
    if wish is not None and wish.value in _SOFT_WISHES:
        yield Rule(reason=wish, strength=AT_ONCE, names=("wish", "failed_answers"), soft=True)
    yield Rule(
        reason=why.REPEATED_FALLBACK,
        strength=signals.failed_answers / limits.failed_answers,
        names=("failed_answers",),
        soft=True,
    )
    yield Rule(
        reason=why.REPEATED_QUESTION,
        strength=max(signals.repeats / limits.repeats, float(again)),
        names=("repeats", "failed_answers", "rejected"),
        soft=True,
    )
    # A long story may still be one question: only when the bot has failed it is too much for it.
    too_much = signals.complexity / (limits.complexity * ease) if signals.doubt or troubles else 0.0
    yield Rule(reason=why.COMPLEX, strength=too_much, names=("complexity",), soft=True)
    doubted = why.NO_ANSWER if signals.doubt == "no_answer" else why.LOW_CONFIDENCE
    strength = float(unsure and signals.doubt is not None)
    yield Rule(reason=doubted, strength=strength, names=("doubt", "probability"), soft=True)
    over = float(signals.turns >= limits.turns * ease)
    yield Rule(reason=why.MAX_TURNS, strength=over, names=("turns",), soft=True)


def _idle(signals: Signals, limits: Limits) -> bool:
    return limits.by_queue and signals.idle_agents > 0


def _puts_off(rule: Rule, signals: Signals, limits: Limits) -> bool:
    """Whether the wait is so long, or nobody there, that a soft reason bears one more try; never a second."""
    if not (rule.soft and limits.by_queue) or signals.deferred is not None:
        return False
    wait = signals.expected_wait_seconds
    return not signals.open_now or (wait is not None and wait > limits.long_wait_seconds)


def _escalation(signals: Signals, rule: Rule, limits: Limits) -> Escalation:
    topic = signals.sensitive_topic or ""
    upset = signals.anger >= limits.anger or rule.reason is EscalationReason.FRUSTRATED
    priority = "high" if upset else "normal"
    if rule.reason is EscalationReason.SENSITIVE_TOPIC:
        priority = _TOPIC_PRIORITY.get(topic, "high")
    skill = _TOPIC_SKILL.get(topic) or signals.topic
    if skill is None and rule.reason in _COMPLAINTS:
        skill = "complaint"
    words = [quote for name in rule.names for quote in signals.quotes.get(name, ())]
    return Escalation(
        reason=rule.reason,
        priority=priority,
        skill=skill,
        lang=signals.lang,
        signals=MappingProxyType(signals.seen()),
        evidence=tuple(dict.fromkeys(words)) or signals.quotes.get("said", ()),
        wait=_puts_off(rule, signals, limits),
    )


def _reason(name: str | None) -> EscalationReason | None:
    """The reason of this name; one that is not ours means that the bot is lost."""
    if name is None:
        return None
    known = {reason.value: reason for reason in EscalationReason}
    return known.get(name, EscalationReason.COMPLEX)
