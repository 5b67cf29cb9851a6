"""A desk with both mail servers, and mails as customers' programs write them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from handoff.config import Settings
from handoff.desk.mail import tickets
from handoff.desk.queueing import queue
from handoff.domain.enums import Channel, ListView
from handoff.domain.identity.people import Actor
from handoff.domain.policy import MailPolicy, Policy
from handoff.health.metrics import Metrics
from handoff.mail.post import SmtpPost
from handoff.mail.reader import MailReader
from handoff.mail.running import letterhead_of, mailbox_of
from handoff.mail.sender import MailSender
from handoff.mail.servers import server_of
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from kb_index.language import detect
from tests.support.desks import World
from tests.support.mail_servers import ImapServer, SmtpServer, imap_server, smtp_server

KIM, DESK = "kim@example.org", "help@shop.example"
KEY = "a key for tests that is long enough"


@dataclass(kw_only=True)
class Post:
    """A desk with both mail servers, whose rounds a test makes itself."""

    world: World
    smtp: SmtpServer
    imap: ImapServer
    settings: Settings
    metrics: Metrics
    sender: MailSender
    reader: MailReader

    async def ticket(self, agent: Actor | None = None, text: str = "The lamp is dark.") -> tuple[Actor, str]:
        """A ticket of Kim's, with an agent if one is named."""
        visitor, conversation_id = await self.world.waiting(text)
        await tickets.open_ticket(
            self.world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email=KIM
        )
        if agent is not None:
            await queue.claim(self.world.desk, agent=agent, conversation_id=conversation_id)
        return visitor, conversation_id

    async def sends(self) -> list[EmailMessage]:
        """What goes out once the window is over."""
        before = len(self.smtp.mails)
        self.world.clock.forward(minutes=3)
        await self.sender.round()
        return self.smtp.mails[before:]

    async def reads(self, *mails: EmailMessage | bytes) -> int:
        """Deliver to the mailbox, and read it."""
        await self.imap.deliver(*mails)
        return await self.reader.round()

    def another_sender(self) -> MailSender:
        return sender_of(self.world, self.settings, self.metrics, "another")

    def another_reader(self) -> MailReader:
        return reader_of(self.world, self.settings, self.metrics, "another")

    def counted(self, direction: str, outcome: str) -> float:
        name, labels = "baton_mails_total", {"direction": direction, "outcome": outcome}
        return self.metrics.registry.get_sample_value(name, labels) or 0.0

    async def opened(self) -> list[str]:
        """The conversations that began by e-mail, newest first."""
        async with self.world.desk.store.reading() as tx:
            page = await tx.conversations.page(ListView.TICKETS, reader_id="")
        return [view.id for view in page.items if view.channel is Channel.EMAIL]


def sender_of(world: World, settings: Settings, metrics: Metrics, worker: str) -> MailSender:
    return MailSender(
        world.desk,
        post=SmtpPost(server_of(settings.smtp_url), seconds=5),
        head=letterhead_of(settings),
        worker=worker,
        metrics=metrics,
    )


def reader_of(world: World, settings: Settings, metrics: Metrics, worker: str) -> MailReader:
    return MailReader(
        world.desk,
        mailbox=mailbox_of(settings),
        own=DESK,
        detect=detect,
        worker=worker,
        metrics=metrics,
        seconds=3600,
    )


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}"
    await upgrade(url)
    engine = open_engine(url)
    async with smtp_server() as smtp, imap_server() as imap:
        settings = Settings(
            data_dir=tmp_path,
            secret_key=KEY,
            smtp_url=smtp.url,
            mail_from=f"Lumen Shop <{DESK}>",
            imap_url=imap.url,
            mail_max_bytes=20_000,
        )
        policy = Policy(presence_ttl=timedelta(days=365), mail=MailPolicy(enabled=True, key=KEY))
        world, metrics = World(SqlStore(engine), policy), Metrics()
        yield Post(
            world=world,
            smtp=smtp,
            imap=imap,
            settings=settings,
            metrics=metrics,
            sender=sender_of(world, settings, metrics, "one"),
            reader=reader_of(world, settings, metrics, "one"),
        )
    await engine.dispose()


def letter(
    text: str, *, sender: str = KIM, to: str = DESK, subject: str = "Lamp", **headers: str
) -> EmailMessage:
    """A mail as a customer's program writes it."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Kim <{sender}>", to, subject
    mail["Message-ID"] = headers.pop("message_id", f"<{abs(hash((text, sender, subject)))}@kim.example>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def reply(to: EmailMessage, text: str, *, sender: str = KIM, **headers: str) -> EmailMessage:
    """An answer to a mail of the desk's, to the address it asks for, with what it said quoted."""
    body = to.get_body(("plain",))
    assert body is not None
    quoted = "\n".join(f"> {line}" for line in body.get_content().splitlines())
    wrote = f"On Mon, 2 Mar 2026 at 10:00, Lumen Shop <{DESK}> wrote:"
    return letter(
        f"{text}\n\n{wrote}\n{quoted}\n",
        sender=sender,
        to=str(to["Reply-To"]),
        subject=f"Re: {to['Subject']}",
        In_Reply_To=str(to["Message-ID"]),
        **headers,
    )


def bounce_of(mail: EmailMessage, status: str, *, to: str = KIM) -> bytes:
    """A mail server's report that a mail of the desk's has failed."""
    told = f"Final-Recipient: rfc822; {to}\r\nAction: failed\r\nStatus: {status}\r\n"
    return report_on(mail, "message/delivery-status", f"Reporting-MTA: dns; mx.example\r\n\r\n{told}")


def complaint_of(mail: EmailMessage) -> bytes:
    """A mailbox provider's report that somebody has called a mail of the desk's unwanted."""
    told = "Feedback-Type: abuse\r\nUser-Agent: SomeMailbox/1.0\r\nVersion: 1\r\n"
    return report_on(mail, "message/feedback-report", told)


def report_on(mail: EmailMessage, kind: str, told: str) -> bytes:
    return (
        f"From: MAILER-DAEMON@mx.example\r\nTo: {mail['Reply-To']}\r\nSubject: Undelivered Mail\r\n"
        f"Message-ID: <b1.{mail['Message-ID'][1:12]}@mx.example>\r\nAuto-Submitted: auto-replied\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n"
        f"--B\r\nContent-Type: {kind}\r\n\r\n{told}"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {mail['Message-ID']}\r\n--B--\r\n"
    ).encode()


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def texts(said: list[object]) -> list[str]:
    return [str(getattr(one, "text", "")) for one in said]
