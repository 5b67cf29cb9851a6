"""What a customer can do while they wait for a person: leave the queue, or leave word and go."""

from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.handovers import leave_queue
from handoff.desk.work import Work, working
from handoff.domain.contact import CALL_BACK, EMAIL_LEFT, contact_in, email_of, phone_of
from handoff.domain.conversation import Conversation
from handoff.domain.enums import Owner
from handoff.domain.errors import IllegalTransition, Invalid
from handoff.domain.facts import Fact
from handoff.domain.view import ConversationView

KEYS = {"email": EMAIL_LEFT, "phone": CALL_BACK}


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
    """Keep an e-mail address, or a number to be called at; the place in the queue stays as it is."""
    left = [Fact(name="email", value=email_of(email))] if email else []
    left += [Fact(name="phone", value=phone_of(phone, desk.policy.phone_region))] if phone else []
    if not left:
        raise Invalid("Leave an e-mail address or a telephone number.")
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id, visitor_id=visitor_id)
        if not conversation.with_people:
            raise IllegalTransition("Nobody is being waited for in this conversation.")
        await _keep(work, conversation, left)
        return await work.view(conversation, visitor_id)


async def _keep(work: Work, conversation: Conversation, left: list[Fact]) -> None:
    """What is new is kept on the visitor and said in the conversation; the host site's address stands."""
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    assert visitor is not None
    for fact in await _new(work, conversation, left):
        if fact.name == "phone":
            visitor = replace(visitor, phone=fact.value)
            work.record(conversation.ask_call_back(at=work.at))
        elif visitor.external_id is None or visitor.email is None:
            visitor = replace(visitor, email=fact.value)
        await work.announce(conversation, KEYS[fact.name], **{fact.name: fact.value})
    await work.tx.people.save_visitor(visitor)


async def _new(work: Work, conversation: Conversation, left: list[Fact]) -> list[Fact]:
    """Without what was said last of its kind since the bot had the conversation."""
    said = await work.tx.messages.of(conversation.id, after=conversation.bot_since_seq)
    known = {fact.name: fact.value for message in said for fact in contact_in(message)}
    return [fact for fact in left if known.get(fact.name) != fact.value]
