"""A real SMTP server and a real IMAP server on random ports, which a test may turn off and fill."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session
from imap_tools import MailBoxUnencrypted

from handoff.bot_link.free_port import free_port
from tests.support.waiting import eventually

USER, PASSWORD = "desk", "a secret/with@signs"


@dataclass(kw_only=True)
class SmtpServer:
    """Takes mails, or answers as it is told to."""

    port: int = field(default_factory=free_port)
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    at_recipient: str | None = None
    at_data: str | None = None
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def up(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, hostname="mail.test", enable_SMTPUTF8=True), "127.0.0.1", self.port
        )

    async def down(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        self._server = None

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_recipient is not None:
            return self.at_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.at_data is not None:
            return self.at_data
        assert isinstance(envelope.content, bytes)
        self.envelopes.append(envelope)
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@dataclass(frozen=True, kw_only=True)
class ImapServer:
    """A mailbox in another process."""

    port: int

    @property
    def url(self) -> str:
        return f"imap://{USER}:a%20secret%2Fwith%40signs@127.0.0.1:{self.port}/INBOX"

    async def deliver(self, *mails: EmailMessage | bytes) -> None:
        """Put mails into the mailbox, as a mail server does."""
        await asyncio.to_thread(self._append, [bytes(mail) for mail in mails])

    async def flags(self) -> list[tuple[str, ...]]:
        """The flags of each mail, in order."""
        return await asyncio.to_thread(self._flags)

    def _append(self, mails: list[bytes]) -> None:
        with self._box() as box:
            for mail in mails:
                box.append(mail, "INBOX")

    def _flags(self) -> list[tuple[str, ...]]:
        with self._box() as box:
            return [mail.flags for mail in box.fetch(mark_seen=False)]

    def _box(self) -> MailBoxUnencrypted:
        box = MailBoxUnencrypted("127.0.0.1", self.port, timeout=60)
        box.login(USER, PASSWORD, initial_folder="INBOX")
        return box


@asynccontextmanager
async def smtp_server() -> AsyncIterator[SmtpServer]:
    """An SMTP server, up."""
    server = SmtpServer()
    await server.up()
    try:
        yield server
    finally:
        await server.down()


@asynccontextmanager
async def imap_server() -> AsyncIterator[ImapServer]:
    """pymap with one empty mailbox, in a process of its own."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import sys; from pymap.main import main; sys.exit(main())",
        "--host", "127.0.0.1", "--port", str(port), "--no-tls",
        "--no-service", "managesieve", "--no-service", "admin",
        "dict", "--demo-user", USER, "--demo-password", PASSWORD,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    server = ImapServer(port=port)

    async def answers() -> bool:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            await writer.wait_closed()
            return True
        return False

    try:
        await eventually(answers)
        yield server
    finally:
        process.terminate()
        await process.wait()
