"""Mails from customers: each taken in once, as words in their ticket, a note, or a new ticket."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handoff.desk.context import Desk
from handoff.desk.conversation.attachments import attachment_of, keep_received, look_at
from handoff.desk.conversation.merged import going_on
from handoff.desk.conversation.messages import visitor_says
from handoff.desk.conversation.returns import must_be_welcome
from handoff.desk.mail.mail_reports import take_report
from handoff.desk.mail.suppressing import hears_from
from handoff.desk.mail.ticketing import make_ticket
from handoff.desk.ownership.handovers import into_queue
from handoff.desk.words import say
from handoff.desk.work import SYSTEM_AUTHOR, Work, working
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.conversation.attachment import Attachment
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author
from handoff.domain.conversation.ticket import number_in
from handoff.domain.enums import AuthorType, Channel, EscalationReason, MessageKind
from handoff.domain.errors import Blocked, Conflict, Invalid
from handoff.domain.identity.people import Visitor
from handoff.domain.languages import spoken
from handoff.domain.mail import Enclosed, Incoming, Letter, LetterKind, Mail, MailKind

Detect = Callable[[str, str], str]
HOUR = timedelta(hours=1)
MEGABYTE = 1_000_000
CLIENT_ID_CHARS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a mailbox a mail lay, and who reads there."""

    mailbox: str
    worker: str
    validity: int
    uid: int


async def take_in(desk: Desk, letter: Letter, *, detect: Detect, place: Place | None = None) -> str:
    """Deal with one mail in one transaction, and say what became of it; a second delivery is `known`."""
    files = [
        await _looked_at(desk, one) for one in letter.attachments[: desk.policy.attachments.most_in_message]
    ]
    letter = replace(letter, attachments=(*files, *letter.attachments[len(files) :]))
    async with working(desk) as work:
        known = await work.tx.mails.came_in(letter.message_id)
        outcome = "known" if known is not None else await _dealt_with(work, letter, detect)
        if place is not None and not await work.tx.mails.note_mailbox(
            place.mailbox, place.worker, place.validity, place.uid
        ):
            raise Conflict("Another process reads this mailbox by now.")
        return outcome


async def pass_over(desk: Desk, message_id: str, place: Place) -> None:
    """A mail that cannot be dealt with is remembered as such, so that those after it come in."""
    async with working(desk) as work:
        failed = Incoming(message_id=message_id, sender="", outcome="failed", at=work.at)
        await work.tx.mails.take_in(failed)
        await work.tx.mails.note_mailbox(place.mailbox, place.worker, place.validity, place.uid)


async def hold(desk: Desk, mailbox: str, worker: str, lease: timedelta) -> tuple[int | None, int] | None:
    """Become or stay the one who reads a mailbox; returns how far it was read, None while another does."""
    async with working(desk) as work:
        if not await work.tx.mails.hold_mailbox(mailbox, worker, work.at, work.at + lease):
            return None
        return await work.tx.mails.mailbox_read(mailbox)


async def _dealt_with(work: Work, letter: Letter, detect: Detect) -> str:
    conversation = await _meant(work, letter)
    outcome, conversation = await _act(work, letter, conversation, detect)
    came = Incoming(
        message_id=letter.message_id,
        sender=letter.sender,
        outcome=outcome,
        at=work.at,
        conversation_id=conversation.id if conversation else None,
    )
    if not await work.tx.mails.take_in(came):
        raise Conflict("This mail was taken in at the same moment.")
    return outcome


async def _act(
    work: Work, letter: Letter, conversation: Conversation | None, detect: Detect
) -> tuple[str, Conversation | None]:
    if letter.kind in (LetterKind.BOUNCE, LetterKind.COMPLAINT):
        return await take_report(work, letter, conversation), conversation
    if letter.kind is LetterKind.AUTOMATIC:
        if conversation is not None:
            await _note(work, conversation, letter, "mail.automatic")
        return ("note" if conversation else "ignored"), conversation
    recent = await work.tx.mails.from_sender(letter.sender, work.at - HOUR)
    if recent >= work.policy.mail.most_an_hour:
        return "too_many", conversation
    if conversation is None:
        return "opened", await _opened(work, letter, detect)
    if not await _is_customers(work, conversation, letter):
        await _note(work, conversation, letter, "mail.stranger")
        return "note", conversation
    return await _said(work, conversation, letter, detect), conversation


async def _meant(work: Work, letter: Letter) -> Conversation | None:
    """By the sealed address it was sent to, else by the mail of ours (or theirs) that it answers."""
    for recipient in letter.recipients:
        number = number_in(recipient, work.policy.mail.key)
        found = await work.tx.mails.conversation_of(number) if number is not None else None
        if found is not None:
            return await going_on(work, await work.conversation(found))
    for message_id in letter.answers:
        mail = await work.tx.mails.sent_as(message_id)
        if mail is not None and await _is_mere_copy(work, letter, mail):
            continue
        came = None if mail else await work.tx.mails.came_in(message_id)
        found = mail.conversation_id if mail else came.conversation_id if came else None
        if found is not None:
            return await going_on(work, await work.conversation(found))
    return None


async def _is_mere_copy(work: Work, letter: Letter, mail: Mail) -> bool:
    """An answer to the copy of a chat that is no ticket is a new one: nobody waits in that chat for mail."""
    if mail.kind is not MailKind.TRANSCRIPT or letter.kind in (LetterKind.BOUNCE, LetterKind.COMPLAINT):
        return False
    return not (await going_on(work, await work.conversation(mail.conversation_id))).asynchronous


async def _is_customers(work: Work, conversation: Conversation, letter: Letter) -> bool:
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    return visitor is not None and (visitor.email or "").lower() == letter.sender.lower()


async def _said(work: Work, conversation: Conversation, letter: Letter, detect: Detect) -> str:
    """The customer's words, as if written on the page: they reopen, and wake what was put aside."""
    work.record(conversation.mail_fails(False, at=work.at))
    await hears_from(work, letter.sender)
    try:
        await must_be_welcome(work, conversation)
    except Blocked:
        return "blocked"
    draft, missing = await _with_files(work, conversation, letter, _draft(work, conversation, letter, detect))
    await visitor_says(work, conversation, draft)
    await _tell_missing(work, conversation, letter, missing)
    return "said"


async def _opened(work: Work, letter: Letter, detect: Detect) -> Conversation:
    """A mail that belongs to no ticket is a new one, with its own visitor: an address proves nobody."""
    await hears_from(work, letter.sender)
    languages = work.policy.languages
    lang = languages.answering(detect(letter.text or letter.subject, languages.default))
    visitor = Visitor(
        id=work.desk.new_id(), locale=lang, created_at=work.at, name=letter.name, email=letter.sender.lower()
    )
    await work.tx.people.add_visitor(visitor)
    conversation, events = Conversation.open(
        id=work.desk.new_id(),
        visitor_id=visitor.id,
        lang=lang,
        at=work.at,
        policy=work.policy,
        channel=Channel.EMAIL,
    )
    await work.add(conversation, events)
    # What it is about may stand in the subject alone; the answers to it need it no more.
    whole = f"{letter.subject}\n\n{letter.text}".strip()
    first = replace(letter, text=whole)
    draft, missing = await _with_files(work, conversation, letter, _draft(work, conversation, first, detect))
    await work.say(conversation, draft)
    await _tell_missing(work, conversation, letter, missing)
    await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.WROTE_EMAIL), tell=False)
    await make_ticket(work, conversation)
    return conversation


async def _note(work: Work, conversation: Conversation, letter: Letter, key: str) -> None:
    """What somebody else wrote is for agents to read, and nothing the customer has said."""
    intro = say(key, conversation.lang, email=letter.sender)
    draft = Draft(
        id=work.desk.new_id(),
        author=SYSTEM_AUTHOR,
        kind=MessageKind.NOTE,
        text=f"{intro}\n\n{_text(work, conversation.lang, letter)}",
    )
    draft, missing = await _with_files(work, conversation, letter, draft)
    if missing:
        told = say("activity.mail_attachments", conversation.lang, names=", ".join(missing))
        draft = replace(draft, text=f"{draft.text}\n\n{told}")
    await work.say(conversation, draft)


async def _with_files(
    work: Work, conversation: Conversation, letter: Letter, draft: Draft
) -> tuple[Draft, list[str]]:
    """The draft with the files of the mail that this desk takes, and the names of the others."""
    most = work.policy.attachments.most_in_message
    files = [_kept(work, conversation, one) for one in letter.attachments[:most]]
    kept = [(file, one.data) for file, one in zip(files, letter.attachments, strict=False) if file]
    left = [one.name for file, one in zip(files, letter.attachments, strict=False) if file is None]
    missing = [*left, *(one.name for one in letter.attachments[most:])]
    return await keep_received(work, draft, kept), missing


def _kept(work: Work, conversation: Conversation, one: Enclosed) -> Attachment | None:
    if one.found is None:
        return None
    return attachment_of(
        work.desk, one.found, name=one.name, size=len(one.data), conversation_id=conversation.id
    )


async def _looked_at(desk: Desk, one: Enclosed) -> Enclosed:
    try:
        found, data = await look_at(desk, one.data)
    except Invalid:
        return one
    return replace(one, found=found, data=data)


async def _tell_missing(work: Work, conversation: Conversation, letter: Letter, names: Sequence[str]) -> None:
    """Say what of the mail is not here."""
    if letter.too_large is not None:
        size = max(1, round(letter.too_large / MEGABYTE))
        await work.announce(conversation, "mail_too_large", size=size)
    if names:
        await work.announce(conversation, "mail_attachments", names=", ".join(names))


def _draft(work: Work, conversation: Conversation, letter: Letter, detect: Detect) -> Draft:
    lang = spoken(detect(letter.text or letter.subject, conversation.lang)) or conversation.lang
    return Draft(
        id=work.desk.new_id(),
        author=Author(type=AuthorType.VISITOR, id=conversation.visitor_id, name=letter.name),
        text=_text(work, lang, letter),
        lang=lang,
        client_message_id=hashlib.sha256(letter.message_id.encode()).hexdigest()[:CLIENT_ID_CHARS],
        payload={"mail": {"subject": letter.subject}},
    )


def _text(work: Work, lang: str, letter: Letter) -> str:
    text = letter.text.strip() or letter.subject or say("mail.empty", lang)
    most = work.policy.mail.most_chars
    return text if len(text) <= most else f"{text[:most].rstrip()}\n\n{say('mail.cut', lang)}"
