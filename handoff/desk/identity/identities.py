"""A visitor becomes a contact: the host site says who it is whose conversations these are."""

from dataclasses import dataclass, replace

from handoff.desk.context import Desk
from handoff.desk.identity.consents import lacks_consent, note_consent, read_consent
from handoff.desk.identity.intake import Answers
from handoff.desk.identity.people import create_visitor, tier_of
from handoff.desk.work import Work, working
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import ConversationView
from handoff.domain.errors import ConsentRequired, Invalid
from handoff.domain.history.events import ConversationChanged
from handoff.domain.identity.people import MOST_EXTERNAL_ID_CHARS, Visitor

MOST_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """Who it is from now on, and whether the conversations so far came along."""

    visitor: Visitor
    kept: bool


async def identify(
    desk: Desk,
    *,
    visitor_id: str,
    external_id: str,
    name: str | None = None,
    email: str | None = None,
    tier: str | None = None,
    locale: str | None = None,
    intake: Answers | None = None,
) -> Identified:
    """An anonymous visitor becomes the contact and keeps the conversations; another contact's stay theirs."""
    if not 0 < len(external_id) <= MOST_EXTERNAL_ID_CHARS:
        raise Invalid(f"An external id has 1 to {MOST_EXTERNAL_ID_CHARS} characters.")
    async with working(desk) as work:
        me = await work.tx.people.visitor(visitor_id)
        await _must_have_agreed(work, visitor_id, external_id, intake)
        if me is not None and me.external_id is None:
            told = replace(me, external_id=external_id, name=name, email=email, tier=tier_of(tier))
            return await _become(work, me, told)
    same = me is not None and me.external_id == external_id
    contact = await create_visitor(
        desk, locale=locale, external_id=external_id, name=name, email=email, tier=tier
    )
    return Identified(visitor=contact, kept=same)


async def agree(desk: Desk, *, visitor: Visitor, intake: Answers) -> None:
    """A visitor agreed to what the desk asks before a chat."""
    async with working(desk) as work:
        await note_consent(work, visitor.id, intake, visitor.locale)


async def _must_have_agreed(work: Work, visitor_id: str, external_id: str, given: Answers | None) -> None:
    """Before somebody's name is taken down; who is known already stays so."""
    if not await lacks_consent(work.tx, visitor_id):
        return
    if given and await read_consent(work.tx, visitor_id, given, work.policy.languages.default, work.at):
        return
    if await work.tx.people.visitor_by_external_id(external_id) is None:
        raise ConsentRequired


async def list_own(desk: Desk, *, visitor_id: str) -> tuple[ConversationView, ...]:
    """The customer's own conversations in which something was said, the latest first.

    What was merged into another is read there.
    """
    async with desk.store.reading() as tx:
        found = await tx.conversations.of_visitor(visitor_id, MOST_LISTED)
    return tuple(view for view in found if view.head_seq and view.merged_into is None)


async def _become(work: Work, me: Visitor, told: Visitor) -> Identified:
    """`told` is who the host site says it is, with nothing of what was known before."""
    mine = await work.tx.conversations.of_visitor(me.id, MOST_LISTED)
    contact = replace(told, name=told.name or me.name, email=told.email or me.email)
    if await work.tx.people.claim_contact(contact):
        work.record(ConversationChanged(conversation_id=one.id, visitor_id=me.id) for one in mine)
        return Identified(visitor=contact, kept=True)
    known = await work.tx.people.visitor_by_external_id(told.external_id or "")
    assert known is not None
    contact = replace(
        known,
        name=told.name or known.name,
        email=told.email or known.email or me.email,
        tier=told.tier or known.tier,
        phone=known.phone or me.phone,
        blocked_at=known.blocked_at or me.blocked_at,
    )
    await work.tx.people.save_visitor(contact)
    await work.tx.consents.bring(me.id, contact.id)
    for one in mine:
        await bring(work, await work.conversation(one.id, visitor_id=me.id), contact.id)
    return Identified(visitor=contact, kept=True)


async def bring(work: Work, conversation: Conversation, visitor_id: str) -> None:
    """A conversation moves to who its customer turned out to be, with what was read in it."""
    marks = await work.tx.messages.marks(conversation.id, visitors=True)
    work.record(conversation.belong_to(visitor_id))
    await work.tx.messages.put_seen(conversation.id, visitor_id, True, marks.seen)
    await work.tx.messages.put_delivered(conversation.id, visitor_id, True, marks.delivered)
