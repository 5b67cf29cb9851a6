"""The brief: what an agent sees first; every line points at the message it was read from."""

from dataclasses import dataclass

from handoff.domain.enums import EscalationReason


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
    """How a message of the customer sounded, from -1 (upset) to 1."""

    seq: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefHistory:
    """A line of what happened so far: who wrote, shortened."""

    seq: int
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is known at the moment a person takes over."""

    reason: EscalationReason | None
    reason_seq: int
    language: str
    signals: tuple[BriefSignal, ...] = ()
    evidence: tuple[BriefLine, ...] = ()
    goal: BriefLine | None = None
    facts: tuple[BriefFact, ...] = ()
    articles: tuple[BriefArticle, ...] = ()
    mood: tuple[BriefMood, ...] = ()
    promises: tuple[BriefLine, ...] = ()
    suggested_replies: tuple[BriefLine, ...] = ()
    history: tuple[BriefHistory, ...] = ()
