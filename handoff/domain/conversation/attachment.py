"""A file that somebody sends: what is known of it; its bytes lie in the store alone."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict, cast
from unicodedata import category

from handoff.domain.conversation.message import Payload

MOST_NAME_CHARS = 120
UNNAMED = "file"
# Controls, halves of characters, and the marks that turn writing around: "gpj.exe" must not read "exe.jpg".
UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

TYPES = (
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/heic",
    "application/pdf",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "audio/mpeg",
    "video/mp4",
    "video/quicktime",
    "video/webm",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentPolicy:
    """Which files are taken, and how many; `most_bytes` 0 takes none."""

    most_bytes: int = 10_000_000
    types: tuple[str, ...] = TYPES
    most_in_message: int = 10
    most_unsent: int = 20
    most_in_conversation: int = 200
    unsent_for: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a conversation. Without an agent it is the customer's; without a message it is not sent yet.

    Width and height are known of pictures that a page can show.
    """

    id: str
    conversation_id: str
    agent_id: str | None
    name: str
    type: str
    size: int
    width: int | None
    height: int | None
    created_at: datetime
    message_id: str | None = None


class Told(TypedDict, total=False):
    """What a message's payload says of a file."""

    id: str
    name: str
    type: str
    size: int
    width: int
    height: int


def told(attachment: Attachment) -> Told:
    """The file as its message names it."""
    known = Told(id=attachment.id, name=attachment.name, type=attachment.type, size=attachment.size)
    if attachment.width and attachment.height:
        known |= Told(width=attachment.width, height=attachment.height)
    return known


def attachments_in(payload: Payload) -> tuple[Told, ...]:
    """The files that a message carries, in the order in which they were attached."""
    found = payload.get("attachments")
    if not isinstance(found, Sequence) or isinstance(found, str):
        return ()
    return tuple(cast("Told", item) for item in found if isinstance(item, Mapping))


def names_in(payload: Payload) -> str:
    """The names of a message's files, for a line of text."""
    return ", ".join(one["name"] for one in attachments_in(payload))


def in_words(text: str, payload: Payload) -> str:
    """A message as a line of text: its words, and behind a paper clip the names of its files."""
    names = names_in(payload)
    return "\n".join(part for part in (text, f"📎 {names}" if names else "") if part)


def clean_name(name: str) -> str:
    """A name without folders and without anything that could mislead a reader; the end of it is kept."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(" " if category(char) in UNFIT else char for char in last if char not in TURNING)
    stem, end = os.path.splitext(" ".join(shown.split()).strip(". ") or UNNAMED)
    return f"{stem[: MOST_NAME_CHARS - len(end[:20])]}{end[:20]}"
