"""What could be merged: the conversations of one customer, whose letters came as strangers'."""

from collections.abc import Sequence

from handoff.desk.context import Desk
from handoff.desk.identity.identities import MOST_LISTED, bring
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import Channel
from handoff.domain.errors import IllegalTransition, NotFound
from handoff.domain.identity.one_customer import Claim, customer_of
from handoff.domain.identity.people import Actor


async def others(desk: Desk, *, agent: Actor, conversation_id: str) -> tuple[ConversationView, ...]:
    """What else this customer has said something in, the latest first: what could be merged.

    Also by a letter, or by a page whose host vouches for the address.
    """
    agent.must_be_agent()
    async with desk.store.reading() as tx:
        view = await tx.conversations.view(conversation_id)
        if view is None:
            raise NotFound("There is no such conversation.")
        found = await tx.conversations.of_visitor(view.visitor_id, MOST_LISTED)
        if view.visitor_email:
            here, known = _claim(view), {one.id for one in found}
            alike = await tx.conversations.of_address(view.visitor_email, MOST_LISTED)
            found += [one for one in alike if one.id not in known and customer_of(_claim(one), here)]
    found.sort(key=lambda one: (one.updated_at, one.id), reverse=True)
    return tuple(one for one in found if one.id != view.id and one.head_seq and one.merged_into is None)


def _claim(view: ConversationView) -> Claim:
    return Claim(
        visitor_id=view.visitor_id,
        email=view.visitor_email,
        known=view.visitor_known,
        by_mail=view.channel is Channel.EMAIL,
        blocked=view.visitor_blocked,
    )


async def make_one_customers(
    work: Work, gone: Conversation, into: Conversation, more: Sequence[Conversation]
) -> None:
    """Both belong to one visitor from now on, with what was merged into either."""
    if gone.visitor_id == into.visitor_id:
        return
    theirs = [await work.tx.people.visitor(one.visitor_id) for one in (gone, into)]
    claims = [
        Claim.of(one, of.channel) for one, of in zip(theirs, (gone, into), strict=True) if one is not None
    ]
    whose = customer_of(claims[0], claims[1]) if len(claims) == 2 else None
    if whose is None:
        raise IllegalTransition("Only conversations of the same customer can be merged.")
    for one in (gone, into, *more):
        if one.visitor_id != whose:
            await bring(work, one, whose)


async def give_back(work: Work, conversation: Conversation, visitor_id: str | None) -> None:
    """To whose it was before, unless that visitor was forgotten since."""
    if visitor_id is None or visitor_id == conversation.visitor_id:
        return
    if await work.tx.people.visitor(visitor_id) is not None:
        await bring(work, conversation, visitor_id)
