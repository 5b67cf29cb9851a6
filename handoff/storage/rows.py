"""Between rows and the values of the domain."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from handoff.domain.conversation.handoff import Handoff
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author, Message
from handoff.domain.conversation.ticket import ticket_of
from handoff.domain.conversation.view import AgentRef, ConversationView
from handoff.domain.enums import (
    AuthorType,
    Availability,
    Channel,
    ConversationState,
    EscalationReason,
    HandoffOutcome,
    MessageKind,
    Owner,
    Priority,
    Role,
)
from handoff.domain.identity.people import Agent, Visitor
from handoff.domain.queueing.offer import Offer, OfferOutcome
from handoff.domain.timing.sla import Sla

ENUMS: dict[str, type[StrEnum]] = {
    "owner": Owner,
    "state": ConversationState,
    "priority": Priority,
    "reason": EscalationReason,
    "deferred": EscalationReason,
    "outcome": HandoffOutcome,
    "role": Role,
    "availability": Availability,
    "channel": Channel,
}
MEMBERS: dict[str, dict[object, StrEnum]] = {
    name: {one.value: one for one in members} for name, members in ENUMS.items()
}
TUPLES = frozenset({"tags", "evidence", "languages", "skills", "teams"})
CONVERSATION = tuple(field.name for field in fields(Conversation))
CONVERSATION_COLUMNS = (*CONVERSATION, "queue_due_at", "sla_due_at")
HANDOFF = tuple(field.name for field in fields(Handoff))
AGENT = tuple(field.name for field in fields(Agent))
VISITOR = tuple(field.name for field in fields(Visitor))
OFFER = tuple(field.name for field in fields(Offer))
SLA = TypeAdapter(Sla)

Values = dict[str, object]
Row = RowMapping | Mapping[str, Any]


def _pick(row: Row, names: tuple[str, ...]) -> Values:
    found: Values = {name: row[name] for name in names}
    for name in MEMBERS.keys() & found.keys():
        if found[name] is not None:
            found[name] = MEMBERS[name][found[name]]
    for name in TUPLES & found.keys():
        value = found[name]
        if isinstance(value, list):
            found[name] = tuple(value)
    return found


def _values(thing: object, names: tuple[str, ...]) -> Values:
    values = {name: getattr(thing, name) for name in names}
    return {name: list(value) if name in TUPLES else value for name, value in values.items()}


def conversation_of(row: Row) -> Conversation:
    return Conversation(**(_pick(row, CONVERSATION) | {"sla": sla_of(row["sla"])}))  # type: ignore[arg-type]


def conversation_values(conversation: Conversation) -> Values:
    key = conversation.queue_key
    return _values(conversation, CONVERSATION) | {
        "queue_due_at": key.due_at if key else None,
        "sla": SLA.dump_python(conversation.sla, mode="json", exclude_defaults=True),
        "sla_due_at": conversation.sla.due_at,
    }


def sla_of(value: object) -> Sla:
    """The clocks as they were stored; a conversation from before there were any has none."""
    return SLA.validate_python(value) if value else Sla()


def handoff_of(row: Row) -> Handoff:
    return Handoff(**_pick(row, HANDOFF))  # type: ignore[arg-type]


def handoff_values(handoff: Handoff) -> Values:
    return _values(handoff, HANDOFF) | {"signals": dict(handoff.signals)}


def agent_of(row: Row) -> Agent:
    return Agent(**_pick(row, AGENT))  # type: ignore[arg-type]


def agent_values(agent: Agent) -> Values:
    return _values(agent, AGENT)


def visitor_of(row: Row) -> Visitor:
    return Visitor(**_pick(row, VISITOR))  # type: ignore[arg-type]


def visitor_values(visitor: Visitor) -> Values:
    return _values(visitor, VISITOR)


def offer_of(row: Row) -> Offer:
    outcome = row["outcome"]
    return Offer(
        **{name: row[name] for name in OFFER if name != "outcome"},
        outcome=OfferOutcome(outcome) if outcome else None,
    )


def offer_values(offer: Offer) -> Values:
    return _values(offer, OFFER)


def message_of(row: Row) -> Message:
    return Message(
        id=row["id"],
        conversation_id=row["conversation_id"],
        seq=row["seq"],
        author=Author(
            type=AuthorType(row["author_type"]),
            id=row["author_id"],
            name=row["author_name"],
            picture=row.get("author_picture"),
        ),
        kind=MessageKind(row["kind"]),
        text=row["text"],
        lang=row["lang"],
        created_at=row["created_at"],
        client_message_id=row["client_message_id"],
        payload=row["payload"],
        mood=row["mood"],
    )


def message_values(message: Message) -> Values:
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "seq": message.seq,
        "author_type": message.author.type,
        "author_id": message.author.id,
        "author_name": message.author.name,
        "kind": message.kind,
        "text": message.text,
        "lang": message.lang,
        "created_at": message.created_at,
        "client_message_id": message.client_message_id,
        "payload": dict(message.payload),
        "mood": message.mood,
    }


def view_of(row: Row) -> ConversationView:
    """A list line; a resolved or bot-owned conversation does not wait."""
    agent_id, owner = row["agent_id"], Owner(row["owner"])
    reason = row["reason"]
    return ConversationView(
        id=row["id"],
        visitor_id=row["visitor_id"],
        owner=owner,
        epoch=row["epoch"],
        state=ConversationState(row["state"]),
        lang=row["lang"],
        priority=Priority(row["priority"]),
        opened_at=row["opened_at"],
        updated_at=row["updated_at"],
        head_seq=row["head_seq"],
        begun=row["last_visitor_seq"] > 0 or bool(reason),
        reason=EscalationReason(reason) if reason else None,
        agent=AgentRef(id=agent_id, name=row["agent_name"] or "", picture=row["agent_picture"])
        if agent_id
        else None,
        waiting_since=row["waiting_since"] if owner is Owner.QUEUE else None,
        deadline_at=row["deadline_at"],
        resolved_at=row["resolved_at"],
        resolve_reason=row["resolve_reason"],
        task=row["task"],
        tags=tuple(row["tags"]),
        csat=row["csat"],
        csat_due=row["csat_due"] and owner is Owner.NOBODY,
        call_back=row["call_back"],
        visitor_name=row["visitor_name"],
        visitor_email=row["visitor_email"],
        visitor_phone=row["visitor_phone"],
        visitor_known=bool(row["visitor_known"]),
        visitor_tier=row["visitor_tier"],
        visitor_blocked=bool(row["visitor_blocked"]),
        unread=row["unread"],
        goal=row["goal"],
        last_text=row["preview"],
        sla=sla_of(row["sla"]),
        snoozed_until=row["snoozed_until"],
        channel=Channel(row["channel"]),
        ticket=ticket_of(
            row["ticket"],
            owner=owner,
            state=ConversationState(row["state"]),
            customer_waits=row["customer_waits"],
            undeliverable=row["undeliverable"],
            address=row["visitor_email"],
        ),
        merged_into=row["merged_into"],
    )
