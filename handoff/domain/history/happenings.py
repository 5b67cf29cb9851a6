"""What a use case did, in the words that webhooks tell it in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from handoff.domain.conversation.attachment import attachments_in
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author, Message
from handoff.domain.enums import MessageKind, Owner
from handoff.domain.history.events import (
    AnswerRated,
    ClockMoved,
    ConversationRated,
    Event,
    MessageAdded,
    OfferEnded,
    OfferMade,
    OwnerChanged,
    PromiseMoved,
)
from handoff.domain.history.keeping import Touched
from handoff.domain.identity.people import Visitor
from handoff.domain.promise.ledger import PromiseState
from handoff.domain.timing.sla import ClockState
from handoff.domain.webhook import HookEvent

Details = Mapping[str, object]
Happening = tuple[HookEvent, Details]

PROMISES = {
    PromiseState.OPEN: HookEvent.PROMISE_MADE,
    PromiseState.BROKEN: HookEvent.PROMISE_BROKEN,
    PromiseState.KEPT: HookEvent.PROMISE_KEPT,
}
CLOCKS = {ClockState.WARNED: HookEvent.SLA_WARNED, ClockState.BREACHED: HookEvent.SLA_BREACHED}

TOLD_OF_FILES: tuple[Literal["id", "name", "type", "size"], ...] = ("id", "name", "type", "size")


def happenings(events: Sequence[Event], touched: Touched) -> list[Happening]:
    """What happened in one conversation, in the order in which it did."""
    was, conversation = touched.before, touched.after
    found: list[Happening] = []
    if begun(conversation) and not begun(was):
        found.append((HookEvent.CONVERSATION_OPENED, {}))
    for event in events:
        found += _told(event, touched)
    found += _joined(touched)
    if conversation.ticket is not None and was.ticket is None:
        found.append((HookEvent.TICKET_CREATED, {"ticket": {"number": conversation.ticket}}))
    return found


def begun(conversation: Conversation) -> bool:
    """Whether the customer has said or wished anything; opening the widget alone is nothing yet."""
    return conversation.last_visitor_seq > 0 or conversation.sla.handed_off_at is not None


def facts_of(conversation: Conversation, visitor: Visitor | None) -> Details:
    """The conversation and its customer as they stand after what happened."""
    agent = conversation.agent_id and {"id": conversation.agent_id, "name": conversation.agent_name}
    return {
        "conversation": {
            "id": conversation.id,
            "owner": conversation.owner.value,
            "epoch": conversation.epoch,
            "state": conversation.state.value,
            "lang": conversation.lang,
            "priority": conversation.priority.value,
            "reason": conversation.reason.value if conversation.reason else None,
            "channel": conversation.channel.value,
            "team_id": conversation.team_id,
            "agent": agent or None,
            "ticket": conversation.ticket,
            "merged_into": conversation.merged_into,
            "tags": list(conversation.tags),
            "opened_at": conversation.opened_at,
            "head_seq": conversation.head_seq,
        },
        "visitor": {
            "id": conversation.visitor_id,
            "external_id": visitor.external_id if visitor else None,
            "name": visitor.name if visitor else None,
            "email": visitor.email if visitor else None,
            "phone": visitor.phone if visitor else None,
        },
    }


def _joined(touched: Touched) -> Iterator[Happening]:
    """It goes on in another from now on, or by itself again."""
    was, is_now = touched.before.merged_into, touched.after.merged_into
    if touched.merged:
        yield HookEvent.CONVERSATION_MERGED, {"into": is_now, "before": touched.before.owner.value}
    elif touched.unmerged:
        yield HookEvent.CONVERSATION_UNMERGED, {"out_of": was, "after": touched.after.owner.value}


def _told(event: Event, touched: Touched) -> Iterator[Happening]:
    match event:
        case MessageAdded():
            note = event.message.kind is MessageKind.NOTE
            kind = HookEvent.NOTE_CREATED if note else HookEvent.MESSAGE_CREATED
            yield kind, {"message": _message(event.message)}
        case OwnerChanged():
            yield from _moved(event, touched)
        case OfferMade():
            yield HookEvent.OFFER_MADE, {"agent_id": event.agent_id, "expires_at": event.expires_at}
        case OfferEnded():
            yield HookEvent.OFFER_ENDED, {"agent_id": event.agent_id, "outcome": event.outcome.value}
        case ConversationRated():
            yield HookEvent.CONVERSATION_RATED, {"score": event.score}
        case AnswerRated():
            yield HookEvent.ANSWER_RATED, {"message_id": event.message_id, "helpful": event.helpful}
        case PromiseMoved() if event.state in PROMISES:
            yield (
                PROMISES[event.state],
                {"promise": {"id": event.promise_id, "author": event.author.value, "late": event.late}},
            )
        case ClockMoved() if event.state in CLOCKS:
            yield CLOCKS[event.state], {"clock": event.clock.value, "at": event.at}


def _moved(event: OwnerChanged, touched: Touched) -> Iterator[Happening]:
    """A change of owner, and what it means; what a merge did is told as a merge."""
    was, is_now = event.before, event.after
    reason = event.reason.value if event.reason else None
    agents = {"agent_before": event.agent_before, "agent_after": event.agent_after}
    change = {"before": was.value, "after": is_now.value, "epoch": event.epoch, **agents}
    yield HookEvent.CONVERSATION_OWNER_CHANGED, change | {"reason": reason}
    if touched.merged or touched.unmerged:
        return
    if was is Owner.NOBODY:
        yield HookEvent.CONVERSATION_REOPENED, {"after": is_now.value}
    if is_now is Owner.QUEUE and was is not Owner.AGENT:
        yield HookEvent.CONVERSATION_HANDOFF, {"before": was.value, "reason": reason}
    elif is_now is Owner.AGENT:
        yield HookEvent.CONVERSATION_ASSIGNED, {"before": was.value, **agents}
    elif is_now is Owner.BOT and was is Owner.AGENT:
        yield HookEvent.CONVERSATION_HANDED_BACK, {"agent_before": event.agent_before}
    elif is_now is Owner.NOBODY:
        by = {"before": was.value, "agent_before": event.agent_before}
        yield HookEvent.CONVERSATION_RESOLVED, by | {"resolve_reason": touched.after.resolve_reason}


def _message(message: Message) -> Details:
    return {
        "id": message.id,
        "seq": message.seq,
        "author": _author(message.author),
        "kind": message.kind.value,
        "text": message.text,
        "lang": message.lang,
        "created_at": message.created_at,
        "attachments": [
            {name: file[name] for name in TOLD_OF_FILES} for file in attachments_in(message.payload)
        ],
    }


def _author(author: Author) -> Details:
    return {"type": author.type.value, "id": author.id, "name": author.name}
