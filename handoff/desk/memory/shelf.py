"""The shelf, drafts and mentions in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.aids.jottings import AgentDraft, Mention
from handoff.domain.aids.shelf import ShelfItem


class MemoryShelf:
    def __init__(self, state: State) -> None:
        self._items = state.shelf

    async def of(self, agent_id: str, teams: Collection[str] | None) -> list[ShelfItem]:
        def seen(one: ShelfItem) -> bool:
            if one.team_id is not None:
                return teams is None or one.team_id in teams
            return one.owner_id in (None, agent_id)

        return sorted(filter(seen, self._items.values()), key=lambda one: one.order)

    async def get(self, item_id: str) -> ShelfItem | None:
        return self._items.get(item_id)

    async def add(self, item: ShelfItem) -> None:
        self._items[item.id] = item

    async def save(self, item: ShelfItem) -> bool:
        known = self._items.get(item.id)
        if known is None or known.revision != item.revision - 1:
            return False
        self._items[item.id] = item
        return True

    async def put_at(self, item_id: str, place: int) -> None:
        self._items[item_id] = replace(self._items[item_id], place=place)

    async def give_to_all(self, team_id: str) -> None:
        for one in [one for one in self._items.values() if one.team_id == team_id]:
            self._items[one.id] = replace(one, team_id=None)

    async def drop(self, item_id: str) -> None:
        self._items.pop(item_id, None)


class MemoryDrafts:
    def __init__(self, state: State) -> None:
        self._drafts = state.drafts

    async def put(self, draft: AgentDraft) -> None:
        place = (draft.agent_id, draft.conversation_id, draft.kind.value)
        self._drafts.pop(place, None)
        if draft.text:
            self._drafts[place] = draft

    async def of(self, agent_id: str, conversation_id: str) -> list[AgentDraft]:
        known = self._drafts.values()
        mine = [one for one in known if (one.agent_id, one.conversation_id) == (agent_id, conversation_id)]
        return sorted(mine, key=lambda one: one.kind.value)


class MemoryMentions:
    def __init__(self, state: State) -> None:
        self._mentions = state.mentions

    async def add(self, mention: Mention) -> None:
        self._mentions[mention.message_id, mention.agent_id] = mention

    async def of(self, agent_id: str, limit: int) -> list[Mention]:
        mine = [one for one in self._mentions.values() if one.agent_id == agent_id]
        mine.sort(key=lambda one: one.message_id, reverse=True)
        return sorted(mine, key=lambda one: one.seen_at is not None)[:limit]

    async def see(self, agent_id: str, conversation_id: str, at: datetime) -> int:
        new = [
            (place, one)
            for place, one in self._mentions.items()
            if (one.agent_id, one.conversation_id, one.seen_at) == (agent_id, conversation_id, None)
        ]
        self._mentions.update({place: replace(one, seen_at=at) for place, one in new})
        return len(new)
