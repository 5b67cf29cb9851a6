"""What holds after the end of a conversation: who is asked first when the customer writes again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.domain.conversation.handoff import Handoff
from handoff.domain.enums import HandoffOutcome


class ReopenTo(StrEnum):
    """Who gets the customer who writes again soon after a person served them."""

    PERSON = "person"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPolicy:
    """What a desk's manager may choose for the time after the end."""

    reopen_to: ReopenTo = ReopenTo.PERSON
    reopen_within: timedelta = timedelta(minutes=30)


def returns_to(stay: Handoff | None, *, at: datetime, policy: ClosingPolicy) -> str | None:
    """The agent whom a customer means who writes again, from their latest stay with people; None: the bot."""
    if policy.reopen_to is ReopenTo.BOT or stay is None or stay.outcome is not HandoffOutcome.RESOLVED:
        return None
    if stay.ended_at is None or at - stay.ended_at > policy.reopen_within:
        return None
    return stay.closed_by
