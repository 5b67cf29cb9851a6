"""A ticket: a conversation that went asynchronous; its number is kept, its status is read off the owner."""

import hashlib
import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from enum import StrEnum

from handoff.domain.enums import ConversationState, Owner

TAG_CHARS = 16
SIGNED = re.compile(rf"t([1-9][0-9]{{0,17}})\.([a-z2-7]{{{TAG_CHARS}}})")


class TicketStatus(StrEnum):
    """What a ticket waits for: us, the customer, a moment, or nothing."""

    OPEN = "open"
    PENDING = "pending"
    ON_HOLD = "on_hold"
    SOLVED = "solved"


class Mailing(StrEnum):
    """Whether a ticket's answers also go out by e-mail; `off` where the desk has no mail server."""

    OFF = "off"
    NO_ADDRESS = "no_address"
    ON = "on"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What readers see of it."""

    number: int
    status: TicketStatus
    mail: Mailing = Mailing.NO_ADDRESS


def ticket_of(
    number: int | None,
    *,
    owner: Owner,
    state: ConversationState,
    customer_waits: bool,
    undeliverable: bool,
    address: str | None,
) -> Ticket | None:
    """The ticket that a conversation is, if it is one."""
    if number is None:
        return None
    mail = Mailing.FAILED if undeliverable else Mailing.ON if address else Mailing.NO_ADDRESS
    return Ticket(number=number, status=_status(owner, state, customer_waits), mail=mail)


def _status(owner: Owner, state: ConversationState, customer_waits: bool) -> TicketStatus:
    if owner is Owner.NOBODY:
        return TicketStatus.SOLVED
    if state is ConversationState.SNOOZED:
        return TicketStatus.ON_HOLD
    return TicketStatus.PENDING if owner is Owner.AGENT and not customer_waits else TicketStatus.OPEN


def signed_number(number: int, key: str) -> str:
    """The ticket's number with a seal that only this desk can make, for the address of replies."""
    return f"t{number}.{_seal(number, key)}"


def number_in(text: str, key: str) -> int | None:
    """The ticket that an address of ours speaks of; None where there is none or the seal is not ours."""
    found = SIGNED.search(text.lower())
    if found is None or not hmac.compare_digest(found[2], _seal(int(found[1]), key)):
        return None
    return int(found[1])


def _seal(number: int, key: str) -> str:
    # Mail servers may change the case of an address, so the alphabet has only one.
    sealed = hmac.new(key.encode(), f"ticket {number}".encode(), hashlib.sha256).digest()
    return b32encode(sealed).decode().lower()[:TAG_CHARS]
