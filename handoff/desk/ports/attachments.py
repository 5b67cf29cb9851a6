"""Files of conversations, as the desk needs them kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.conversation.attachment import Attachment


class Attachments(Protocol):
    """Files and their bytes; one that is sent belongs to its message for ever."""

    async def add(self, attachment: Attachment, data: bytes) -> None: ...

    async def get(self, attachment_id: str) -> Attachment | None: ...

    async def data(self, attachment_id: str) -> bytes | None: ...

    async def of(self, conversation_id: str) -> list[Attachment]:
        """All of a conversation, sent or not, in the order in which they came."""
        ...

    async def claim(
        self,
        ids: Sequence[str],
        *,
        message_id: str,
        conversation_id: str,
        agent_id: str | None,
        merged: Sequence[str] = (),
    ) -> bool:
        """Give unsent files of this conversation and this sender to a message; False unless all are such.

        They may have been put into one of those `merged` into it.
        """
        ...

    async def drop(self, attachment_id: str) -> bool:
        """Take away an unsent file; False where there is none, or it is sent."""
        ...

    async def drop_unsent(self, before: datetime) -> int:
        """Take away what was put here before a moment and never sent; returns how many."""
        ...

    async def drop_of(self, conversation_id: str) -> int:
        """Take away all files of a conversation, sent or not; returns how many."""
        ...
