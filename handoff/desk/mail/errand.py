"""What stands in a mail to a customer, before it is put into the form of one."""

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.mail import Enclosed, Mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something said to the customer, or when it matters by whom and when; the desk's own have no author."""

    author: str | None
    text: str
    lang: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A mail with everything that stands in it; `number` is the ticket's, if it is one."""

    mail: Mail
    number: int | None
    lang: str
    subject: str
    name: str | None
    lines: tuple[Line, ...]
    at: datetime
    files: tuple[Enclosed, ...] = ()
    quoted: str | None = None
    thread: tuple[str, ...] = ()
    by_a_person: bool = False
