"""Finding conversations in memory."""

from handoff.desk.memory.messages import with_picture
from handoff.desk.memory.state import State
from handoff.domain.conversation.attachment import in_words
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.conversation.search import SEARCHED, Found, SearchQuery, words_of


class MemorySearch:
    def __init__(self, state: State) -> None:
        self._state = state

    async def find(self, query: SearchQuery, *, offset: int, limit: int) -> list[Found]:
        fitting = [one for one in self._state.conversations.values() if self._fits(one, query)]
        if not query.tokens:
            newest = sorted(fitting, key=lambda one: (one.updated_at, one.id), reverse=True)
            return [Found(conversation_id=one.id) for one in newest[offset : offset + limit]]
        found = [hit for one in fitting if (hit := self._hit(one.id, query.tokens))]
        found.sort(key=lambda one: one.message.id if one.message else "", reverse=True)
        return found[offset : offset + limit]

    def _hit(self, conversation_id: str, tokens: tuple[str, ...]) -> Found | None:
        said = [one for one in self._state.messages.get(conversation_id, ()) if _holds(one, tokens)]
        if not said:
            return None
        return Found(
            conversation_id=conversation_id, message=with_picture(self._state, said[-1]), count=len(said)
        )

    def _fits(self, known: Conversation, query: SearchQuery) -> bool:
        served = {one.claimed_by for one in self._state.handoffs.values() if one.conversation_id == known.id}
        wanted = (
            (query.visitor_id, known.visitor_id),
            (query.owner, known.owner),
            (query.state, known.state),
            (query.priority, known.priority),
            (query.lang, known.lang),
        )
        return (
            known.begun
            and all(asked is None or asked == has for asked, has in wanted)
            and (query.agent_id is None or query.agent_id in {known.agent_id, *served})
            and (query.tag is None or query.tag in known.tags)
            and (query.since is None or known.updated_at >= query.since)
            and (query.until is None or known.updated_at < query.until)
        )


def _holds(message: Message, tokens: tuple[str, ...]) -> bool:
    words = words_of(in_words(message.text, message.payload)).split()
    return message.kind in SEARCHED and all(any(word.startswith(t) for word in words) for t in tokens)
