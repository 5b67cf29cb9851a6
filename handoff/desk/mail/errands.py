"""Mails to customers: what they have not seen yet, taken in hand by one process, sent or tried again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handoff.desk.context import Desk
from handoff.desk.conversation.merged import going_on
from handoff.desk.mail.errand import Errand, Line
from handoff.desk.mail.suppressing import is_suppressed, stop_mail, suppress
from handoff.desk.mail.transcripts import transcript_errand
from handoff.desk.words import say
from handoff.desk.work import Work, working
from handoff.domain.briefing.goal import shortened
from handoff.domain.conversation.attachment import attachments_in, in_words
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, MessageKind
from handoff.domain.errors import NotFound
from handoff.domain.identity.people import Visitor
from handoff.domain.mail import Enclosed, Mail, MailKind, MailState, goes_by_mail, pause_after
from handoff.domain.suppression import SuppressionReason, condemns

LEASE = timedelta(minutes=2)
MOST_REFERENCES = 20
SUBJECT_CHARS = 70
MOST_ENCLOSED = 10_000_000
HUMAN = frozenset({AuthorType.AGENT})


async def due(desk: Desk, limit: int = 20) -> list[Mail]:
    """What is to be sent now."""
    async with desk.store.reading() as tx:
        return await tx.mails.due(desk.clock(), limit)


async def oldest(desk: Desk) -> datetime | None:
    """Since when the longest waiting mail waits, for the alarm."""
    async with desk.store.reading() as tx:
        return await tx.mails.oldest_due()


async def begin(desk: Desk, mail: Mail, *, worker: str, domain: str) -> Errand | None:
    """Take a mail in hand and fix its words; None where somebody was faster or there is nothing to tell.

    A crash after this lets go of it when the lease ends; it is sent again under the same Message-ID then.
    """
    async with working(desk) as work:
        conversation = await work.conversation(mail.conversation_id)
        until = work.at + LEASE
        if not await work.tx.mails.take(mail, worker, until):
            return None
        visitor = await work.tx.people.visitor(conversation.visitor_id)
        if visitor is None:
            raise NotFound("There is no such visitor.")
        taken = replace(mail, worker=worker, due_at=until, tries=mail.tries + 1)
        taken = await _ready(work, conversation, taken, visitor, domain)
        await work.tx.mails.settle(taken, worker)
        if taken.state is MailState.DROPPED:
            return None
        if taken.kind is MailKind.TRANSCRIPT:
            return await transcript_errand(work, conversation, taken, visitor)
        return await _errand(work, conversation, taken, visitor)


async def sent(desk: Desk, mail: Mail) -> bool:
    """The mail server has it; False where another worker has taken it over meanwhile."""
    async with working(desk) as work:
        done = replace(mail, state=MailState.SENT, ended_at=work.at, problem=None)
        ours = await work.tx.mails.settle(done, mail.worker or "")
        if ours and mail.kind is MailKind.ANSWER:
            conversation = await work.conversation(mail.conversation_id)
            work.record(conversation.mail_fails(False, at=work.at))
        return ours


async def failed(desk: Desk, mail: Mail, problem: str, *, refused: bool, final: bool = False) -> MailState:
    """Try again later; what the server refuses for good, or too often, is told to both sides instead.

    While our own server cannot be reached nothing is given up: it is nobody's address that is wrong.
    """
    pause = None if final else pause_after(mail.tries if refused else min(mail.tries, 8))
    async with working(desk) as work:
        if pause is not None:
            later = replace(mail, due_at=work.at + pause, problem=problem)
            await work.tx.mails.settle(later, mail.worker or "")
            return MailState.SENDING
        dead = replace(mail, state=MailState.DEAD, ended_at=work.at, problem=problem)
        conversation = await going_on(work, await work.conversation(mail.conversation_id))
        if await work.tx.mails.settle(dead, mail.worker or ""):
            await _given_up(work, conversation, mail)
            if final and condemns(problem):
                await suppress(work, mail.address, SuppressionReason.BOUNCED, problem)
        return MailState.DEAD


async def _given_up(work: Work, conversation: Conversation, mail: Mail) -> None:
    if mail.kind is MailKind.TRANSCRIPT:
        await work.announce(conversation, "transcript_failed", email=mail.address)
        return
    work.record(conversation.mail_fails(True, at=work.at))
    await work.announce(conversation, "mail_failed", email=mail.address)


async def _ready(work: Work, conversation: Conversation, mail: Mail, visitor: Visitor, domain: str) -> Mail:
    """The mail with its words and its Message-ID, or dropped where nobody is to get it."""
    if mail.state is MailState.WAITING:
        mail = await _packed(work, mail, visitor, domain)
    elif mail.message_id is None:
        mail = replace(mail, message_id=f"<{mail.id}@{domain}>")
    if mail.state is MailState.SENDING and await is_suppressed(work, mail.address):
        mail = replace(mail, state=MailState.DROPPED, ended_at=work.at, problem="suppressed")
        conversation = await going_on(work, conversation)
        if mail.kind is MailKind.ANSWER:
            await stop_mail(work, conversation, mail.address)
        else:
            await work.announce(conversation, "transcript_failed", email=mail.address)
    return mail


async def _packed(work: Work, mail: Mail, visitor: Visitor, domain: str) -> Mail:
    """The mail with its words fixed, or dropped: the customer has seen them, or has left no address."""
    earlier = await work.tx.mails.of(mail.conversation_id)
    answers = [one for one in earlier if one.kind is MailKind.ANSWER]
    told = [one.upto_seq for one in answers if one.state in (MailState.SENT, MailState.SENDING)]
    seen = (await work.tx.messages.marks(mail.conversation_id, visitors=True)).seen
    after = max([seen, *told])
    said = [one for one in await work.tx.messages.of(mail.conversation_id, after=after) if goes_by_mail(one)]
    if not said or not visitor.email:
        problem = "no address" if said else "seen"
        return replace(mail, state=MailState.DROPPED, ended_at=work.at, problem=problem)
    return replace(
        mail,
        state=MailState.SENDING,
        from_seq=after,
        upto_seq=said[-1].seq,
        address=visitor.email,
        message_id=f"<{mail.id}@{domain}>",
    )


async def _errand(work: Work, conversation: Conversation, mail: Mail, visitor: Visitor) -> Errand:
    messages = [one for one in await work.tx.messages.of(conversation.id) if one.seq <= mail.upto_seq]
    said = [one for one in messages if one.seq > mail.from_seq and goes_by_mail(one)]
    asked = [one for one in messages if one.author.type is AuthorType.VISITOR]
    return Errand(
        mail=mail,
        number=conversation.ticket,
        lang=conversation.lang,
        subject=_subject(conversation.ticket or 0, asked, conversation.lang),
        name=visitor.name,
        lines=tuple(_line(one, conversation.lang) for one in said),
        files=await _files(work, said),
        quoted=in_words(asked[-1].text, asked[-1].payload) if asked else None,
        thread=await _thread(work, mail),
        by_a_person=any(one.author.type in HUMAN for one in said),
        at=work.at,
    )


async def _files(work: Work, said: Sequence[Message]) -> tuple[Enclosed, ...]:
    """The files that go along, as long as a mail server is likely to take them; the lines name them all."""
    taken: list[Enclosed] = []
    room = MOST_ENCLOSED
    for one in (file for message in said for file in attachments_in(message.payload)):
        room -= one["size"]
        data = await work.tx.attachments.data(one["id"]) if room >= 0 else None
        if data is not None:
            taken.append(Enclosed(name=one["name"], type=one["type"], data=data))
    return tuple(taken)


async def _thread(work: Work, mail: Mail) -> tuple[str, ...]:
    """The Message-IDs before this one, oldest first; the first is kept however long the thread becomes."""
    ours = [
        (one.ended_at or one.created_at, one.message_id)
        for one in await work.tx.mails.of(mail.conversation_id)
        if one.message_id and one.id != mail.id and _was_sent(one)
    ]
    theirs = [(one.at, one.message_id) for one in await work.tx.mails.received(mail.conversation_id)]
    ids = [message_id for _, message_id in sorted(ours + theirs)]
    return (*ids[:1], *ids[1:][-MOST_REFERENCES:])


def _was_sent(mail: Mail) -> bool:
    return mail.kind is MailKind.ANSWER and mail.state not in (MailState.DEAD, MailState.DROPPED)


def _line(message: Message, lang: str) -> Line:
    author = message.author.name
    if message.author.type is AuthorType.BOT:
        author = say("mail.bot", lang)
    told, text = message.kind is MessageKind.ACTIVITY, in_words(message.text, message.payload)
    return Line(author=None if told else author, text=text, lang=message.lang or lang)


def _subject(number: int, asked: list[Message], lang: str) -> str:
    """An answer to the customer's own subject, else the ticket's number and what it is about."""
    mailed = next((one.payload["mail"] for one in asked if isinstance(one.payload.get("mail"), dict)), None)
    given = str(mailed.get("subject") or "") if isinstance(mailed, dict) else ""
    if given:
        return given if given.lower().startswith("re:") else f"Re: {given}"
    first = in_words(asked[0].text, asked[0].payload) if asked else ""
    what = shortened(" ".join(first.split()))[:SUBJECT_CHARS]
    return say("mail.subject", lang, number=number, what=what).rstrip(": ")
