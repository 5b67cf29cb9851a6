"""Hands mails to the SMTP server, and tells what it says of them."""

import ssl
from email.message import EmailMessage

import aiosmtplib

from handoff.mail.servers import MailServer

SECONDS = 30.0
PERMANENT = 500


class NotSent(Exception):
    """A mail did not go out; `refused` when the server spoke of this mail, `final` when it meant for good."""

    def __init__(self, problem: str, *, refused: bool = False, final: bool = False) -> None:
        super().__init__(problem)
        self.refused = refused
        self.final = final


class SmtpPost:
    """One connection a mail: a desk sends few, and a server that was restarted is simply asked again."""

    def __init__(self, server: MailServer, *, seconds: float = SECONDS) -> None:
        self._server = server
        self._seconds = seconds

    async def send(self, mail: EmailMessage, *, sender: str, recipient: str) -> None:
        """Deliver to the server, or raise NotSent."""
        try:
            async with self._client() as client:
                await self._log_in(client)
                await client.send_message(mail, sender=sender, recipients=[recipient])
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refused(error.recipients[0]) from error
        except aiosmtplib.SMTPDataError as error:
            raise _refused(error) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotSent(f"{self._server.shown}: {error}") from error

    async def check(self) -> None:
        """Connect and log in, or raise NotSent."""
        try:
            async with self._client() as client:
                await self._log_in(client)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotSent(str(error)) from error

    def _client(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.tls,
            timeout=self._seconds,
        )

    async def _log_in(self, client: aiosmtplib.SMTP) -> None:
        if not self._server.user:
            return
        secure = isinstance(client.get_transport_info("ssl_object"), ssl.SSLObject)
        if not secure and not self._server.is_local:
            raise NotSent(f"{self._server.shown} offers no TLS, and a password is not sent without it")
        await client.login(self._server.user, self._server.password)


def _refused(error: aiosmtplib.SMTPResponseException) -> NotSent:
    problem = f"{error.code} {error.message}"
    return NotSent(problem, refused=True, final=error.code >= PERMANENT)
