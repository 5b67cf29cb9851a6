"""Files in memory."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.conversation.attachment import Attachment


class MemoryAttachments:
    def __init__(self, state: State) -> None:
        self._known = state.attachments
        self._data = state.attachment_data

    async def add(self, attachment: Attachment, data: bytes) -> None:
        self._known[attachment.id] = attachment
        self._data[attachment.id] = data

    async def get(self, attachment_id: str) -> Attachment | None:
        return self._known.get(attachment_id)

    async def data(self, attachment_id: str) -> bytes | None:
        return self._data.get(attachment_id)

    async def of(self, conversation_id: str) -> list[Attachment]:
        found = (one for one in self._known.values() if one.conversation_id == conversation_id)
        return sorted(found, key=lambda one: (one.created_at, one.id))

    async def claim(
        self,
        ids: Sequence[str],
        *,
        message_id: str,
        conversation_id: str,
        agent_id: str | None,
        merged: Sequence[str] = (),
    ) -> bool:
        found = [one for id_ in ids if (one := self._known.get(id_)) is not None]
        here = (conversation_id, *merged)
        theirs = [one for one in found if (one.agent_id, one.message_id) == (agent_id, None)]
        fits = [one for one in theirs if one.conversation_id in here]
        sent = [replace(one, message_id=message_id, conversation_id=conversation_id) for one in fits]
        self._known.update({one.id: one for one in sent})
        return len(fits) == len(ids)

    async def drop(self, attachment_id: str) -> bool:
        return self._drop(lambda one: one.id == attachment_id and one.message_id is None) == 1

    async def drop_unsent(self, before: datetime) -> int:
        return self._drop(lambda one: one.message_id is None and one.created_at < before)

    async def drop_of(self, conversation_id: str) -> int:
        return self._drop(lambda one: one.conversation_id == conversation_id)

    def _drop(self, fits: Callable[[Attachment], bool]) -> int:
        gone = [one.id for one in self._known.values() if fits(one)]
        for id_ in gone:
            del self._known[id_], self._data[id_]
        return len(gone)
