"""Deleting for good in memory."""

from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import ConversationState
from handoff.domain.identity.people import Visitor
from handoff.domain.retention import Doomed, Erasure, Known, faded

NAMED = ("name", "email", "phone", "external_id", "tier")
# The counts of the reports stay true: kept events name nobody and hold no words.
KEPT = frozenset({"conversations", "messages", "events", "by_id", "erasures", "suppressions"})


class MemoryErasing:
    def __init__(self, state: State) -> None:
        self._state = state

    async def doomed(self, *, ended: datetime | None, anonymous: datetime | None, hold_tag: str) -> Doomed:
        old = [] if ended is None else self._old(ended)
        going = [one for one in old if hold_tag not in one.tags]
        return Doomed(
            conversations=len(going),
            messages=sum(len(self._state.messages.get(one.id, ())) for one in going),
            visitors=0 if anonymous is None else len(self._fading(anonymous, hold_tag)),
            held=len(old) - len(going),
            oldest=min((one.resolved_at for one in going if one.resolved_at), default=None),
        )

    async def old(self, before: datetime, hold_tag: str, limit: int) -> list[str]:
        return [one.id for one in self._old(before) if hold_tag not in one.tags][:limit]

    async def fading(self, before: datetime, hold_tag: str, limit: int) -> list[str]:
        return [one.id for one in self._fading(before, hold_tag)][:limit]

    async def drop(self, conversation_id: str) -> int:
        said = self._state.messages.pop(conversation_id, ())
        ids = {message.id for message in said}
        del self._state.conversations[conversation_id]
        for one in [one for one in self._state.conversations.values() if one.merged_into == conversation_id]:
            self._state.conversations[one.id] = replace(one, merged_into=None)
        for name in State.__slots__:
            if name not in KEPT:
                known = getattr(self._state, name)
                for key in [key for key, value in known.items() if _about(key, value, conversation_id, ids)]:
                    del known[key]
        for id_ in ids:
            del self._state.by_id[id_]
        for id_ in self._state.attachment_data.keys() - self._state.attachments.keys():
            del self._state.attachment_data[id_]
        return len(said)

    async def drop_visitor(self, visitor_id: str) -> bool:
        if await self.of_visitor(visitor_id):
            return False
        gone = self._state.visitors.pop(visitor_id, None)
        if gone is not None:
            self._forget_address(gone.email)
        for key in [key for key in self._state.consents if key[0] == visitor_id]:
            del self._state.consents[key]
        return gone is not None

    async def anonymise(self, visitor_id: str) -> None:
        known = self._state.visitors[visitor_id]
        nobody = replace(known, name=None, email=None, phone=None, external_id=None, tier=None)
        self._state.visitors[visitor_id] = nobody
        for id_ in await self.of_visitor(visitor_id):
            self._state.messages[id_] = tuple(faded(one) for one in self._state.messages.get(id_, ()))
            for mail in [one for one in self._state.mails.values() if one.conversation_id == id_]:
                self._state.mails[mail.id] = replace(mail, address=None)
            for came in [one for one in self._state.mails_in.values() if one.conversation_id == id_]:
                self._state.mails_in[came.message_id] = replace(came, sender="")

        self._forget_address(known.email)

    def _forget_address(self, email: str | None) -> None:
        address = (email or "").lower()
        if not any((one.email or "").lower() == address for one in self._state.visitors.values()):
            for one in [one for one in self._state.suppressions.values() if one.address == address]:
                del self._state.suppressions[one.id]

    async def of_visitor(self, visitor_id: str) -> list[str]:
        return [one.id for one in self._of(visitor_id)]

    async def find(self, words: str, limit: int) -> list[Known]:
        wanted = words.lower()
        fitting = [
            one
            for one in self._state.visitors.values()
            if any(wanted in (getattr(one, name) or "").lower() for name in (*NAMED, "id"))
        ]
        newest = sorted(fitting, key=lambda one: (one.created_at, one.id), reverse=True)
        return [self._known(one) for one in newest[:limit]]

    async def note(self, erasure: Erasure) -> None:
        self._state.erasures[erasure.id] = erasure

    async def log(self, limit: int) -> list[Erasure]:
        newest = sorted(self._state.erasures.values(), key=lambda one: (one.at, one.id), reverse=True)
        return newest[:limit]

    def _known(self, visitor: Visitor) -> Known:
        mine = self._of(visitor.id)
        last = max((one.updated_at for one in mine), default=None)
        return Known(visitor=visitor, conversations=len(mine), last_at=last)

    def _of(self, visitor_id: str) -> list[Conversation]:
        mine = [one for one in self._state.conversations.values() if one.visitor_id == visitor_id]
        return sorted(mine, key=lambda one: (one.opened_at, one.id))

    def _old(self, before: datetime) -> list[Conversation]:
        ended = [
            (one.resolved_at, one)
            for one in self._state.conversations.values()
            if one.resolved_at and self._ended(one, before) and self._ended(self._whole(one), before)
        ]
        return [one for _, one in sorted(ended, key=lambda pair: (pair[0], pair[1].id))]

    def _whole(self, one: Conversation) -> Conversation:
        """What was merged into another is as old as that one: it is told there still."""
        return self._state.conversations.get(one.merged_into or one.id, one)

    @staticmethod
    def _ended(one: Conversation, before: datetime) -> bool:
        ended = one.state is ConversationState.RESOLVED and one.resolved_at is not None
        return ended and one.resolved_at is not None and one.resolved_at < before

    def _fading(self, before: datetime, hold_tag: str) -> list[Visitor]:
        old = {one.id for one in self._old(before) if hold_tag not in one.tags}
        return [
            one
            for one in self._state.visitors.values()
            if any(getattr(one, name) for name in NAMED)
            and one.created_at < before
            and all(mine.id in old for mine in self._of(one.id))
        ]


def _about(key: object, value: object, conversation_id: str, messages: set[str]) -> bool:
    """Whether an entry is of a conversation or of one of its messages, by whatever it is kept under."""
    names = key if isinstance(key, tuple) else (key,)
    if conversation_id in names or any(name in messages for name in names):
        return True
    return getattr(value, "conversation_id", None) == conversation_id
