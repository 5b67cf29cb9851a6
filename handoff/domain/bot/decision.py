"""A decision of the bot as it was made: what it saw, what it chose, and under which limits."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handoff.domain.conversation.message import Payload
from handoff.domain.enums import EscalationReason, Priority


class DecisionKind(StrEnum):
    """What was decided: whether a person is needed, or what to do with a question."""

    ESCALATION = "escalation"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was chosen, and everything that the pure functions need to choose again.

    `seq` is the customer's message it was about; `outcome` is `stay`, `wait` or `hand_over` for an
    escalation and `answered`, `clarify`, `no_answer` or `rejected` for an answer. `models` names the
    versions of the weights that gave the signals and features.
    """

    kind: DecisionKind
    seq: int
    lang: str
    outcome: str
    reason: EscalationReason | None = None
    priority: Priority | None = None
    skill: str | None = None
    query: str | None = None
    probability: float | None = None
    risk: float | None = None
    signals: Payload = field(default_factory=dict)
    limits: Payload = field(default_factory=dict)
    features: Payload = field(default_factory=dict)
    hits: tuple[Payload, ...] = ()
    evidence: tuple[Payload, ...] = ()
    models: Payload = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A row of the log: `stored` says whether the reply was, `message_id` is the bot's answer if so."""

    id: str
    conversation_id: str
    epoch: int
    created_at: datetime
    stored: bool
    decided: Decided
    message_id: str | None = None
