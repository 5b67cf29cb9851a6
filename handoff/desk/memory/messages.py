"""Messages in memory."""

from dataclasses import replace

from handoff.desk.memory.state import State
from handoff.domain.message import Author, Message


class MemoryMessages:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, message: Message) -> None:
        known = self._state.messages.get(message.conversation_id, ())
        assert message.seq == len(known) + 1, "a seq without a gap"
        self._state.messages[message.conversation_id] = (*known, message)
        self._state.by_id[message.id] = (message.conversation_id, len(known))

    async def get(self, message_id: str) -> Message | None:
        if message_id not in self._state.by_id:
            return None
        conversation_id, place = self._state.by_id[message_id]
        return self._state.messages[conversation_id][place]

    async def by_client_id(
        self, conversation_id: str, author: Author, client_message_id: str
    ) -> Message | None:
        for message in self._state.messages.get(conversation_id, ()):
            if message.author.id == author.id and message.client_message_id == client_message_id:
                return message
        return None

    async def of(self, conversation_id: str, *, after: int = 0, limit: int | None = None) -> list[Message]:
        later = self._state.messages.get(conversation_id, ())[after:]
        return list(later if limit is None else later[-limit:])

    async def assess(self, message_id: str, mood: float, lang: str) -> None:
        conversation_id, place = self._state.by_id[message_id]
        lines = list(self._state.messages[conversation_id])
        lines[place] = replace(lines[place], mood=mood, lang=lang)
        self._state.messages[conversation_id] = tuple(lines)

    async def put_seen(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        _, before = self._state.seen.get((conversation_id, reader_id), (by_visitor, 0))
        self._state.seen[conversation_id, reader_id] = (by_visitor, max(seq, before))
        return max(seq, before)

    async def seen_by(self, conversation_id: str, *, visitors: bool) -> int:
        marks = self._state.seen.items()
        return max(
            (seq for (id_, _), (by, seq) in marks if id_ == conversation_id and by == visitors), default=0
        )
