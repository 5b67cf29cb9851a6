"""The desk's mailbox over IMAP: what is new, one mail at a time; blocking, for a thread."""

import ssl
from dataclasses import dataclass

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags

from handoff.mail.servers import MailServer

SECONDS = 30.0


class Unreadable(Exception):
    """The mailbox cannot be read now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A mail as it lies there; of one that is too large only the head."""

    uid: int
    data: bytes
    too_large: int | None = None


class OpenMailbox:
    """A connection with the folder chosen; used by one thread at a time."""

    def __init__(self, box: BaseMailBox, folder: str, most_bytes: int) -> None:
        self._box = box
        self._most_bytes = most_bytes
        self.validity = int(box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])

    def new(self, validity: int | None, last_uid: int) -> list[int]:
        """The UIDs to be read, in order: after the last one, or what is unseen in a folder not known yet."""
        if validity != self.validity:
            return sorted(int(uid) for uid in self._box.uids("UNSEEN"))
        found = (int(uid) for uid in self._box.uids(f"UID {last_uid + 1}:*"))
        # A server answers with the last mail where there is none after it.
        return sorted(uid for uid in found if uid > last_uid)

    def fetch(self, uid: int) -> Raw | None:
        """The mail, left as unread as it was; None where somebody has taken it away."""
        size = self._size(uid)
        if size is None:
            return None
        large = size > self._most_bytes
        data = self._data(uid, "(BODY.PEEK[HEADER])" if large else "(BODY.PEEK[])")
        return None if data is None else Raw(uid=uid, data=data, too_large=size if large else None)

    def done(self, uid: int) -> None:
        """Mark a mail as read, for people who look into the mailbox."""
        self._box.flag([str(uid)], [MailMessageFlags.SEEN], True)

    def close(self) -> None:
        self._box.logout()

    def _size(self, uid: int) -> int | None:
        _, answer = self._box.client.uid("fetch", str(uid), "(RFC822.SIZE)")
        for item in answer:
            words = item if isinstance(item, bytes) else b""
            if b"RFC822.SIZE" in words:
                return int(words.split(b"RFC822.SIZE")[1].split()[0].rstrip(b")"))
        return None

    def _data(self, uid: int, what: str) -> bytes | None:
        _, answer = self._box.client.uid("fetch", str(uid), what)
        return next((bytes(item[1]) for item in answer if isinstance(item, tuple)), None)


class ImapMailbox:
    """Opens the mailbox that the settings name."""

    def __init__(self, server: MailServer, *, most_bytes: int, seconds: float = SECONDS) -> None:
        self._server = server
        self._most_bytes = most_bytes
        self._seconds = seconds

    @property
    def name(self) -> str:
        return f"{self._server.user}@{self._server.shown}/{self._server.folder}"[:255]

    def open(self) -> OpenMailbox:
        """Connect and log in, or raise Unreadable."""
        server = self._server
        try:
            box = self._connected()
        except Exception as error:
            raise Unreadable(f"{server.shown}: {error}") from error
        try:
            box.login(server.user, server.password, initial_folder=server.folder)
            return OpenMailbox(box, server.folder, self._most_bytes)
        except Exception as error:
            box.client.shutdown()
            raise Unreadable(f"{server.shown}: {error}") from error

    def _connected(self) -> BaseMailBox:
        host, port, seconds = self._server.host, self._server.port, self._seconds
        if self._server.tls:
            return MailBox(host, port, timeout=seconds, ssl_context=ssl.create_default_context())
        if self._server.is_local:
            return MailBoxUnencrypted(host, port, timeout=seconds)
        return MailBoxStartTls(host, port, timeout=seconds, ssl_context=ssl.create_default_context())
