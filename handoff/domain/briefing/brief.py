"""The brief: what an agent sees first; every line points at the message it was read from."""

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.bot.task import TaskOutcome
from handoff.domain.enums import EscalationReason
from handoff.domain.promise.ledger import PromiseState


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """A sentence and the message it was read from."""

    text: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSignal:
    """Something that spoke for a handoff."""

    name: str
    value: object
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFact:
    """A detail the customer gave, so that nobody asks for it again."""

    name: str
    value: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefArticle:
    """An article the customer was shown; outcome is helped, rejected or not_answered."""

    id: str
    title: str
    shown_at_seq: int
    score: float
    outcome: str
    url: str | None = None

    @property
    def seq(self) -> int:
        return self.shown_at_seq


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMood:
    """How a message of the customer sounded, from 0 (calm) to 1 (very upset)."""

    seq: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefHistory:
    """A line of what happened so far: who wrote, shortened."""

    seq: int
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFile:
    """A file the customer sent."""

    id: str
    name: str
    type: str
    size: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPromise:
    """What the customer was told would happen, and by when."""

    id: str
    text: str
    seq: int
    due_at: datetime
    state: PromiseState


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefTask:
    """What an agent had left to the bot, and how far it got."""

    text: str
    seq: int
    by: str
    outcome: TaskOutcome
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is known at the moment a person takes over."""

    reason: EscalationReason | None
    reason_seq: int
    language: str
    signals: tuple[BriefSignal, ...] = ()
    evidence: tuple[BriefLine, ...] = ()
    goal: BriefLine | None = None
    said_last: BriefLine | None = None
    call_back: BriefLine | None = None
    task: BriefTask | None = None
    facts: tuple[BriefFact, ...] = ()
    files: tuple[BriefFile, ...] = ()
    articles: tuple[BriefArticle, ...] = ()
    mood: tuple[BriefMood, ...] = ()
    promises: tuple[BriefPromise, ...] = ()
    suggested_replies: tuple[BriefLine, ...] = ()
    history: tuple[BriefHistory, ...] = ()
