"""Tickets: the customer goes away, and the same conversation goes on without anybody waiting at the page."""

from handoff.desk.context import Desk
from handoff.desk.conversation.merged import going_on
from handoff.desk.conversation.returns import must_be_welcome
from handoff.desk.identity.consents import must_have_agreed
from handoff.desk.identity.contacts import keep_contact
from handoff.desk.mail.ticketing import make_ticket
from handoff.desk.ownership.handoff import must_answer_for
from handoff.desk.ownership.handovers import into_queue
from handoff.desk.work import working
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.briefing.facts import Fact
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import EscalationReason
from handoff.domain.identity.contact import email_of
from handoff.domain.identity.people import Actor


async def open_ticket(
    desk: Desk, *, visitor_id: str, conversation_id: str, email: str | None = None
) -> ConversationView:
    """The customer wants the answer later; asking again only keeps another address."""
    left = _left(email)
    async with working(desk) as work:
        conversation = await going_on(work, await work.conversation(conversation_id, visitor_id=visitor_id))
        if not conversation.with_people:
            await must_be_welcome(work, conversation)
            await must_have_agreed(work, conversation)
            await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.ASKED_FOR_HUMAN))
        await keep_contact(work, conversation, left)
        await make_ticket(work, conversation)
        return await work.view(conversation, visitor_id)


async def turn_into_ticket(
    desk: Desk, *, agent: Actor, conversation_id: str, email: str | None = None
) -> ConversationView:
    """The agent (its owner, or one who leads) goes on with it later; the owner stays."""
    left = _left(email)
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        must_answer_for(agent, conversation)
        await keep_contact(work, conversation, left)
        await make_ticket(work, conversation)
        return await work.view(conversation, agent.id)


def _left(email: str | None) -> list[Fact]:
    return [Fact(name="email", value=email_of(email))] if email else []
