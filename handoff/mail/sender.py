"""Sends what is due, every second, in any process; who has a mail in hand is settled in SQL."""

import logging
from email.errors import MessageError
from email.message import EmailMessage
from typing import Protocol

from handoff.desk.context import Desk
from handoff.desk.mail import errands
from handoff.desk.mail.errand import Errand
from handoff.domain.mail import Mail, MailState
from handoff.health.metrics import Metrics
from handoff.loops.rounds import Rounds
from handoff.mail.compose import compose
from handoff.mail.post import NotSent
from handoff.mail.servers import Letterhead

log = logging.getLogger(__name__)

SECONDS = 1.0


class Post(Protocol):
    """What takes a mail away."""

    async def send(self, mail: EmailMessage, *, sender: str, recipient: str) -> None: ...


class MailSender:
    """One round after the other until it is closed."""

    def __init__(
        self,
        desk: Desk,
        *,
        post: Post,
        head: Letterhead,
        worker: str,
        metrics: Metrics,
        seconds: float = SECONDS,
    ) -> None:
        self._desk = desk
        self._post = post
        self._head = head
        self._worker = worker
        self._metrics = metrics
        self._rounds = Rounds(self.round, name="mail-sender", seconds=seconds)

    async def start(self) -> None:
        """Begin to send."""
        self._rounds.start()

    async def close(self) -> None:
        """Stop; a mail that is on its way is sent again by whoever finds it."""
        await self._rounds.close()

    async def round(self) -> None:
        """Send everything that is due now."""
        for mail in await errands.due(self._desk):
            await self._safely(mail)
        oldest = await errands.oldest(self._desk)
        waits = (self._desk.clock() - oldest).total_seconds() if oldest else 0.0
        self._metrics.mail_waits.set(max(0.0, waits))

    async def _safely(self, mail: Mail) -> None:
        """One bad mail never stops the rest; it is tried again when its lease ends."""
        try:
            await self._send(mail)
        except Exception:
            log.exception("mail %s of conversation %s failed", mail.id, mail.conversation_id)

    async def _send(self, mail: Mail) -> None:
        errand = await errands.begin(self._desk, mail, worker=self._worker, domain=self._head.domain)
        if errand is None:
            return
        try:
            await self._hand_over(errand)
        except NotSent as error:
            await self._not_sent(errand.mail, error)
            return
        await errands.sent(self._desk, errand.mail)
        self._metrics.mails.labels("out", "sent").inc()

    async def _hand_over(self, errand: Errand) -> None:
        try:
            written = compose(errand, self._head)
        except (MessageError, ValueError, IndexError) as error:
            raise NotSent(f"this address cannot be written to: {error}", refused=True, final=True) from error
        # A bounce comes to the sender of the envelope, whose seal says which ticket it is about.
        sender = self._head.reply_address(errand.number)
        await self._post.send(written, sender=sender, recipient=errand.mail.address or "")

    async def _not_sent(self, mail: Mail, error: NotSent) -> None:
        log.warning("mail %s of conversation %s was not sent: %s", mail.id, mail.conversation_id, error)
        state = await errands.failed(self._desk, mail, str(error), refused=error.refused, final=error.final)
        self._metrics.mails.labels("out", "dead" if state is MailState.DEAD else "put_off").inc()
