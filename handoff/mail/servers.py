"""Where mail goes out and comes in, read from two URLs."""

import ipaddress
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from handoff.domain.conversation.ticket import signed_number

PORTS = {"smtp": 587, "smtps": 465, "imap": 143, "imaps": 993}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """One server with how to log in; `tls` from the first byte, else as soon as the server offers it."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"

    @property
    def is_local(self) -> bool:
        """Whether it is this machine, where nobody listens in between."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def shown(self) -> str:
        return f"{self.host}:{self.port}"


def server_of(url: str) -> MailServer:
    """The server that a checked URL names: smtp(s)://user:password@host:port, imap(s)://…/folder."""
    parts = urlsplit(url)
    return MailServer(
        host=parts.hostname or "localhost",
        port=parts.port or PORTS[parts.scheme],
        tls=parts.scheme.endswith("s"),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """As whom the desk writes, and where answers shall go."""

    name: str
    address: str
    key: str = field(repr=False)
    answers_are_read: bool = False

    @classmethod
    def of(cls, mail_from: str, key: str, *, answers_are_read: bool) -> "Letterhead":
        name, address = parseaddr(mail_from)
        return cls(name=name, address=address, key=key, answers_are_read=answers_are_read)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def reply_address(self, number: int | None) -> str:
        """The desk's address with a ticket's sealed number; its plain one without, or where nobody reads."""
        if number is None or not self.answers_are_read:
            return self.address
        local, _, domain = self.address.rpartition("@")
        return f"{local}+{signed_number(number, self.key)}@{domain}"
