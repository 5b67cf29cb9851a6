"""Conversations in memory."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handoff.desk.memory.state import State
from handoff.desk.ports import MOST_COUNTED
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.ticket import ticket_of
from handoff.domain.conversation.view import AgentRef, ConversationView, Page
from handoff.domain.enums import AuthorType, ConversationState, ListView, MessageKind, Owner
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.queueing.queue_order import QueueKey, queue_key

HEARD_BY_VISITORS = frozenset({AuthorType.AGENT, AuthorType.BOT})


class MemoryConversations:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, conversation: Conversation) -> None:
        self._state.conversations[conversation.id] = replace(conversation)

    async def get(self, conversation_id: str) -> Conversation | None:
        known = self._state.conversations.get(conversation_id)
        return replace(known) if known else None

    async def save(self, conversation: Conversation) -> None:
        known = self._state.conversations.get(conversation.id)
        if known is None or known.version != conversation.version:
            raise Conflict
        conversation.version += 1
        self._state.conversations[conversation.id] = replace(conversation)

    async def open_of(self, visitor_id: str) -> str | None:
        mine = [
            (known.opened_at, known.id)
            for known in self._state.conversations.values()
            if known.visitor_id == visitor_id and known.owner is not Owner.NOBODY
        ]
        return max(mine)[1] if mine else None

    async def sorted_for(self, *, team_id: str | None = None, skill: str | None = None) -> list[str]:
        return sorted(
            one.id
            for one in self._open()
            if (one.skill == skill if team_id is None else one.team_id == team_id)
        )

    async def sortings(self) -> list[tuple[str | None, str | None, int]]:
        counted = Counter((one.team_id, one.skill) for one in self._open())
        return [(team_id, skill, count) for (team_id, skill), count in counted.items()]

    def _open(self) -> Iterator[Conversation]:
        return (
            one for one in self._state.conversations.values() if one.state is not ConversationState.RESOLVED
        )

    async def of_visitor(self, visitor_id: str, limit: int) -> list[ConversationView]:
        mine = [one for one in self._state.conversations.values() if one.visitor_id == visitor_id]
        mine.sort(key=lambda one: (one.updated_at, one.id), reverse=True)
        return [self._view(one, visitor_id) for one in mine[:limit]]

    async def of_address(self, email: str, limit: int) -> list[ConversationView]:
        visitors = self._state.visitors
        theirs = {one.id for one in visitors.values() if one.email in (email, email.lower())}
        found = [one for one in self._state.conversations.values() if one.visitor_id in theirs]
        found.sort(key=lambda one: (one.updated_at, one.id), reverse=True)
        return [self._view(one, None) for one in found[:limit]]

    async def merged_into(self, conversation_id: str) -> list[str]:
        known = self._state.conversations.values()
        return sorted(one.id for one in known if one.merged_into == conversation_id)

    async def heads(self, conversation_ids: Sequence[str]) -> dict[str, int]:
        known = self._state.conversations
        return {id_: known[id_].head_seq for id_ in conversation_ids if id_ in known}

    async def waiting(self, limit: int) -> list[str]:
        """The first of the queue, in its order."""
        known = self._state.conversations.values()
        waiting = [
            (queue_key(id=one.id, waiting_since=one.waiting_since, priority=one.priority), one.id)
            for one in known
            if one.owner is Owner.QUEUE and one.waiting_since is not None
        ]
        return [id_ for _, id_ in sorted(waiting)][:limit]

    async def served_by(self, agent_ids: Sequence[str]) -> dict[str, list[str]]:
        """What each of these agents has and has not put aside, where there is any, by id."""
        found: dict[str, list[str]] = {}
        for one in sorted(self._state.conversations.values(), key=lambda one: one.id):
            if one.owner is Owner.AGENT and one.agent_id in agent_ids and not one.snoozed:
                found.setdefault(one.agent_id or "", []).append(one.id)
        return found

    async def view(self, conversation_id: str, reader_id: str | None = None) -> ConversationView | None:
        known = self._state.conversations.get(conversation_id)
        return self._view(known, reader_id) if known else None

    async def views(self, conversation_ids: Sequence[str]) -> list[ConversationView]:
        known = self._state.conversations
        return [self._view(known[id_], known[id_].agent_id) for id_ in conversation_ids if id_ in known]

    async def page(
        self, view: ListView, *, reader_id: str, cursor: str | None = None, limit: int = 50
    ) -> Page:
        chosen = [one for one in self._state.conversations.values() if _belongs(one, view, reader_id)]
        if view is ListView.QUEUE:
            chosen.sort(key=_place)
        else:
            chosen.sort(key=lambda one: (one.updated_at, one.id), reverse=True)
        start = _start(cursor)
        items = tuple(self._view(one, reader_id) for one in chosen[start : start + limit])
        return Page(items=items, cursor=str(start + limit) if chosen[start + limit :] else None)

    async def counts(self, reader_id: str) -> dict[ListView, int]:
        views = (view for view in ListView if view is not ListView.ALL)
        everything = self._state.conversations.values()
        full = {view: sum(_belongs(one, view, reader_id) for one in everything) for view in views}
        return {view: min(number, MOST_COUNTED) for view, number in full.items()}

    def _agent(self, known: Conversation) -> AgentRef | None:
        if known.agent_id is None:
            return None
        record = self._state.agents.get(known.agent_id)
        picture = record.agent.picture if record else None
        return AgentRef(id=known.agent_id, name=known.agent_name or "", picture=picture)

    def _view(self, known: Conversation, reader_id: str | None) -> ConversationView:
        visitor = self._state.visitors[known.visitor_id]
        return ConversationView(
            id=known.id,
            visitor_id=known.visitor_id,
            owner=known.owner,
            epoch=known.epoch,
            state=known.state,
            lang=known.lang,
            priority=known.priority,
            opened_at=known.opened_at,
            updated_at=known.updated_at,
            head_seq=known.head_seq,
            begun=known.begun,
            reason=known.reason,
            agent=self._agent(known),
            waiting_since=known.waiting_since if known.owner is Owner.QUEUE else None,
            deadline_at=known.deadline_at,
            resolved_at=known.resolved_at,
            resolve_reason=known.resolve_reason,
            task=known.task,
            tags=known.tags,
            csat=known.csat,
            csat_due=known.csat_due and known.owner is Owner.NOBODY,
            visitor_name=visitor.name,
            visitor_email=visitor.email,
            visitor_phone=visitor.phone,
            visitor_known=visitor.external_id is not None,
            visitor_tier=visitor.tier,
            visitor_blocked=visitor.blocked_at is not None,
            call_back=known.call_back,
            unread=self._unread(known, reader_id or ""),
            goal=known.goal,
            last_text=known.preview,
            sla=known.sla,
            snoozed_until=known.snoozed_until,
            channel=known.channel,
            ticket=ticket_of(
                known.ticket,
                owner=known.owner,
                state=known.state,
                customer_waits=known.customer_waits,
                undeliverable=known.undeliverable,
                address=visitor.email,
            ),
            merged_into=known.merged_into,
        )

    def _unread(self, known: Conversation, reader_id: str) -> int:
        _, mark = self._state.seen.get((known.id, reader_id), (False, 0))
        heard = HEARD_BY_VISITORS if reader_id == known.visitor_id else {AuthorType.VISITOR}
        return sum(
            message.author.type in heard and message.kind is not MessageKind.NOTE
            for message in self._state.messages.get(known.id, ())[mark:]
        )


def _belongs(known: Conversation, view: ListView, reader_id: str) -> bool:
    return {
        ListView.MINE: known.owned_by(reader_id) and not known.snoozed,
        ListView.SNOOZED: known.owned_by(reader_id) and known.snoozed,
        ListView.QUEUE: known.owner is Owner.QUEUE,
        ListView.BOT: known.owner is Owner.BOT and known.begun,
        ListView.TICKETS: known.ticket is not None and known.owner is not Owner.NOBODY,
        ListView.RESOLVED: known.owner is Owner.NOBODY and known.begun,
        ListView.ALL: known.begun,
    }[view]


def _place(known: Conversation) -> QueueKey:
    key = known.queue_key
    assert key is not None
    return key


def _start(cursor: str | None) -> int:
    if cursor is not None and not cursor.isdigit():
        raise Invalid("This cursor is not one of ours.")
    return int(cursor or 0)
