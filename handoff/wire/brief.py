"""The brief on the wire."""

from typing import Any

from handoff.domain.bot.task import TaskOutcome
from handoff.domain.briefing.brief import Brief
from handoff.domain.enums import EscalationReason
from handoff.domain.promise.ledger import PromiseState
from handoff.wire.base import Time, Wire


class LineOut(Wire):
    """A sentence of the brief and the message it was read from."""

    text: str
    seq: int


class SignalOut(Wire):
    """Something that spoke for a handoff."""

    name: str
    value: Any
    seq: int


class FactOut(Wire):
    """A detail the customer gave."""

    name: str
    value: str
    seq: int


class BriefArticleOut(Wire):
    """An article the customer was shown, and what came of it."""

    id: str
    title: str
    url: str | None
    shown_at_seq: int
    seq: int
    score: float
    outcome: str


class MoodOut(Wire):
    """How one message sounded, from 0 (calm) to 1 (very upset)."""

    seq: int
    score: float


class HistoryOut(Wire):
    """One shortened line of what happened so far."""

    seq: int
    author: str
    text: str


class BriefFileOut(Wire):
    """A file the customer sent."""

    id: str
    name: str
    type: str
    size: int
    seq: int


class BriefPromiseOut(Wire):
    """What the customer was told would happen, and by when."""

    id: str
    text: str
    seq: int
    due_at: Time
    state: PromiseState


class BriefTaskOut(Wire):
    """What an agent had left to the bot, and how far it got."""

    text: str
    seq: int
    by: str
    outcome: TaskOutcome
    article_id: str | None


class BriefOut(Wire):
    """What an agent sees first."""

    reason: EscalationReason | None
    reason_seq: int
    language: str
    signals: tuple[SignalOut, ...]
    evidence: tuple[LineOut, ...]
    goal: LineOut | None
    said_last: LineOut | None = None
    call_back: LineOut | None = None
    task: BriefTaskOut | None = None
    facts: tuple[FactOut, ...]
    files: tuple[BriefFileOut, ...] = ()
    articles: tuple[BriefArticleOut, ...]
    mood: tuple[MoodOut, ...]
    promises: tuple[BriefPromiseOut, ...]
    suggested_replies: tuple[LineOut, ...]
    history: tuple[HistoryOut, ...]


def brief_out(brief: Brief | None) -> BriefOut | None:
    """The brief, if there was a handoff."""
    return None if brief is None else BriefOut.model_validate(brief)
