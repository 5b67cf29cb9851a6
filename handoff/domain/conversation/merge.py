"""A merge: two conversations of one customer become one, and for a while can be taken apart again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta

from handoff.domain.conversation.message import Message
from handoff.domain.conversation.record import ConversationRecord
from handoff.domain.enums import ConversationState, EscalationReason, MessageKind, Owner, Priority
from handoff.domain.errors import IllegalTransition, Invalid
from handoff.domain.timing.sla import Sla

UNDO_WITHIN = timedelta(minutes=10)
ABOUT_CHARS = 80
# After these a merge is not taken back: they were said to whom they found there.
SPOKEN = frozenset({MessageKind.TEXT, MessageKind.CARD, MessageKind.FORM})
# The keys of the activities: in the conversation that goes on, and in the one that was merged into it.
TOOK_IN, GAVE_BACK = "merged_in", "unmerged_out"
WENT_INTO, CAME_BACK = "merged_into", "unmerged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a conversation stood before a merge, as far as the merge changes it."""

    owner: Owner
    state: ConversationState
    priority: Priority
    agent_id: str | None
    agent_name: str | None
    task: str | None
    deferred: EscalationReason | None
    tags: tuple[str, ...]
    goal: str | None
    waiting_since: datetime | None
    customer_waits: bool
    call_back: bool
    email_left: bool
    snoozed_until: datetime | None
    resolved_at: datetime | None
    resolve_reason: str | None
    csat: int | None
    csat_due: bool
    sla: Sla

    @classmethod
    def of(cls, conversation: ConversationRecord) -> "Standing":
        return cls(**{one.name: getattr(conversation, one.name) for one in fields(cls)})

    def waiting(self, at: datetime) -> "Standing":
        """The same in the queue: whoever had it cannot take it now."""
        return replace(
            self,
            owner=Owner.QUEUE,
            state=ConversationState.OPEN,
            agent_id=None,
            agent_name=None,
            snoozed_until=None,
            waiting_since=self.waiting_since or at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPromise:
    """Where a promise stood before it went along."""

    id: str
    seq: int
    keeper_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What is kept of a merge so that it can be undone: with the line that tells of it.

    `seq` is the place of that line in the conversation `into`, whose epoch was `epoch` then. The visitors are
    whose the two were, where the merge made them one customer's.
    """

    into: str
    seq: int
    epoch: int
    at: datetime
    before: Standing
    into_before: Standing
    promises: tuple[MovedPromise, ...] = field(default=())
    visitor: str | None = None
    into_visitor: str | None = None

    def must_be_undoable(self, into: ConversationRecord, said: Sequence[Message], at: datetime) -> None:
        """Refuse to take apart what has grown together."""
        if at - self.at > UNDO_WITHIN:
            minutes = round(UNDO_WITHIN.total_seconds() / 60)
            raise IllegalTransition(f"A merge can be undone for {minutes} minutes.")
        if into.epoch != self.epoch:
            raise IllegalTransition(
                "The conversation has changed hands since: this cannot be undone any more."
            )
        later = [one for one in said if one.seq > self.seq]
        if any(one.kind in SPOKEN for one in later):
            raise IllegalTransition("Something was written since: this cannot be undone any more.")
        if any(one.seq > self.seq for one in lines_of(said)):
            raise IllegalTransition("Undo the later merge first.")


def must_fit(gone: ConversationRecord, into: ConversationRecord) -> None:
    """Refuse what is not two conversations, or has no open end to go on at."""
    if gone.id == into.id:
        raise Invalid("A conversation cannot be merged with itself.")
    if gone.merged_into is not None:
        raise IllegalTransition("This conversation was merged into another already.")
    if gone.last_visitor_seq == 0:
        raise IllegalTransition("The customer has said nothing in it: there is nothing to merge.")
    if into.owner is Owner.NOBODY:
        raise IllegalTransition("A conversation that is over takes no other in.")


def lines_of(messages: Sequence[Message]) -> list[Message]:
    """The lines that tell of conversations merged into this one and not taken out again."""
    found: dict[object, Message] = {}
    for message in messages:
        if message.kind is MessageKind.ACTIVITY:
            key, of = message.payload.get("key"), merged_by(message)
            if key == TOOK_IN and of is not None:
                found[of] = message
            elif key == GAVE_BACK:
                found.pop(of, None)
    return list(found.values())


def merged_by(line: Message) -> str | None:
    """The conversation that such a line speaks of."""
    params = line.payload.get("params")
    of = params.get("conversation_id") if isinstance(params, dict) else None
    return of if isinstance(of, str) else None


def more_urgent(one: Priority, other: Priority) -> Priority:
    """The one that is to be served sooner."""
    order = list(Priority)
    return min(one, other, key=order.index)
