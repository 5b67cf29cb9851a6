"""Headers of conversations as their readers see them: what the store knows, and the place in the queue."""

from collections.abc import Sequence
from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.desk.queueing.places import places_of
from handoff.domain.conversation.ticket import Mailing
from handoff.domain.conversation.view import ConversationView
from handoff.domain.errors import NotFound
from handoff.domain.queueing.queue_order import queue_key


async def view_of(
    tx: Transaction, conversation_id: str, desk: Desk, reader_id: str | None = None
) -> ConversationView:
    """A conversation's header with its place in the queue."""
    view = await header_of(tx, conversation_id, desk, reader_id)
    if view.waiting_since is None:
        return view
    key = queue_key(id=view.id, waiting_since=view.waiting_since, priority=view.priority)
    return replace(view, queue=(await places_of(tx, desk, key)).get(view.id))


async def header_of(
    tx: Transaction, conversation_id: str, desk: Desk, reader_id: str | None = None
) -> ConversationView:
    """A conversation's header alone."""
    view = await tx.conversations.view(conversation_id, reader_id)
    if view is None:
        raise NotFound("There is no such conversation.")
    return with_mailing(view, desk)


def with_mailing(view: ConversationView, desk: Desk) -> ConversationView:
    """The same header, which promises no e-mail where the desk has no mail server."""
    if view.ticket is None or desk.policy.mail.enabled:
        return view
    return replace(view, ticket=replace(view.ticket, mail=Mailing.OFF))


async def with_places(
    tx: Transaction, views: Sequence[ConversationView], desk: Desk
) -> list[ConversationView]:
    """The same headers, those that wait with their place in the queue."""
    views = [with_mailing(view, desk) for view in views]
    if not any(view.waiting_since for view in views):
        return views
    places = await places_of(tx, desk)
    return [replace(view, queue=places.get(view.id)) for view in views]
