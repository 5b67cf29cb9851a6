"""Starts what the settings ask for of e-mail."""

from contextlib import AsyncExitStack

from handoff.config import Settings
from handoff.desk.context import Desk
from handoff.desk.mail.letterbox import Detect
from handoff.health.metrics import Metrics
from handoff.mail.mailbox import ImapMailbox
from handoff.mail.post import SmtpPost
from handoff.mail.reader import MailReader
from handoff.mail.sender import MailSender
from handoff.mail.servers import Letterhead, server_of


async def start_mail(
    stack: AsyncExitStack, *, settings: Settings, desk: Desk, metrics: Metrics, detect: Detect
) -> None:
    """Send and read, each if it is set up, until the stack closes."""
    if not settings.smtp_url:
        return
    head = letterhead_of(settings)
    post, worker = SmtpPost(server_of(settings.smtp_url)), desk.new_id()
    sender = MailSender(desk, post=post, head=head, worker=worker, metrics=metrics)
    await sender.start()
    stack.push_async_callback(sender.close)
    if not settings.imap_url:
        return
    reader = MailReader(
        desk,
        mailbox=mailbox_of(settings),
        own=head.address,
        detect=detect,
        worker=worker,
        metrics=metrics,
        seconds=settings.imap_seconds,
    )
    await reader.start()
    stack.push_async_callback(reader.close)


def letterhead_of(settings: Settings) -> Letterhead:
    return Letterhead.of(settings.mail_from, settings.secret_key, answers_are_read=bool(settings.imap_url))


def mailbox_of(settings: Settings) -> ImapMailbox:
    return ImapMailbox(server_of(settings.imap_url), most_bytes=settings.mail_max_bytes)
