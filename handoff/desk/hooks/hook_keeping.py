"""What is to be told outside, kept in the transaction in which it happens."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from handoff.desk.context import Desk
from handoff.desk.moments import wire_time
from handoff.desk.ports import Transaction
from handoff.domain.history.events import Event
from handoff.domain.history.happenings import Details, facts_of, happenings
from handoff.domain.history.keeping import Touched
from handoff.domain.webhook import Delivery


async def keep_deliveries(
    tx: Transaction, desk: Desk, events: Sequence[Event], touched: Touched, *, at: datetime
) -> None:
    """A row for each thing that happened in a conversation and each webhook that wants to hear of it."""
    webhooks = [one for one in desk.agreed.webhooks if one.active]
    wanted = {event for one in webhooks for event in one.events}
    found = [(event, details) for event, details in happenings(events, touched) if event in wanted]
    if not found:
        return
    conversation = touched.after
    facts = facts_of(conversation, await tx.people.visitor(conversation.visitor_id))
    rows: list[Delivery] = []
    for event, details in found:
        body = body_of(event.value, {**facts, **await _whole(tx, details)}, at)
        rows += [
            Delivery(
                id=desk.new_id(),
                webhook_id=one.id,
                conversation_id=conversation.id,
                event=event.value,
                body=body,
                due_at=at,
                created_at=at,
            )
            for one in webhooks
            if event in one.events
        ]
    await tx.webhooks.tell(rows)


def body_of(event: str, data: Mapping[str, object], at: datetime) -> str:
    """The body in the form of Standard Webhooks; fixed here, so that every try sends the same."""
    told = {"type": event, "timestamp": at, "data": data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_plain)


async def _whole(tx: Transaction, details: Details) -> Details:
    """An event names a promise; who hears of it wants to know what was promised."""
    named = details.get("promise")
    if not isinstance(named, Mapping):
        return details
    promise = await tx.promises.get(str(named["id"]))
    more = {"text": promise.text, "due_at": promise.due_at} if promise else {}
    return {**details, "promise": {**named, **more}}


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return wire_time(value)
    raise TypeError(f"{type(value).__name__} cannot be told")
