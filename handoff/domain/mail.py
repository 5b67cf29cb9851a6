"""E-mail to and from customers, as the desk keeps it; what a mail server does with it stands elsewhere."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.domain.conversation.file_type import FileType
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, MessageKind

MOST_TRIES = 12
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=2)
# The desk's own lines that a customer who has gone away should read; the others only matter on the page.
TELLING = frozenset({"ticket_opened", "resolved", "resolved_idle"})


class MailState(StrEnum):
    """`waiting` gathers words until it is due, `sending` has its words; the others are ends."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


class MailKind(StrEnum):
    """An `answer` carries on a ticket; a `transcript` is a copy of a conversation that somebody asked for."""

    ANSWER = "answer"
    TRANSCRIPT = "transcript"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One e-mail to a customer; a row of work that any process may take up.

    A transcript may go to another address than the customer's; `zone` is the time zone it is written in.
    """

    id: str
    conversation_id: str
    due_at: datetime
    created_at: datetime
    kind: MailKind = MailKind.ANSWER
    zone: str | None = None
    state: MailState = MailState.WAITING
    from_seq: int = 0
    upto_seq: int = 0
    tries: int = 0
    address: str | None = None
    message_id: str | None = None
    worker: str | None = None
    problem: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadMail:
    """A mail that was given up, as an admin sees it; `undeliverable` while no mail goes to its customer."""

    id: str
    conversation_id: str
    kind: MailKind
    ticket: int | None
    address: str | None
    problem: str | None
    tries: int
    at: datetime | None
    undeliverable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What is remembered of a mail that came in, so that it is taken in once."""

    message_id: str
    sender: str
    outcome: str
    at: datetime
    conversation_id: str | None = None


class LetterKind(StrEnum):
    """What came in: a person's words, an automatic reply, or a mail server's report on a mail of ours."""

    WORDS = "words"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file that came with a mail, or goes with one; `found` once it was looked at and may be kept."""

    name: str
    data: bytes = field(repr=False)
    type: str = "application/octet-stream"
    found: FileType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail that came in, read: who says what, and in answer to which mail of ours.

    `problem` is what a mail server reports of a mail that bounced.
    """

    message_id: str
    sender: str
    subject: str
    text: str
    kind: LetterKind = LetterKind.WORDS
    name: str | None = None
    recipients: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    attachments: tuple[Enclosed, ...] = ()
    too_large: int | None = None
    problem: str = ""


def goes_by_mail(message: Message) -> bool:
    """Whether a customer who is not on the page should get this by e-mail; never a note."""
    if message.kind is MessageKind.ACTIVITY:
        return message.payload.get("key") in TELLING
    spoken = message.author.type in (AuthorType.AGENT, AuthorType.BOT)
    return spoken and message.kind is not MessageKind.NOTE


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed tries, twice as long each time; None: it is given up."""
    if tries >= MOST_TRIES:
        return None
    doublings: int = 2 ** max(0, tries - 1)
    return min(LONGEST_PAUSE, FIRST_PAUSE * doublings)
