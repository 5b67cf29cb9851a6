"""Reads the desk's mailbox every few seconds, in one process at a time, and each mail once."""

import asyncio
import contextlib
import logging
from collections import Counter
from datetime import timedelta

from handoff.desk.context import Desk
from handoff.desk.mail import letterbox
from handoff.desk.mail.letterbox import Detect, Place
from handoff.domain.errors import Conflict
from handoff.health.metrics import Metrics
from handoff.mail.letters import read_letter
from handoff.mail.mailbox import ImapMailbox, OpenMailbox, Raw, Unreadable

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
AT_ONCE = 20
MOST_TRIES = 3
LAST_SECONDS = 5.0


class MailReader:
    """One round after the other until it is closed."""

    def __init__(
        self,
        desk: Desk,
        *,
        mailbox: ImapMailbox,
        own: str,
        detect: Detect,
        worker: str,
        metrics: Metrics,
        seconds: float,
    ) -> None:
        self._desk = desk
        self._mailbox = mailbox
        self._own = own
        self._detect = detect
        self._worker = worker
        self._metrics = metrics
        self._seconds = seconds
        self._failures: Counter[int] = Counter()
        self._over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to read."""
        self._task = asyncio.create_task(self._run(), name="mail-reader")

    async def close(self) -> None:
        """Stop after the mail in hand; a server that hangs is left behind."""
        self._over.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=LAST_SECONDS)
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def round(self) -> int:
        """Take in what is new, unless another process reads; returns how many mails were dealt with."""
        if await self._held() is None:
            return 0
        box = await asyncio.to_thread(self._mailbox.open)
        try:
            return await self._read(box)
        finally:
            with contextlib.suppress(Exception):
                await asyncio.to_thread(box.close)

    async def _read(self, box: OpenMailbox) -> int:
        dealt = 0
        while (held := await self._held()) is not None:
            uids = await asyncio.to_thread(box.new, *held)
            for uid in uids[:AT_ONCE]:
                if self._over.is_set() or not await self._one(box, uid):
                    return dealt
                dealt += 1
            if len(uids) <= AT_ONCE:
                break
        return dealt

    async def _held(self) -> tuple[int | None, int] | None:
        return await letterbox.hold(self._desk, self._mailbox.name, self._worker, LEASE)

    async def _one(self, box: OpenMailbox, uid: int) -> bool:
        """Deal with one mail; False where this round must end."""
        place = Place(mailbox=self._mailbox.name, worker=self._worker, validity=box.validity, uid=uid)
        raw = await asyncio.to_thread(box.fetch, uid)
        if raw is None:
            return True
        try:
            outcome = await self._take_in(raw, place)
        except Conflict:
            log.info("mail %s of %s is another process's", uid, place.mailbox)
            return False
        except Exception:
            return await self._failed(raw, place)
        self._metrics.mails.labels("in", outcome).inc()
        log.info("mail %s of %s: %s", uid, place.mailbox, outcome)
        await asyncio.to_thread(box.done, uid)
        return True

    async def _take_in(self, raw: Raw, place: Place) -> str:
        letter = await asyncio.to_thread(read_letter, raw.data, own=self._own, too_large=raw.too_large)
        return await letterbox.take_in(self._desk, letter, detect=self._detect, place=place)

    async def _failed(self, raw: Raw, place: Place) -> bool:
        """Try again in the next rounds; a mail that fails every time is passed over, and stays unread."""
        self._failures[raw.uid] += 1
        log.exception("mail %s of %s failed", raw.uid, place.mailbox)
        if self._failures[raw.uid] < MOST_TRIES:
            return False
        await letterbox.pass_over(self._desk, f"<{place.mailbox} {place.validity} {raw.uid}>"[-255:], place)
        self._metrics.mails.labels("in", "failed").inc()
        return True

    async def _run(self) -> None:
        while not self._over.is_set():
            try:
                await self.round()
            except Unreadable as error:
                self._metrics.mailbox_failures.inc()
                log.warning("the mailbox cannot be read: %s", error)
            except Exception:
                self._metrics.mailbox_failures.inc()
                log.exception("a round of the mailbox failed; the next one follows")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._seconds):
                    await self._over.wait()
