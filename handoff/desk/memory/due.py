"""What has come due, in memory, where one writer at a time has everything in hand."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from handoff.desk.memory.state import State
from handoff.desk.ports import MOST_COUNTED
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import Neglected
from handoff.domain.enums import ConversationState, Owner
from handoff.domain.identity.people import CONVERSING_ROLES


class MemoryDue:
    def __init__(self, state: State) -> None:
        self._state = state

    async def overdue(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        late = [
            (one.deadline_at is not None, one.deadline_at or at, one.id)
            for one in self._open()
            if _late(one, at)
        ]
        return _first((id_ for _, _, id_ in sorted(late)), limit, but)

    async def ownerless(self, limit: int, but: Sequence[str] = ()) -> list[str]:
        return _first(sorted(one.id for one in self._open() if self._unowned(one)), limit, but)

    async def clocks(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        due = [
            (one.sla.due_at, one.id)
            for one in self._state.conversations.values()
            if one.sla.due_at is not None and one.sla.due_at < at
        ]
        return _first((id_ for _, id_ in sorted(due)), limit, but)

    async def vanished(self, before: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        left = {id_ for id_, one in self._state.agents.items() if one.agent.gone(before, timedelta())}
        waiting = [
            one
            for one in self._open()
            if one.owner is Owner.AGENT and one.customer_waits and one.agent_id in left
            if not one.snoozed and not one.asynchronous
        ]
        return _first(
            (one.id for one in sorted(waiting, key=lambda one: one.deadline_at or before)), limit, but
        )

    async def offers(
        self, at: datetime, gone_before: datetime, limit: int, but: Sequence[str] = ()
    ) -> list[str]:
        agents, grace = self._state.agents, at - gone_before
        late = [
            (one.made_at, one.id, one.conversation_id)
            for one in self._state.offers.values()
            if one.outcome is None
            if one.expires_at <= at or not agents[one.agent_id].agent.keeps_offers(at, grace)
        ]
        return _first((id_ for _, _, id_ in sorted(late)), limit, but)

    async def promises(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        late = [
            (one.next_at, one.id, one.conversation_id)
            for one in self._state.promises.values()
            if one.open and one.next_at is not None and one.next_at <= at
        ]
        return _first(dict.fromkeys(id_ for _, _, id_ in sorted(late)), limit, but)

    async def take(self, conversation_id: str) -> bool:
        return conversation_id in self._state.conversations

    async def neglected(self, at: datetime) -> Neglected:
        return Neglected(
            overdue=min(sum(_late(one, at) for one in self._open()), MOST_COUNTED),
            ownerless=min(sum(self._unowned(one) for one in self._open()), MOST_COUNTED),
        )

    def _open(self) -> Iterable[Conversation]:
        known = self._state.conversations.values()
        return (one for one in known if one.state is not ConversationState.RESOLVED)

    def _unowned(self, one: Conversation) -> bool:
        if one.owner is not Owner.AGENT:
            return one.owner is Owner.NOBODY
        record = self._state.agents.get(one.agent_id or "")
        return record is None or not record.agent.active or record.agent.role not in CONVERSING_ROLES


def _late(one: Conversation, at: datetime) -> bool:
    return one.deadline_at is None or one.deadline_at <= at


def _first(ids: Iterable[str], limit: int, but: Sequence[str]) -> list[str]:
    return [id_ for id_ in ids if id_ not in but][:limit]
