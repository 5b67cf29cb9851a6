"""A handoff: one stay of a conversation with people, from the wish for a person to its end."""

from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.conversation.message import Payload
from handoff.domain.enums import EscalationReason, HandoffOutcome, Priority
from handoff.domain.queueing.wait_report import Waited


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """Why and when a person was needed, who came, and how it ended.

    `at_seq` is the head at that moment and `since_seq` where the bot's session began: with the messages
    they give the brief again at any time. `closed_by` had the conversation as the stay ended.
    """

    id: str
    conversation_id: str
    epoch: int
    at_seq: int
    since_seq: int
    priority: Priority
    queued_at: datetime
    reason: EscalationReason | None = None
    signals: Payload = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    claimed_at: datetime | None = None
    claimed_by: str | None = None
    ended_at: datetime | None = None
    closed_by: str | None = None
    outcome: HandoffOutcome | None = None
    handling_seconds: float | None = None
    told_low: int | None = None
    told_high: int | None = None

    @property
    def merged(self) -> bool:
        """Whether it went on in another conversation: it tells of no wait and no work."""
        return self.outcome is HandoffOutcome.MERGED

    def waited(self, at: datetime) -> Waited:
        """How long the customer waited so far, against the range they were told at first."""
        end = self.claimed_at or self.ended_at or at
        low, high = self.told_low, self.told_high
        return Waited(
            told=(low, high) if low is not None and high is not None else None,
            seconds=(end - self.queued_at).total_seconds(),
            served=self.claimed_at is not None,
        )
