"""What agents keep to use again and leave in passing, as the desk needs it kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from handoff.domain.aids.jottings import AgentDraft, Mention
from handoff.domain.aids.shelf import ShelfItem


class Shelf(Protocol):
    """Canned replies, macros and saved views."""

    async def of(self, agent_id: str, teams: Collection[str] | None) -> list[ShelfItem]:
        """Everybody's, those of these teams (None: of every team) and this agent's own, in order."""
        ...

    async def get(self, item_id: str) -> ShelfItem | None: ...

    async def add(self, item: ShelfItem) -> None: ...

    async def save(self, item: ShelfItem) -> bool:
        """A conditional update: False unless the item before had the revision before."""
        ...

    async def put_at(self, item_id: str, place: int) -> None:
        """Where it stands among its like; its revision stays."""
        ...

    async def give_to_all(self, team_id: str) -> None:
        """What was a team's is everybody's."""
        ...

    async def drop(self, item_id: str) -> None: ...


class Drafts(Protocol):
    """Unfinished words, one of a kind for each agent and conversation."""

    async def put(self, draft: AgentDraft) -> None:
        """An empty text takes it away."""
        ...

    async def of(self, agent_id: str, conversation_id: str) -> list[AgentDraft]: ...


class Mentions(Protocol):
    """Who was named in which note."""

    async def add(self, mention: Mention) -> None: ...

    async def of(self, agent_id: str, limit: int) -> list[Mention]:
        """The newest, those not seen yet before all others."""
        ...

    async def see(self, agent_id: str, conversation_id: str, at: datetime) -> int:
        """Mark those of one conversation as seen; returns how many were not."""
        ...
