"""To find conversations by what was said in them: what is asked for, and what was found."""

import re
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.conversation.message import Message
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import ConversationState, MessageKind, Owner, Priority
from kb_index.normalise import fold, plain

SEARCHED = frozenset({MessageKind.TEXT, MessageKind.NOTE, MessageKind.CARD})
MOST_TOKENS = 10
BEFORE, AROUND = 60, 180

_WORD = re.compile(r"[^\W_]+")
# Marks that folding takes away stand inside a word as it was written.
_WRITTEN = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670]+")


def words_of(text: str) -> str:
    """The words as they are looked up: folded, with one space between them."""
    return " ".join(_WORD.findall(plain(text)))


def tokens_of(text: str) -> tuple[str, ...]:
    """What is looked for; each is the beginning of a word, and all must be there."""
    return tuple(dict.fromkeys(words_of(text).split()))[:MOST_TOKENS]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """Words that one message must hold, and what its conversation must be like."""

    tokens: tuple[str, ...] = ()
    visitor_id: str | None = None
    agent_id: str | None = None
    owner: Owner | None = None
    state: ConversationState | None = None
    priority: Priority | None = None
    lang: str | None = None
    tag: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A conversation with the newest message that fits and how many do; without words, no message."""

    conversation_id: str
    message: Message | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an excerpt; `hit` where it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """What is shown of a find."""

    conversation: ConversationView
    message: Message | None
    excerpt: tuple[Piece, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A stretch of what was found, newest first; `cursor` asks for the next."""

    items: tuple[SearchHit, ...]
    cursor: str | None = None


def excerpt(text: str, tokens: tuple[str, ...]) -> tuple[Piece, ...]:
    """The part of a text around the first word that was looked for, with all of them marked."""
    spans = [match.span() for match in _WRITTEN.finditer(text) if _hit(match.group(), tokens)]
    start = max(0, spans[0][0] - BEFORE) if spans else 0
    end = min(len(text), start + BEFORE + AROUND)
    pieces = [Piece(text="…")] if start else []
    at = start
    for begin, stop in spans:
        if stop > end:
            break
        pieces += [Piece(text=text[at:begin]), Piece(text=text[begin:stop], hit=True)]
        at = stop
    pieces.append(Piece(text=text[at:end] + ("…" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


def _hit(written: str, tokens: tuple[str, ...]) -> bool:
    return any(word.startswith(tokens) for word in _WORD.findall(fold(written)))
