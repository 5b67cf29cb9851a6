"""Finding conversations, as the desk needs it."""

from typing import Protocol

from handoff.domain.conversation.search import Found, SearchQuery


class Search(Protocol):
    """The words of every text, note and card, kept in the transaction that stores the message."""

    async def find(self, query: SearchQuery, *, offset: int, limit: int) -> list[Found]:
        """One find a conversation: those said last first, without words those changed last."""
        ...
