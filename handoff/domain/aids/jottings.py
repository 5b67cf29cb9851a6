"""What agents leave in passing: unfinished words, and a colleague's name in a note."""

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.enums import MessageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDraft:
    """What an agent has begun to write, kept on the server for every page of theirs."""

    agent_id: str
    conversation_id: str
    kind: MessageKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A colleague was named in a note."""

    message_id: str
    agent_id: str
    conversation_id: str
    seq: int
    by_name: str
    text: str
    at: datetime
    seen_at: datetime | None = None
