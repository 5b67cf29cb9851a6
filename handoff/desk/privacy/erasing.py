"""A customer's right to what is kept of them: found, given out whole, and erased."""

from collections import Counter
from collections.abc import Mapping

from handoff.desk.context import Desk
from handoff.desk.moments import wire_time
from handoff.desk.ownership.handovers import close
from handoff.desk.ports import Transaction
from handoff.desk.work import working
from handoff.domain.conversation.attachment import Told, attachments_in
from handoff.domain.conversation.message import Message, visible_to_visitor
from handoff.domain.conversation.visit import visit_of
from handoff.domain.enums import ConversationState
from handoff.domain.errors import Conflict, Invalid, NotFound
from handoff.domain.identity.people import Actor, Visitor
from handoff.domain.retention import LABEL_CHARS, Erasure, ErasureKind, Known, label_of

MOST_FOUND = 20
ERASED = "erased"


async def find_visitors(desk: Desk, *, actor: Actor, words: str) -> list[Known]:
    """Customers by a part of their name, address or identity."""
    actor.must_administer()
    wanted = words.strip()
    if not wanted:
        return []
    async with desk.store.reading() as tx:
        return await tx.erasing.find(wanted, MOST_FOUND)


async def export_visitor(desk: Desk, *, actor: Actor, visitor_id: str) -> Mapping[str, object]:
    """All that the customer said, was told and is known by, without agents' notes; that it was is kept."""
    actor.must_administer()
    async with desk.store.transaction() as tx:
        visitor = await _visitor(tx, visitor_id)
        ids = await tx.erasing.of_visitor(visitor_id)
        told = [await _conversation(tx, id_) for id_ in ids]
        suppressed = await tx.suppressions.of((visitor.email or "").lower())
        consents = await tx.consents.of(visitor_id)
        await tx.erasing.note(_noted(desk, actor, ErasureKind.EXPORTED, visitor_id, conversations=len(ids)))
    return {
        "exported_at": wire_time(desk.clock()),
        "visitor": {
            "id": visitor.id,
            "external_id": visitor.external_id,
            "name": visitor.name,
            "email": visitor.email,
            "email_suppressed": suppressed.reason.value if suppressed else None,
            "phone": visitor.phone,
            "tier": visitor.tier,
            "locale": visitor.locale,
            "created_at": wire_time(visitor.created_at),
            "blocked": visitor.blocked_at is not None,
        },
        "consents": [
            {
                "version": one.version,
                "text": one.text,
                "lang": one.lang,
                "link": one.link,
                "at": wire_time(one.at),
            }
            for one in consents
        ],
        "conversations": told,
    }


async def erase_visitor(desk: Desk, *, actor: Actor, visitor_id: str, confirm: str, hold_tag: str) -> Erasure:
    """Delete a customer with everything of theirs; `confirm` is what they are known by, typed again."""
    actor.must_administer()
    async with desk.store.reading() as tx:
        visitor = await _visitor(tx, visitor_id)
        if confirm.strip().casefold() != label_of(visitor).casefold():
            raise Invalid("confirm: this is not what the customer is known by.")
        ids = await tx.erasing.of_visitor(visitor_id)
        known = [await tx.conversations.get(id_) for id_ in ids]
    if any(one is not None and hold_tag in one.tags for one in known):
        raise Conflict("A conversation of this customer is held; take the tag off first.")
    for one in known:
        if one is not None and one.state is not ConversationState.RESOLVED:
            await _close(desk, one.id)
    return await _erase(desk, actor, visitor_id)


async def _close(desk: Desk, conversation_id: str) -> None:
    """So that no agent has a place taken by it, and nobody's screen goes on showing it as open."""
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id)
        if conversation.state is not ConversationState.RESOLVED:
            await close(work, conversation, reason=ERASED)


async def _erase(desk: Desk, actor: Actor, visitor_id: str) -> Erasure:
    counts = Counter[str]()
    async with desk.store.transaction() as tx:
        for id_ in await tx.erasing.of_visitor(visitor_id):
            conversation = await tx.conversations.get(id_)
            if conversation is not None and conversation.state is not ConversationState.RESOLVED:
                raise Conflict("The customer has just written again; try once more.")
            counts["messages"] += await tx.erasing.drop(id_)
            counts["conversations"] += 1
        if not await tx.erasing.drop_visitor(visitor_id):
            raise NotFound("There is no such customer.")
        erasure = _noted(desk, actor, ErasureKind.ERASED, visitor_id, **counts)
        await tx.erasing.note(erasure)
    return erasure


async def _visitor(tx: Transaction, visitor_id: str) -> Visitor:
    visitor = await tx.people.visitor(visitor_id)
    if visitor is None:
        raise NotFound("There is no such customer.")
    return visitor


async def _conversation(tx: Transaction, conversation_id: str) -> Mapping[str, object]:
    conversation = await tx.conversations.get(conversation_id)
    assert conversation is not None, "read from one state"
    said = visible_to_visitor(await tx.messages.of(conversation_id))
    came = await tx.mails.received(conversation_id)
    return {
        "id": conversation.id,
        "channel": conversation.channel.value,
        "lang": conversation.lang,
        "opened_at": wire_time(conversation.opened_at),
        "resolved_at": wire_time(conversation.resolved_at) if conversation.resolved_at else None,
        "ticket": conversation.ticket,
        "merged_into": conversation.merged_into,
        "tags": list(conversation.tags),
        "csat": conversation.csat,
        "goal": conversation.goal,
        "messages": [_message(one) for one in said],
        "mails": [
            {
                "kind": one.kind.value,
                "address": one.address,
                "state": one.state.value,
                "at": wire_time(one.created_at),
            }
            for one in await tx.mails.of(conversation_id)
        ],
        "mails_in": [{"sender": one.sender, "at": wire_time(one.at)} for one in came],
        "promises": [
            {"text": one.text, "state": one.state.value, "due_at": wire_time(one.due_at)}
            for one in await tx.promises.of(conversation_id)
        ],
    }


def _message(message: Message) -> Mapping[str, object]:
    return {
        "seq": message.seq,
        "author": {"type": message.author.type.value, "name": message.author.name},
        "kind": message.kind.value,
        "text": message.text,
        "lang": message.lang,
        "mood": message.mood,
        "created_at": wire_time(message.created_at),
        "visit": dict(visit_of(message)),
        "attachments": [
            {**file, "path": path_in_archive(message.conversation_id, file)}
            for file in attachments_in(message.payload)
        ],
    }


def path_in_archive(conversation_id: str, file: Told) -> str:
    """Where a file lies among those that are given out with this; by its id, for two may have one name."""
    return f"files/{conversation_id}/{file['id'][-LABEL_CHARS:]}-{file['name']}"


def _noted(desk: Desk, actor: Actor, kind: ErasureKind, visitor_id: str, **counts: int) -> Erasure:
    return Erasure(
        id=desk.new_id(),
        kind=kind,
        at=desk.clock(),
        by_name=actor.name,
        by_id=actor.id,
        visitor_id=visitor_id,
        counts=counts,
    )
