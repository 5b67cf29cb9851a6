"""The step by which a conversation becomes a ticket, inside somebody's work."""

from handoff.desk.mail.suppressing import is_suppressed
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import Owner


async def make_ticket(work: Work, conversation: Conversation) -> None:
    """Give it a number and tell the customer where the answer will come; a ticket stays the one it is."""
    if conversation.asynchronous:
        return
    number = await work.tx.mails.next_number()
    work.record(conversation.become_ticket(number, at=work.at, policy=work.policy))
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    email = visitor.email if visitor and work.policy.mail.enabled else None
    if await is_suppressed(work, email):
        work.record(conversation.mail_fails(True, at=work.at))
        email = None
    key = "ticket_opened" if email else "ticket_opened_here"
    await work.announce(conversation, key, number=number, email=email)


async def make_ticket_if_away(work: Work, conversation: Conversation) -> bool:
    """The desk's own ticket (law 6): nobody is here to answer, and the customer can be reached elsewhere."""
    if conversation.asynchronous or conversation.owner is not Owner.QUEUE:
        return False
    if await work.anybody_for(conversation):
        return False
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    if visitor is None or not visitor.email:
        return False
    await make_ticket(work, conversation)
    return True
