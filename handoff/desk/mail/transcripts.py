"""A copy of a conversation by e-mail, for its customer or sent by an agent; never what colleagues noted."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import available_timezones

from handoff.desk.context import Desk
from handoff.desk.conversation.merged import brought_along, going_on
from handoff.desk.mail.errand import Errand, Line
from handoff.desk.mail.suppressing import is_suppressed
from handoff.desk.moments import say_day, say_hour, say_place
from handoff.desk.ownership.handoff import must_answer_for
from handoff.desk.words import say
from handoff.desk.work import Work, working
from handoff.domain.conversation.attachment import in_words
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.merge import WENT_INTO
from handoff.domain.conversation.message import Message, visible_to_visitor
from handoff.domain.enums import AuthorType, MessageKind, Owner
from handoff.domain.errors import Blocked, Invalid, NotFound, RateLimited, Suppressed, Unavailable
from handoff.domain.identity.contact import email_of
from handoff.domain.identity.people import Actor, Visitor
from handoff.domain.mail import Mail, MailKind, MailState


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptForm:
    """Whether a copy can be sent at all, and the address that is known."""

    on: bool
    email: str | None = None


async def transcript_form(desk: Desk, *, actor: Actor, conversation_id: str) -> TranscriptForm:
    """What is shown before somebody asks for a copy."""
    async with desk.store.reading() as tx:
        conversation = await tx.conversations.get(conversation_id)
        if not actor.is_visitor:
            actor.must_be_agent()
        if conversation is None or (actor.is_visitor and conversation.visitor_id != actor.id):
            raise NotFound("There is no such conversation.")
        visitor = await tx.people.visitor(conversation.visitor_id)
    return TranscriptForm(on=desk.policy.mail.enabled, email=visitor.email if visitor else None)


async def send_transcript(
    desk: Desk, *, actor: Actor, conversation_id: str, email: str | None = None, zone: str | None = None
) -> str:
    """Have a copy of what was said so far sent, and say so in the conversation; returns the address.

    Another address than the customer's is allowed and counted more strictly: the desk must be no way to
    flood somebody's mailbox.
    """
    async with working(desk) as work:
        conversation = await going_on(work, await work.conversation_for(actor, conversation_id))
        visitor = await work.tx.people.visitor(conversation.visitor_id)
        if visitor is None:
            raise NotFound("There is no such visitor.")
        _must_be_allowed(work, actor, conversation, visitor)
        address = _address(email, visitor)
        if not any(_is_said(one) for one in await _said(work, conversation.id)):
            raise Invalid("Nothing was said yet.")
        await _must_be_few(work, actor, visitor, conversation.id, address)
        if await is_suppressed(work, address):
            raise Suppressed
        await work.tx.mails.schedule(_mail(work, conversation, address, zone))
        await work.announce(conversation, "transcript_sent", email=address)
        return address


async def transcript_errand(work: Work, conversation: Conversation, mail: Mail, visitor: Visitor) -> Errand:
    """The whole conversation up to the moment at which the copy was asked for."""
    lang, zone = conversation.lang, mail.zone or work.policy.terms.calendar.zone
    messages = await _said(work, conversation.id)
    shown = [one for one in visible_to_visitor(messages) if one.seq <= mail.upto_seq]
    place, day = (
        say_place(zone, mail.created_at, lang),
        say_day(conversation.opened_at, lang, zone),
    )
    intro = Line(author=None, text=say("mail.transcript_intro", lang, place=place), lang=lang)
    return Errand(
        mail=mail,
        number=conversation.ticket,
        lang=lang,
        subject=say("mail.transcript_subject", lang, day=day),
        name=visitor.name if visitor.email == mail.address else None,
        lines=(intro, *_lines(shown, lang, zone, visitor)),
        at=work.at,
    )


async def _said(work: Work, conversation_id: str) -> list[Message]:
    """With what was said in those that were merged into it, as it was said: the customer reads one talk."""
    messages = await work.tx.messages.of(conversation_id)
    talks: dict[str, list[Message]] = {}
    for one in await brought_along(work.tx, messages):
        if one.payload.get("key") != WENT_INTO:
            talks.setdefault(one.conversation_id, []).append(one)
    return list(heapq.merge(*talks.values(), messages, key=lambda one: one.created_at))


def _lines(messages: list[Message], lang: str, zone: str, visitor: Visitor) -> Iterator[Line]:
    """Each day begins with its name."""
    today = ""
    for message in messages:
        day = say_day(message.created_at, lang, zone)
        if day != today:
            today = day
            yield Line(author=None, text=f"— {day} —", lang=lang)
        yield Line(
            author=_author(message, lang, visitor),
            text=in_words(message.text, message.payload),
            lang=message.lang or lang,
            when=say_hour(message.created_at, lang, zone),
        )


def _author(message: Message, lang: str, visitor: Visitor) -> str | None:
    if message.kind is MessageKind.ACTIVITY:
        return None
    if message.author.type is AuthorType.BOT:
        return say("mail.bot", lang)
    named = message.author.name
    return (named or visitor.name or say("mail.customer", lang)) if _by_customer(message) else named


def _by_customer(message: Message) -> bool:
    return message.author.type is AuthorType.VISITOR


def _is_said(message: Message) -> bool:
    return _by_customer(message) or message.author.type is AuthorType.AGENT


def _must_be_allowed(work: Work, actor: Actor, conversation: Conversation, visitor: Visitor) -> None:
    if not actor.is_visitor and conversation.owner is not Owner.NOBODY:
        must_answer_for(actor, conversation)
    if actor.is_visitor and visitor.blocked_at is not None:
        raise Blocked
    if not work.policy.mail.enabled:
        raise Unavailable("This desk sends no e-mail.")


def _address(email: str | None, visitor: Visitor) -> str:
    given = email or visitor.email
    if not given:
        raise Invalid("Say to which address it shall go.")
    return email_of(given)


async def _must_be_few(
    work: Work, actor: Actor, visitor: Visitor, conversation_id: str, address: str
) -> None:
    limits = work.policy.mail.transcripts
    here, theirs, there = await work.tx.mails.transcripts(
        work.at - limits.during, conversation_id=conversation_id, visitor_id=visitor.id, address=address
    )
    if not actor.is_visitor:
        enough = max(here, there) >= limits.by_agents
    else:
        vouched = visitor.external_id is not None and (visitor.email or "").lower() == address
        enough = here >= limits.of_conversation or theirs >= limits.of_visitor
        enough = enough or (not vouched and max(there, theirs) >= limits.for_others)
    if enough:
        raise RateLimited("Enough copies were sent for today; please try again tomorrow.")


def _mail(work: Work, conversation: Conversation, address: str, zone: str | None) -> Mail:
    return Mail(
        id=work.desk.new_id(),
        conversation_id=conversation.id,
        kind=MailKind.TRANSCRIPT,
        state=MailState.SENDING,
        upto_seq=conversation.head_seq,
        address=address,
        zone=zone if zone in available_timezones() else None,
        due_at=work.at,
        created_at=work.at,
    )
