"""Whether both mail servers let us in, for the doctor."""

import asyncio
from collections.abc import Awaitable

from handoff.config import Settings
from handoff.health.findings import Finding, ok, problem
from handoff.mail.mailbox import ImapMailbox, Unreadable
from handoff.mail.post import NotSent, SmtpPost
from handoff.mail.servers import server_of

SECONDS = 10.0


async def check_mail(settings: Settings) -> list[Finding]:
    """A desk without a mail server answers tickets in the widget alone, which is no fault."""
    if not settings.smtp_url:
        return [ok("E-mail", "not set up; tickets are answered in the widget")]
    going_out = await _found("E-mail out", _smtp(settings), "BATON_SMTP_URL")
    if not settings.imap_url:
        return [going_out, ok("E-mail in", "not set up; mails say that replies to them are not read")]
    return [going_out, await _found("E-mail in", _imap(settings), "BATON_IMAP_URL")]


async def _found(name: str, checking: Awaitable[str], variable: str) -> Finding:
    try:
        return ok(name, await checking)
    except (NotSent, Unreadable) as error:
        return problem(name, str(error), f"Start the mail server, or mend {variable}.")


async def _smtp(settings: Settings) -> str:
    server = server_of(settings.smtp_url)
    await SmtpPost(server, seconds=SECONDS).check()
    return server.shown


async def _imap(settings: Settings) -> str:
    server = server_of(settings.imap_url)
    mailbox = ImapMailbox(server, most_bytes=settings.mail_max_bytes, seconds=SECONDS)
    opened = await asyncio.to_thread(mailbox.open)
    await asyncio.to_thread(opened.close)
    return f"{server.shown}, folder {server.folder}"
