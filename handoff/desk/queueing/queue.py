"""The queue: who waits, who takes whom."""

from collections.abc import Mapping
from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.headers import with_mailing, with_places
from handoff.desk.ownership.handovers import to_agent
from handoff.desk.queueing.places import places_of
from handoff.desk.work import working
from handoff.domain.conversation.view import ConversationView, QueuePlace
from handoff.domain.enums import ListView, Priority
from handoff.domain.errors import Forbidden
from handoff.domain.identity.people import CONVERSING_ROLES, Actor

QUEUE_LIMIT = 500


async def list_queue(desk: Desk, *, actor: Actor) -> tuple[ConversationView, ...]:
    """Everybody waiting, in the order in which they are to be served."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        page = await tx.conversations.page(ListView.QUEUE, reader_id=actor.id, limit=QUEUE_LIMIT)
        return tuple(await with_places(tx, page.items, desk))


async def claim(desk: Desk, *, agent: Actor, conversation_id: str) -> ConversationView:
    """The agent takes a waiting conversation, or one from the bot; the slower of two gets AlreadyClaimed.

    Claiming again what one has is the same claim, for a client that missed the ack.
    """
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        if not conversation.owned_by(agent.id):
            record = await work.tx.people.agent(agent.id)
            if record is None or not record.active or record.role not in CONVERSING_ROLES:
                raise Forbidden("Only agents may claim a conversation.")
            await to_agent(work, conversation, record)
        return await work.view(conversation, agent.id)


async def prioritise(
    desk: Desk, *, agent: Actor, conversation_id: str, priority: Priority
) -> ConversationView:
    """How soon it must be served; any agent may say so, and see the others' places move."""
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        work.record(conversation.prioritise(priority, at=work.at, policy=work.policy))
        return await work.view(conversation, agent.id)


async def positions(desk: Desk) -> dict[str, QueuePlace]:
    """The place of every waiting conversation, to tell their visitors when the queue moved."""
    async with desk.store.reading() as tx:
        return await places_of(tx, desk)


async def moved(
    desk: Desk, told: Mapping[str, QueuePlace]
) -> tuple[dict[str, QueuePlace], list[ConversationView]]:
    """The same, and of the same moment the headers of those who were told another place."""
    async with desk.store.reading() as tx:
        places = await places_of(tx, desk)
        ids = [id_ for id_, place in places.items() if told.get(id_) != place]
        views = await tx.conversations.views(ids) if ids else []
    return places, [replace(with_mailing(view, desk), queue=places[view.id]) for view in views]


async def first_waiting(desk: Desk) -> list[str]:
    """The first who wait, by id: a cheap look at whether the queue has moved."""
    async with desk.store.reading() as tx:
        return await tx.conversations.waiting(QUEUE_LIMIT)


async def position(desk: Desk, *, conversation_id: str) -> QueuePlace | None:
    """The place of one conversation; None when it does not wait."""
    return (await positions(desk)).get(conversation_id)
