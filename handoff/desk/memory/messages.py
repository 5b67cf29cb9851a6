"""Messages in memory."""

from dataclasses import replace

from handoff.desk.memory.state import State
from handoff.domain.conversation.message import Author, Marks, Message


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
        return self._with_picture(self._state.messages[conversation_id][place])

    async def by_client_id(
        self, conversation_id: str, author: Author, client_message_id: str
    ) -> Message | None:
        for message in self._state.messages.get(conversation_id, ()):
            if message.author.id == author.id and message.client_message_id == client_message_id:
                return self._with_picture(message)
        return None

    async def of(self, conversation_id: str, *, after: int = 0, limit: int | None = None) -> list[Message]:
        later = self._state.messages.get(conversation_id, ())[after:]
        return [self._with_picture(one) for one in (later if limit is None else later[-limit:])]

    def _with_picture(self, message: Message) -> Message:
        return with_picture(self._state, message)

    async def assess(self, message_id: str, mood: float, lang: str) -> None:
        conversation_id, place = self._state.by_id[message_id]
        lines = list(self._state.messages[conversation_id])
        lines[place] = replace(lines[place], mood=mood, lang=lang)
        self._state.messages[conversation_id] = tuple(lines)

    async def put_seen(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        return self._mark(self._state.seen, conversation_id, reader_id, by_visitor, seq)

    async def put_delivered(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        _, seen = self._state.seen.get((conversation_id, reader_id), (by_visitor, 0))
        return max(
            seen, self._mark(self._state.delivered, conversation_id, reader_id, by_visitor, max(seq, seen))
        )

    async def marks(self, conversation_id: str, *, visitors: bool) -> Marks:
        seen, came = (
            max(
                (seq for (id_, _), (by, seq) in kept.items() if id_ == conversation_id and by == visitors),
                default=0,
            )
            for kept in (self._state.seen, self._state.delivered)
        )
        return Marks(delivered=max(came, seen), seen=seen)

    def _mark(
        self,
        kept: dict[tuple[str, str], tuple[bool, int]],
        conversation_id: str,
        reader_id: str,
        by_visitor: bool,
        seq: int,
    ) -> int:
        _, before = kept.get((conversation_id, reader_id), (by_visitor, 0))
        kept[conversation_id, reader_id] = (by_visitor, max(seq, before))
        return max(seq, before)


def with_picture(state: State, message: Message) -> Message:
    """The message with the picture that its author has today."""
    known = state.agents.get(message.author.id or "")
    picture = known.agent.picture if known else None
    return replace(message, author=replace(message.author, picture=picture))
