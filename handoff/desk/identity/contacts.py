"""Keeps how a customer can be reached, inside somebody's work."""

from dataclasses import replace

from handoff.desk.work import Work
from handoff.domain.briefing.facts import Fact
from handoff.domain.conversation.machine import Conversation
from handoff.domain.identity.contact import CALL_BACK, EMAIL_LEFT, contact_in

KEYS = {"email": EMAIL_LEFT, "phone": CALL_BACK}


async def keep_contact(work: Work, conversation: Conversation, left: list[Fact]) -> None:
    """What is new is kept on the visitor and said in the conversation; the host site's address stands."""
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    assert visitor is not None
    for fact in await _new(work, conversation, left):
        if fact.name == "phone":
            visitor = replace(visitor, phone=fact.value)
            work.record(conversation.ask_call_back(at=work.at))
        else:
            work.record(conversation.await_mail(at=work.at))
            if visitor.external_id is None or visitor.email is None:
                visitor = replace(visitor, email=fact.value)
                work.record(conversation.mail_fails(False, at=work.at))
                if conversation.asynchronous and work.policy.mail.enabled:
                    await work.post(conversation)
        await work.announce(conversation, KEYS[fact.name], **{fact.name: fact.value})
    await work.tx.people.save_visitor(visitor)


async def _new(work: Work, conversation: Conversation, left: list[Fact]) -> list[Fact]:
    """Without what was said last of its kind since the bot had the conversation."""
    said = await work.tx.messages.of(conversation.id, after=conversation.bot_since_seq)
    known = {fact.name: fact.value for message in said for fact in contact_in(message)}
    return [fact for fact in left if known.get(fact.name) != fact.value]
