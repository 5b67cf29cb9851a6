"""Tickets' numbers and e-mail, as the desk needs them kept."""

from datetime import datetime
from typing import Protocol

from handoff.domain.mail import DeadMail, Incoming, Mail


class Mails(Protocol):
    """Mails to customers as rows of work, and which ones came in."""

    async def next_number(self) -> int:
        """The number of a new ticket: never given twice; gaps where a transaction failed."""
        ...

    async def conversation_of(self, number: int) -> str | None:
        """The conversation that is this ticket."""
        ...

    async def schedule(self, mail: Mail) -> bool:
        """Begin to gather words for a mail; False where one of this conversation is gathering already."""
        ...

    async def due(self, at: datetime, limit: int) -> list[Mail]:
        """Those to be sent now, the longest due first; of answers in a conversation one after the other."""
        ...

    async def take(self, mail: Mail, worker: str, until: datetime) -> bool:
        """A conditional update: False when another worker has taken it since it was read."""
        ...

    async def settle(self, mail: Mail, worker: str) -> bool:
        """Keep how a try ended; False when it is another worker's by now."""
        ...

    async def of(self, conversation_id: str) -> list[Mail]:
        """All mails of a conversation, oldest first."""
        ...

    async def transcripts(
        self, since: datetime, *, conversation_id: str, visitor_id: str, address: str
    ) -> tuple[int, int, int]:
        """How many were asked for since a moment: of a conversation, of a visitor, and for an address."""
        ...

    async def sent_as(self, message_id: str) -> Mail | None:
        """The mail that went out under this Message-ID."""
        ...

    async def oldest_due(self) -> datetime | None:
        """Since when the longest waiting unsent mail is due."""
        ...

    async def waiting(self) -> int:
        """How many are not sent yet."""
        ...

    async def get(self, mail_id: str) -> Mail | None: ...

    async def dead(self, limit: int) -> list[DeadMail]:
        """Those that were given up, the latest first."""
        ...

    async def again(self, mail_id: str, address: str, at: datetime) -> bool:
        """What was given up is to be sent once more; False where it is not given up (any more)."""
        ...

    async def take_in(self, incoming: Incoming) -> bool:
        """Remember a mail that came in; False when it was taken in before."""
        ...

    async def came_in(self, message_id: str) -> Incoming | None: ...

    async def received(self, conversation_id: str) -> list[Incoming]:
        """The mails that belong to a conversation, oldest first."""
        ...

    async def from_sender(self, sender: str, since: datetime) -> int:
        """How many came from an address since a moment."""
        ...

    async def hold_mailbox(self, name: str, worker: str, at: datetime, until: datetime) -> bool:
        """One reader at a time: False while another's hold is good."""
        ...

    async def mailbox_read(self, name: str) -> tuple[int | None, int]:
        """The mailbox's UIDVALIDITY as last seen and the last UID that was dealt with."""
        ...

    async def note_mailbox(self, name: str, worker: str, validity: int, last_uid: int) -> bool:
        """How far this reader has come; False when it is not the reader any more."""
        ...
