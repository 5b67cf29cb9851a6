"""The board's reading in memory."""

from collections.abc import Iterable
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import Owner
from handoff.domain.queueing.board import BoardLine, BoardLines, line_of


class MemoryBoard:
    def __init__(self, state: State) -> None:
        self._state = state

    async def lines(self, active_since: datetime, limit: int) -> BoardLines:
        owned: dict[Owner, list[Conversation]] = {owner: [] for owner in Owner}
        for one in self._state.conversations.values():
            if one.owner is not Owner.BOT or (one.begun and one.updated_at >= active_since):
                owned[one.owner].append(one)
        waiting = sorted(owned[Owner.QUEUE], key=lambda one: one.queue_key or one.id)
        return BoardLines(
            waiting=self._lines(waiting[:limit]),
            serving=self._lines(_newest(owned[Owner.AGENT])[:limit]),
            bot=self._lines(_newest(owned[Owner.BOT])[:limit]),
            counts={owner: len(owned[owner]) for owner in (Owner.QUEUE, Owner.AGENT, Owner.BOT)},
        )

    def _lines(self, conversations: Iterable[Conversation]) -> tuple[BoardLine, ...]:
        return tuple(self._line(one) for one in conversations)

    def _line(self, one: Conversation) -> BoardLine:
        said = (m for m in self._state.messages.get(one.id, ()) if m.seq == one.last_visitor_seq)
        mood = next((message.mood for message in said), None)
        return line_of(one, self._state.visitors[one.visitor_id].name, mood)


def _newest(conversations: Iterable[Conversation]) -> list[Conversation]:
    return sorted(conversations, key=lambda one: (one.updated_at, one.id), reverse=True)
