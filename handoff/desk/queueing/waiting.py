"""What a customer can do while they wait for a person: leave the queue, or leave word and go."""

from handoff.desk.context import Desk
from handoff.desk.conversation.merged import going_on
from handoff.desk.identity.contacts import keep_contact
from handoff.desk.mail.ticketing import make_ticket_if_away
from handoff.desk.ownership.handovers import leave_queue
from handoff.desk.work import working
from handoff.domain.briefing.facts import Fact
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import Owner
from handoff.domain.errors import IllegalTransition, Invalid
from handoff.domain.identity.contact import email_of, phone_of


async def cancel_wait(desk: Desk, *, visitor_id: str, conversation_id: str) -> ConversationView:
    """Out of the queue and back to the bot; cancelling twice is cancelling once."""
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id, visitor_id=visitor_id)
        if conversation.owner is not Owner.BOT:
            await leave_queue(work, conversation)
        return await work.view(conversation, visitor_id)


async def leave_contact(
    desk: Desk, *, visitor_id: str, conversation_id: str, email: str | None = None, phone: str | None = None
) -> ConversationView:
    """Keep an e-mail address, or a number to be called at; the place in the queue stays as it is.

    An address that is left while nobody is here makes a ticket: there is nobody to wait for at the page.
    """
    left = [Fact(name="email", value=email_of(email))] if email else []
    left += [Fact(name="phone", value=phone_of(phone, desk.policy.phone_region))] if phone else []
    if not left:
        raise Invalid("Leave an e-mail address or a telephone number.")
    async with working(desk) as work:
        conversation = await going_on(work, await work.conversation(conversation_id, visitor_id=visitor_id))
        if not conversation.with_people:
            raise IllegalTransition("Nobody is being waited for in this conversation.")
        await keep_contact(work, conversation, left)
        if email:
            await make_ticket_if_away(work, conversation)
        return await work.view(conversation, visitor_id)
