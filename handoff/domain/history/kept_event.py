"""Events as they are kept for the figures: flat rows that name nobody but staff, never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

SLOT_SECONDS = 15 * 60
WIDGET = "widget"


class EventKind(StrEnum):
    """What happened."""

    OPENED = "opened"
    BEGUN = "begun"
    MESSAGE = "message"
    ANSWER = "answer"
    QUEUED = "queued"
    OFFERED = "offered"
    OFFER_ENDED = "offer_ended"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    RELEASED = "released"
    HANDED_BACK = "handed_back"
    FIRST_RESPONSE = "first_response"
    LEFT = "left"
    CLOCK = "clock"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    MERGED = "merged"
    UNMERGED = "unmerged"
    CSAT = "csat"
    FEEDBACK = "feedback"
    VERDICT = "verdict"
    TURN_DROPPED = "turn_dropped"
    OVERDUE = "overdue"


# An assignment is the first of a stay with people, or another one.
FIRST = "first"
AGAIN = "again"
# Outcomes of an answer in which the customer saw an article, and the end that no figure counts.
SHOWN = ("answered", "clarify")
SPAM = "spam"
# What takes an agent's verdict back.
WITHDRAWN = "withdrawn"
# How a customer left without a person's answer.
ABANDONED = "abandoned"
CANCELLED = "cancelled"
UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent:
    """One thing that happened in a conversation, and how the conversation stood.

    `owner` had it before and `agent_id` is the agent it is about; `people` says whether a person had been
    asked for since the conversation was begun or begun again, which was at `first_word_at`. `seq` is the
    place of the customer's last words, `word` what happened in a word, `about` the article, message or clock.
    """

    id: str
    conversation_id: str
    kind: EventKind
    at: datetime
    epoch: int
    seq: int
    lang: str
    owner: str
    people: bool
    channel: str = WIDGET
    team_id: str | None = None
    agent_id: str | None = None
    word: str | None = None
    about: str | None = None
    score: float | None = None
    seconds: int | None = None
    first_word_seconds: int | None = None
    business_seconds: int | None = None
    first_word_at: datetime | None = None
    payload: Mapping[str, object] = field(default_factory=dict)

    @property
    def slot(self) -> int:
        """The quarter of an hour it happened in, counted from 1970: what time is grouped by."""
        return slot_of(self.at)


def slot_of(at: datetime) -> int:
    """The quarter of an hour that a moment lies in."""
    return int(at.timestamp()) // SLOT_SECONDS
