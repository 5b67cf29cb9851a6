"""What mail servers report of our mails: one came back, or was not wanted."""

from handoff.desk.mail.suppressing import stop_mail, suppress
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.mail import Letter, LetterKind, Mail, MailKind
from handoff.domain.suppression import SuppressionReason, condemns


async def take_report(work: Work, letter: Letter, conversation: Conversation | None) -> str:
    """Tell the conversation, and write no more to an address that is wrong or whose owner complains."""
    if conversation is None:
        return "ignored"
    mail = await _mail(work, letter)
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    address = (mail.address if mail else None) or (visitor.email if visitor else None)
    copy = mail is not None and mail.kind is MailKind.TRANSCRIPT
    if letter.kind is LetterKind.COMPLAINT:
        await suppress(work, address, SuppressionReason.COMPLAINED, letter.problem)
        if not copy:
            await stop_mail(work, conversation, address)
        return "complained"
    if condemns(letter.problem):
        await suppress(work, address, SuppressionReason.BOUNCED, letter.problem)
    if copy:
        await work.announce(conversation, "transcript_failed", email=address)
    elif not conversation.undeliverable:
        work.record(conversation.mail_fails(True, at=work.at))
        await work.announce(conversation, "mail_failed", email=address or "")
    return "bounced"


async def _mail(work: Work, letter: Letter) -> Mail | None:
    """The mail of ours that the report is about, where it names one."""
    for message_id in letter.answers:
        if (mail := await work.tx.mails.sent_as(message_id)) is not None:
            return mail
    return None
